// Reads the house with clang-tidy as .clang-tidy says; a file that was clean and has not changed since, headers included, is not read again.
//   node tests/lint/run.mjs [PATH...]      (tests/run --only lint prepares what it needs)
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const top = path.dirname(fileURLToPath(new URL('../', import.meta.url)))
process.chdir(top)
const tidy = 'clang-tidy-19', build = 'build/dev', clean = 'build/lint'
mkdirSync(clean, { recursive: true })

const folders = ['domain', 'auth', 'persistence', 'web', 'server']
const sources = (process.argv.length > 2 ? process.argv.slice(2) : folders.flatMap(below)).sort()

function below(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : below(name)
    return name.endsWith('.cpp') ? [name] : []
  })
}

// The house's own headers that a file includes, directly and through others.
const included = new Map()
function includes(file) {
  if (!included.has(file)) included.set(file, [...readFileSync(file, 'utf8').matchAll(/^#include "([^"]+)"/gm)].map((found) => found[1]).filter(existsSync))
  return included.get(file)
}
function withHeaders(file, seen = new Set()) {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const header of includes(file)) withHeaders(header, seen)
  return seen
}

const commands = new Map(JSON.parse(readFileSync(`${build}/compile_commands.json`)).map((entry) => [path.relative(top, entry.file), entry.command]))
const rules = execFileSync(tidy, ['--version']) + readFileSync('.clang-tidy', 'utf8')
function stateOf(file) {
  const hash = createHash('sha256').update(rules).update((commands.get(file) ?? '').replaceAll(top, ''))
  for (const part of [...withHeaders(file)].sort()) hash.update(part).update(readFileSync(part))
  return `${clean}/${hash.digest('hex')}`
}

const read = (file) => new Promise((done) => execFile(tidy, ['-p', build, '--quiet', file], { maxBuffer: 1 << 26 }, (error, said) => done(error ? said || error.message : '')))

let passed = 0, failed = 0, known = 0
const waiting = [...sources]
async function reader() {
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    const state = stateOf(file)
    const before = existsSync(state)
    const found = before ? '' : await read(file)
    if (found) console.log(found.replaceAll(`${top}/`, '').trimEnd())
    else if (!before) writeFileSync(state, '')
    found ? failed++ : passed++
    if (before) known++
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, reader))
if (process.env.CASEWORK_TEST_COUNTS) writeFileSync(process.env.CASEWORK_TEST_COUNTS, `${passed} ${failed} 0\n`)
console.log(`${passed} files without a finding (${known} unchanged since they were read), ${failed} with`)
process.exitCode = failed ? 1 : 0
