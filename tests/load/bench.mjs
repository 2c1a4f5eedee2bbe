// Measures one data set on one database: every scenario in turn on the recorded server, the unrecorded one and nginx, several times over.
import { execFileSync, spawn } from 'node:child_process'
import { closeSync, cpSync, existsSync, fdatasyncSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { Client } from './client.mjs'
import { cpuSeconds, freePort, memoryMib, start, startNginx, stop, untilListening } from './processes.mjs'
import { pageOfPeople, scenarios } from './scenarios.mjs'

const password = 'lantern-orchard-bridge-9'
const connections = 64

const [build, work, database, peopleText, repetitionsText, secondsText, reuse] = process.argv.slice(2)
const people = Number(peopleText), repetitions = Number(repetitionsText), seconds = Number(secondsText)
const data = `${work}/${database}-${people}`
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
const ms = v => v < 10 ? v.toFixed(2) : v.toFixed(0)

function url(directory) { return database === 'sqlite' ? `sqlite:${directory}/casework.db` : `${process.env.CASEWORK_TEST_POSTGRESQL}/casework_${people}` }

// As the program takes it: an address that holds a password stands in a file.
function address(directory) {
  if (database === 'sqlite') return `data.database_url=${url(directory)}`
  rmSync(`${directory}/url`, { force: true })
  writeFileSync(`${directory}/url`, url(directory), { mode: 0o400 })
  return `data.database_url_file=${directory}/url`
}

// The demo, then the crowd: what stands from an earlier run is taken only when asked for.
function makeData() {
  if (reuse === 'reuse' && database === 'sqlite' && existsSync(`${data}/made`)) return
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  if (database === 'postgresql') execFileSync('psql', ['-q', `${process.env.CASEWORK_TEST_POSTGRESQL}/postgres`, '-c', `CREATE DATABASE casework_${people}`])
  const began = Date.now()
  execFileSync(`${build}/casework`, ['demo', 'load', '--demo', '--data', data, '--set', address(data)], { stdio: ['ignore', 'ignore', 'inherit'] })
  execFileSync(`${build}/tests/load/casework_crowd`, [data, url(data), String(people)], { stdio: 'inherit' })
  console.log(`  data made in ${((Date.now() - began) / 1000).toFixed(0)} s`)
  writeFileSync(`${data}/made`, '')
}

async function serve(program, directory) {
  const port = await freePort()
  const child = start(program, ['serve', '--demo', '--data', directory, '--set', address(directory), '--port', String(port), '--set', `log.file=${directory}/server.log`], `${directory}/start.log`)
  await untilListening(port, child, program)
  const client = await new Client(port).signIn('priya.nair', password)
  return { port, child, client }
}

// The server that keeps no ledger works on a copy, because one SQLite file has one server.
async function serveUnrecorded() {
  if (database !== 'sqlite') return serve(`${build}/tests/load/casework_unrecorded`, data)
  rmSync(`${data}-unrecorded`, { recursive: true, force: true })
  cpSync(data, `${data}-unrecorded`, { recursive: true })
  return serve(`${build}/tests/load/casework_unrecorded`, `${data}-unrecorded`)
}

// One measure: requests, failures, latencies in ms, and the CPU that the server spent, in microseconds for each request.
function load(target, paths, { cookie = '', accept = 'text/html', many = connections, time = seconds } = {}) {
  const file = `${work}/paths`
  writeFileSync(file, paths.join('\n') + '\n')
  const before = cpuSeconds(target.child.pid)
  return new Promise((resolve, reject) => {
    const wrk = spawn('wrk', ['-t1', `-c${many}`, `-d${time}s`, '--timeout', '10s', '-s', 'tests/load/paths.lua', `https://127.0.0.1:${target.port}`],
      { env: { PATH: process.env.PATH, LOAD_PATHS: file, LOAD_COOKIE: cookie, LOAD_ACCEPT: accept } })
    let text = ''
    wrk.stdout.on('data', piece => { text += piece })
    wrk.stderr.on('data', piece => { text += piece })
    wrk.once('exit', () => {
      const figures = text.match(/FIGURES (.*)/)
      if (!figures) return reject(new Error(`wrk: ${text}`))
      const f = JSON.parse(figures[1])
      if (f.failed > 0) return reject(new Error(`${f.failed} of ${f.requests} requests failed: ${paths[0]}`))
      resolve({ ...f, cpu: (cpuSeconds(target.child.pid) - before) * 1e6 / f.requests, throughput: f.requests / f.seconds })
    })
  })
}

// The pages as nginx serves them: the same bytes, one file for each address.
async function asFiles(client, scenario, nginx) {
  const paths = []
  let bytes = 0
  mkdirSync(`${nginx.site}/${scenario.key}`, { recursive: true })
  for (const [i, path] of scenario.paths.entries()) {
    const { body } = await client.page(path, { Accept: scenario.accept ?? 'text/html' })
    writeFileSync(`${nginx.site}/${scenario.key}/${i}`, body)
    paths.push(`/${scenario.key}/${i}`)
    bytes += body.length
  }
  return { paths, bytes: Math.round(bytes / paths.length) }
}

const summary = runs => ({ cpu: median(runs.map(r => r.cpu)), throughput: median(runs.map(r => r.throughput)), p50: median(runs.map(r => r.p50)), p99: median(runs.map(r => r.p99)) })

async function measure(scenario, recorded, unrecorded, nginx) {
  const files = await asFiles(recorded.client, scenario, nginx)
  const unrecordedPaths = scenario.search ? await scenario.search(unrecorded.client) : scenario.paths
  const runs = { recorded: [], unrecorded: [], nginx: [] }
  const header = { accept: scenario.accept }
  await load(recorded, scenario.paths, { ...header, cookie: recorded.client.cookie, time: 1 })
  await load(unrecorded, unrecordedPaths, { ...header, cookie: unrecorded.client.cookie, time: 1 })
  for (let i = 0; i < repetitions; ++i) {
    runs.recorded.push(await load(recorded, scenario.paths, { ...header, cookie: recorded.client.cookie }))
    runs.unrecorded.push(await load(unrecorded, unrecordedPaths, { ...header, cookie: unrecorded.client.cookie }))
    runs.nginx.push(await load(nginx, files.paths, { ...header, cookie: recorded.client.cookie }))
  }
  const r = summary(runs.recorded), u = summary(runs.unrecorded), n = summary(runs.nginx)
  const ratio = (of, other) => median(of.map((run, i) => run.cpu / other[i].cpu))
  console.log(`\n  (${scenario.key}) ${scenario.name}: ${(files.bytes / 1024).toFixed(1)} KB, ${scenario.paths.length} addresses`)
  for (const [name, s] of [['recorded', r], ['unrecorded', u], ['nginx', n]])
    console.log(`      ${name.padEnd(11)}${s.cpu.toFixed(0).padStart(7)} us CPU a request ${s.throughput.toFixed(0).padStart(7)} requests/s   p50 ${ms(s.p50).padStart(6)} ms   p99 ${ms(s.p99).padStart(6)} ms`)
  const result = { cpu: r.cpu, toNginx: ratio(runs.recorded, runs.nginx), throughput: median(runs.recorded.map((run, i) => run.throughput / runs.nginx[i].throughput)), toUnrecorded: ratio(runs.recorded, runs.unrecorded) }
  let words = `      CPU ${result.toNginx.toFixed(1)} times nginx, throughput ${(result.throughput * 100).toFixed(0)} %, recorded against unrecorded ${result.toUnrecorded.toFixed(2)}`
  if (scenario.latency) {
    const alone = [], found = []
    for (let i = 0; i < repetitions; ++i) {
      alone.push(await load(recorded, scenario.paths, { cookie: recorded.client.cookie, many: 1 }))
      found.push(await load(unrecorded, unrecordedPaths, { cookie: unrecorded.client.cookie, many: 1 }))
    }
    result.p95 = median(alone.map(run => run.p95))
    result.found = median(found.map(run => run.p95))
    words += `\n      one at a time: found in p50 ${ms(median(found.map(run => run.p50)))} ms, p95 ${ms(result.found)} ms; found and durably recorded in p50 ${ms(median(alone.map(run => run.p50)))} ms, p95 ${ms(result.p95)} ms`
    words += `\n      64 at once: p95 ${ms(median(runs.recorded.map(run => run.p95)))} ms`
  }
  console.log(words)
  return result
}

// What the disk takes to make one small commit durable: no recorded answer can be quicker.
function flushes() {
  const file = openSync(`${work}/flush`, 'w'), bytes = Buffer.alloc(32768, 1), took = []
  for (let i = 0; i < 400; ++i) {
    writeSync(file, bytes, 0, bytes.length, i % 64 * bytes.length)
    const began = performance.now()
    fdatasyncSync(file)
    if (i >= 100) took.push(performance.now() - began)
  }
  closeSync(file)
  rmSync(`${work}/flush`)
  took.sort((a, b) => a - b)
  const p95 = took[Math.floor(took.length * 0.95)]
  console.log(`  the disk: a flush of 32 KiB takes p50 ${ms(median(took))} ms, p95 ${ms(p95)} ms`)
  return p95
}

async function listPages(recorded) {
  const far = await pageOfPeople(recorded.client, 400)
  if (!far) return console.log('\n  (e) page 400 of the list of people: the list is shorter')
  const runs = []
  for (let i = 0; i < repetitions; ++i) {
    const first = await load(recorded, ['/people'], { cookie: recorded.client.cookie })
    const last = await load(recorded, [far], { cookie: recorded.client.cookie })
    runs.push({ first: first.cpu, last: last.cpu, ratio: last.cpu / first.cpu })
  }
  const ratio = median(runs.map(r => r.ratio))
  console.log(`\n  (e) page 400 of the list of people against page 1: ${median(runs.map(r => r.last)).toFixed(0)} us against ${median(runs.map(r => r.first)).toFixed(0)}, ${ratio.toFixed(2)} times`)
  return ratio
}

// What a browser fetches that has never been here, and what it fetches once it has the style and the scripts.
async function weight(recorded, path) {
  const page = await recorded.client.page(path, { 'Accept-Encoding': 'br, gzip' })
  const plain = (await recorded.client.page(path)).body.toString()
  let first = page.body.length
  for (const [, asset] of plain.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)) first += (await recorded.client.page(asset, { 'Accept-Encoding': 'br, gzip' })).body.length
  console.log(`  page weight of ${path}: first view ${(first / 1024).toFixed(1)} KB, later ${(page.body.length / 1024).toFixed(1)} KB`)
  return { first: first / 1024, later: page.body.length / 1024 }
}

