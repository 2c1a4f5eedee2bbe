// Builds stylesheet, script and icons, and writes them as assembly and a table for the C++ build.
//   node build/build-assets.mjs OUTPUT_FOLDER
// Writes OUTPUT_FOLDER/{files/NAME-HASH.EXT[.br|.gz], assets.S, assets_table.inc, manifest.json}.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const out = path.resolve(process.argv[2] ?? path.join(web, 'dist'))
const files = path.join(out, 'files')
process.chdir(web)

const types = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8' }
const budgets = { 'app.css': 24 * 1024, 'app.js': 18 * 1024 } // compressed bytes: what a slow phone has to fetch
const notices = readFileSync('../THIRD_PARTY_NOTICES')
const hashed = (name, bytes) => {
  const { name: stem, ext } = path.parse(name)
  return `${stem}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}${ext}`
}
const noticesFile = hashed('third-party-notices.txt', notices)

function stylesheet() {
  const logger = { warn: message => { if (!String(message).includes('govuk-text-colour')) console.error('sass: ' + message) } }
  return sass.compile('styles/app.scss', { loadPaths: ['.'], quietDeps: true, logger }).css
}

const common = {
  absWorkingDir: web, bundle: true, minify: true, write: false, outdir: files, entryNames: '[name]-[hash]', assetNames: '[name]-[hash]',
  legalComments: 'none', metafile: true, logLevel: 'warning', charset: 'utf8'
}
const banner = `/*! Contains GOV.UK Frontend and MOJ Frontend, MIT licence: ${noticesFile} */`
// Two calls: a list of browsers on the script makes esbuild refuse destructuring, so the script gets a language level only.
const builds = await Promise.all([
  esbuild.build({
    ...common, banner: { css: banner }, loader: { '.svg': 'file' }, target: ['chrome90', 'firefox90', 'safari14'],
    stdin: { contents: stylesheet(), loader: 'css', resolveDir: path.join(web, 'styles'), sourcefile: 'app.css' }
  }),
  esbuild.build({ ...common, banner: { js: banner }, entryPoints: { app: 'scripts/app.js' }, format: 'esm', target: ['es2020'] })
])

const assets = [] // { logical, file, bytes }
for (const output of builds.flatMap(build => build.outputFiles)) {
  const bytes = Buffer.from(output.contents)
  const ext = path.extname(output.path)
  const logical = ext === '.css' || ext === '.js' ? `app${ext}` : path.basename(output.path)
  const file = ext === '.css' || ext === '.js' ? hashed(logical, bytes) : logical // icons are named inside the stylesheet
  assets.push({ logical, file, bytes })
}
for (const name of readdirSync('icons').sort()) {
  const bytes = readFileSync(path.join('icons', name))
  assets.push({ logical: name, file: hashed(name, bytes), bytes })
}
assets.push({ logical: 'third-party-notices.txt', file: noticesFile, bytes: notices })
assets.sort((a, b) => (a.file < b.file ? -1 : 1))

rmSync(files, { recursive: true, force: true })
mkdirSync(files, { recursive: true })
const assembly = ['// Written by web/build/build-assets.mjs: the bytes of the assets.', '#ifdef __CET__', '#include <cet.h>', '#endif', '.section .rodata']
const table = ['// Written by web/build/build-assets.mjs: the table of the assets.']
const declared = []
const sizes = {}

function embed(symbol, file, bytes) {
  writeFileSync(path.join(files, file), bytes)
  assembly.push(`.balign 16\n.globl ${symbol}\n${symbol}:\n.incbin "${path.join(files, file)}"\n.globl ${symbol}_end\n${symbol}_end:`)
  declared.push(`extern "C" const char ${symbol}[], ${symbol}_end[];`)
  return `bytes_between(${symbol}, ${symbol}_end)`
}

assets.forEach(({ logical, file, bytes }, index) => {
  const symbol = `casework_asset_${index}`
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  const gz = gzipSync(bytes, { level: 9 })
  const plain = embed(symbol, file, bytes)
  const brotli = br.length < bytes.length ? embed(`${symbol}_br`, `${file}.br`, br) : '{}'
  const gzip = gz.length < bytes.length ? embed(`${symbol}_gz`, `${file}.gz`, gz) : '{}'
  const etag = createHash('sha256').update(bytes).digest('hex').slice(0, 20)
  table.push(`{"${logical}", {"/static/${file}", "${types[path.extname(file)]}", "\\"${etag}\\"", ${plain}, ${brotli}, ${gzip}}},`)
  sizes[logical] = { file, bytes: bytes.length, gzip: gz.length, brotli: br.length }
})

assembly.push('.section .note.GNU-stack, "", %progbits', '')
writeFileSync(path.join(out, 'assets.S'), assembly.join('\n'))
writeFileSync(path.join(out, 'assets_symbols.inc'), '// Written by web/build/build-assets.mjs: where the bytes lie.\n' + declared.join('\n') + '\n')
writeFileSync(path.join(out, 'assets_table.inc'), table.join('\n') + '\n')
writeFileSync(path.join(out, 'manifest.json'), JSON.stringify(sizes, null, 2) + '\n')

for (const [name, most] of Object.entries(budgets)) {
  if (sizes[name].brotli > most) throw new Error(`${name} has ${sizes[name].brotli} bytes after compression, the budget is ${most}`)
}
