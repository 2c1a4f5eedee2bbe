// Prints the covered lines and branches of what promise R127 names, beside what it asks; fails when one is missed.
//   node tests/coverage/figures.mjs SUMMARY.json BRANCHES.json      (of llvm-cov export: all files in short, and the files of the 100 % with each branch)
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('../../', import.meta.url))
const exported = (file) => JSON.parse(readFileSync(file)).data[0].files.map((each) => ({ ...each, name: path.relative(top, each.filename) }))
const files = exported(process.argv[2]).map(({ name, summary }) => ({ name, ...summary }))
const listed = new Map(exported(process.argv[3]).map(({ name, branches }) => [name, branches]))

const wanted = [
  { what: 'may() (auth/policy)', of: /^auth\/policy\./, branches: 100 },
  { what: 'ledger (entry, tree, notes, persistence)', of: /^(domain\/ledger_entry|auth\/(merkle|signed_note)|persistence\/ledger)/, branches: 100 },
  { what: 'head check (server/http_head)', of: /^server\/http_head\./, branches: 100 },
  { what: 'auth', of: /^auth\//, lines: 90 },
  { what: 'persistence', of: /^persistence\//, lines: 90 },
  { what: 'all', of: /./, lines: 85 },
]

// What stays although no test can reach it: FILE | CONDITION | true or false | why. Each is reviewed like code; one that is reached, or gone, fails.
const excluded = readFileSync(`${top}tests/coverage/excluded`, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split(' | ')).map(([file, condition, outcome, why]) => ({ file, condition, outcome, why, met: 0 }))

// Each condition of a file once, however often it was instantiated, with how often it was true and false.
function conditions(name) {
  const source = readFileSync(top + name, 'utf8').split('\n'), found = new Map()
  for (const [line, column, lineEnd, columnEnd, yes, no] of listed.get(name) ?? []) {
    const place = `${line}:${column}`
    const words = source.slice(line - 1, lineEnd).map((text, i) => text.slice(i ? 0 : column - 1, i + line === lineEnd ? columnEnd - 1 : undefined).trim()).join(' ')
    const known = found.get(place) ?? { place, words, true: 0, false: 0 }
    found.set(place, { ...known, true: known.true + yes, false: known.false + no })
  }
  return [...found.values()]
}

function missedBranches(name) {
  const missed = listed.has(name) ? [] : [`${name} was not exported with its branches`]
  let count = missed.length
  for (const condition of conditions(name))
    for (const outcome of ['true', 'false']) {
      const reason = excluded.find((each) => each.file === name && each.condition === condition.words && each.outcome === outcome)
      if (reason && condition[outcome] === 0) { reason.met++; continue }
      count++
      if (condition[outcome] === 0) missed.push(`${name}:${condition.place} is never ${outcome}: ${condition.words}`)
    }
  return { covered: count - missed.length, count, missed }
}

const sum = (parts) => {
  const count = parts.reduce((all, part) => all + part.count, 0), covered = parts.reduce((all, part) => all + part.covered, 0)
  return { covered, count, percent: count ? (100 * covered) / count : 100 }
}
const words = ({ covered, count, percent }) => `${percent.toFixed(2).padStart(6)} % (${covered} of ${count})`.padEnd(26)

let passed = 0, failed = 0
for (const { what, of, lines, branches } of wanted) {
  const concerned = files.filter((file) => of.test(file.name))
  const each = branches ? concerned.map((file) => missedBranches(file.name)) : []
  const line = sum(concerned.map((file) => file.lines)), branch = branches ? sum(each) : sum(concerned.map((file) => file.branches))
  const holds = concerned.length > 0 && line.percent >= (lines ?? 0) && branch.percent >= (branches ?? 0)
  holds ? passed++ : failed++
  console.log(`${holds ? 'reached' : 'MISSED '}  ${what.padEnd(42)} lines ${words(line)} branches ${words(branch)} asked: ${lines ? `lines ${lines}` : `branches ${branches}`} %`)
  for (const { missed } of each) for (const branch of missed) console.log(`         ${branch}`)
  if (!holds && lines)
    for (const file of concerned.filter((file) => file.lines.percent < lines).sort((a, b) => b.lines.count - b.lines.covered - (a.lines.count - a.lines.covered)).slice(0, 20))
      console.log(`         ${file.name.padEnd(42)} lines ${words(file.lines)} branches ${words(file.branches)}`)
}
for (const { file, condition, outcome, met } of excluded)
  if (met !== 1) {
    failed++
    console.log(`MISSED   tests/coverage/excluded: ${file} | ${condition} | ${outcome}: ${met ? 'stands more than once' : 'is reached or gone, take it out'}`)
  }
if (process.env.CASEWORK_TEST_COUNTS) writeFileSync(process.env.CASEWORK_TEST_COUNTS, `${passed} ${failed} 0\n`)
process.exitCode = failed ? 1 : 0