console.log(`\n== ${database}, ${people.toLocaleString('en-GB')} people`)
makeData()
const recorded = await serve(`${build}/casework`, data)
const unrecorded = await serveUnrecorded()
rmSync(`${work}/nginx`, { recursive: true, force: true })
const nginx = await startNginx(`${work}/nginx`, `${data}/tls`)
const results = { flush: flushes() }
const all = await scenarios(recorded.client, people, repetitions < 5)
for (const scenario of all) {
  if (scenario.accept === 'application/json') {
    const answer = await recorded.client.ask('GET', scenario.paths[0], { headers: { Accept: scenario.accept } })
    if (!String(answer.headers['content-type']).startsWith('application/json')) {
      console.log(`\n  (${scenario.key}) ${scenario.name}: skipped, this server does not answer JSON at that address`)
      continue
    }
  }
  results[scenario.key] = await measure(scenario, recorded, unrecorded, nginx)
}
results.e = await listPages(recorded)
const memory = memoryMib(recorded.child.pid)
results.memory = memory.highest
console.log(`\n  memory after ${connections} connections: ${memory.now.toFixed(0)} MB, at most ${memory.highest.toFixed(0)} MB`)
results.weights = []
for (const path of ['/', '/groups/tctf/nominals', '/people', all[0].paths[0]]) results.weights.push(await weight(recorded, path))
for (const target of [recorded, unrecorded, nginx]) await stop(target.child)
if (database === 'sqlite') rmSync(`${data}-unrecorded`, { recursive: true, force: true })
writeFileSync(`${work}/results-${database}-${people}.json`, JSON.stringify(results))
process.exit()
