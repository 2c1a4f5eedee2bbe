// One run of the HTML checker (vnu) over every document the journeys were served.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { require } from './packages.mjs'

// GOV.UK writes role=group on date fieldsets on purpose; the checker calls it unnecessary.
const deliberate = '.*“group” role is unnecessary for element “fieldset”.*'

export async function checkHtml(folder) {
  const files = readdirSync(folder).map(file => path.join(folder, file))
  if (files.length === 0) return { pages: 0, problems: ['no page was collected'] }
  const jar = path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build', 'dist', 'vnu.jar')
  const run = spawnSync('java', ['-Xss1m', '-jar', jar, '--Werror', '--filterpattern', deliberate, ...files], { encoding: 'utf8', maxBuffer: 64 << 20 })
  if (run.error) return { pages: files.length, problems: [`the HTML checker did not run: ${run.error.message}`] }
  const words = run.stderr.split('\n').filter(Boolean).map(line => line.replace(`file:${folder}/`, ''))
  return { pages: files.length, problems: run.status === 0 ? [] : words.slice(0, 40) }
}
