// The end of a run: each promise that it can measure, what it must be, what it should be, and what was measured on each data set.
import { existsSync, readFileSync } from 'node:fs'

const [work, cleanBuild, ...sets] = process.argv.slice(2)  // the sets as bench.mjs names them: "sqlite-1000"
const results = Object.fromEntries(sets.filter(set => existsSync(`${work}/results-${set}.json`)).map(set => [set, JSON.parse(readFileSync(`${work}/results-${set}.json`))]))
const million = set => set.endsWith('-1000000')
const heaviest = (r, view) => r.weights && Math.max(...r.weights.map(w => w[view]))

// `of` answers nothing where a data set cannot say; `least`: more is better.
const promises = [
  { what: 'record page: CPU, times nginx', must: 14, aim: 9, of: r => r.a?.toNginx },
  { what: 'record page: throughput, % of nginx', must: 15, aim: 20, least: true, of: r => r.a && r.a.throughput * 100 },
  { what: 'recorded against unrecorded, spread', must: 1.5, aim: 1.25, of: r => r.a?.toUnrecorded },
  { what: 'recorded against unrecorded, hot', must: 1.8, aim: 1.4, of: r => r.ah?.toUnrecorded },
  { what: 'record page: CPU against 1 thousand people', must: 1.5, aim: 1.2, of: (r, set) => million(set) && results[set.replace('000000', '000')] && r.a.cpu / results[set.replace('000000', '000')].a.cpu },
  { what: 'search, birth date and surname: p95 ms', must: 5, aim: 1, of: r => r.d1?.p95 },
  { what: 'search, beginning of a surname: p95 ms', must: 20, aim: 5, of: r => r.d2?.p95 },
  { what: 'search, parts of two names: p95 ms', must: 50, aim: 20, of: r => r.d3?.p95 },
  { what: '  until found, not yet recorded: birth date', of: r => r.d1?.found },
  { what: '  until found: beginning of a surname', of: r => r.d2?.found },
  { what: '  until found: parts of two names', of: r => r.d3?.found },
  { what: '  of which the disk: a flush, p95 ms', of: r => r.flush },
  { what: 'page 400 of a list against page 1', must: 1.2, aim: 1, of: r => r.e },
  { what: 'memory at 64 connections, MB', must: 120, aim: 60, of: r => r.memory },
  { what: 'heaviest page, first view, KB', must: 75, aim: 50, of: r => heaviest(r, 'first') },
  { what: 'heaviest page, later, KB', must: 30, aim: 10, of: r => heaviest(r, 'later') },
]

// A row without a limit stands for itself: it says what the machine adds to the row above.
const shown = figure => figure.toFixed(figure < 10 ? 2 : figure < 100 ? 1 : 0)
// Rounded as it is shown, so that a figure never contradicts its mark.
function mark(promise, figure) {
  if (promise.must === undefined) return ''
  const rounded = Number(shown(figure))
  const keeps = limit => promise.least ? rounded >= limit : rounded <= limit
  return keeps(promise.aim) ? 'aim' : keeps(promise.must) ? 'must' : 'MISSED'
}
function row(promise, cells) {
  console.log(`  ${promise.what.padEnd(44)}${String(promise.must ?? '').padStart(7)}${String(promise.aim ?? '').padStart(7)}` + cells.map(cell => cell.padStart(20)).join(''))
}

console.log('\n== Promises: must, aim and measured (aim: reaches it; must: keeps the promise; MISSED: does not)')
row({ what: '', must: 'must', aim: 'aim' }, Object.keys(results))
for (const promise of promises) {
  const figures = Object.entries(results).map(([set, r]) => promise.of(r, set))
  if (figures.some(figure => typeof figure === 'number'))
    row(promise, figures.map(figure => typeof figure === 'number' ? `${shown(figure)} ${mark(promise, figure)}` : '-'))
}
const build = { what: 'clean release build on 2 processors, s', must: 240, aim: 120 }
if (cleanBuild) row(build, [`${shown(Number(cleanBuild))} ${mark(build, Number(cleanBuild))}`])
