// The npm packages of the tests live beside those of the pages, in web/node_modules.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

export const top = fileURLToPath(new URL('../../', import.meta.url))
export const require = createRequire(new URL('../../web/package.json', import.meta.url))
