// Drives the served pages in Chromium, once with JavaScript and once without, and checks every page that was seen.
//   node tests/browser/run.mjs [--shots] build/dev/casework [WORDS OF A JOURNEY'S NAME]
// With --shots it keeps a picture of every page that was inspected, at desktop and phone width, in build/browser/shots.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { launchBrowser } from './browser.mjs'
import { House } from './house.mjs'
import { journeys } from './journey.mjs'
import { checkHtml } from './markup.mjs'
import { top } from './packages.mjs'

const given = process.argv.slice(2)
const pictures = given[0] === '--shots'
const [binary = 'build/dev/casework', ...words] = given.slice(pictures ? 1 : 0)
if (!existsSync(binary)) throw new Error(`${binary} is not built`)
const results = path.join(top, 'build', 'browser')
rmSync(results, { recursive: true, force: true })
for (const folder of ['html', 'shots', 'logs']) mkdirSync(path.join(results, folder), { recursive: true })

for (const file of readdirSync(new URL('journeys/', import.meta.url)).sort()) await import(`./journeys/${file}`)

let passed = 0, failed = 0
function say(name, problems, began) {
  problems.length ? failed++ : passed++
  console.log(`${problems.length ? 'FAILED' : 'passed'}  ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  for (const problem of problems) console.log('        ' + String(problem).replace(/\x1b\[\d*m/g, '').replaceAll('\n', '\n        '))
}

// One pass: a demo house of its own, every journey after the other in fresh browser contexts.
async function pass(browser, script) {
  const began = Date.now()
  const house = new House({ binary: path.resolve(binary), browser, script, results, pictures })
  try {
    await house.open()
    for (const { name, go, when } of journeys) {
      if (!name.includes(words.join(' ')) || (when !== 'both' && when !== (script ? 'script' : 'plain'))) continue
      const start = Date.now()
      const problems = await house.travel(name, go)
      say(`${name}${script ? '' : ', without JavaScript'}`, problems, start)
    }
  } catch (error) {
    say(`a demo house opens${script ? '' : ' (without JavaScript)'}`, [error.stack], began)
  }
  const start = Date.now()
  say(`the server stops cleanly after ${script ? 'scripted' : 'plain'} journeys`, await house.close(), start)
}

const browser = await launchBrowser()
await Promise.all([pass(browser, true), pass(browser, false)])
await browser.close()
const began = Date.now()
const { pages, problems } = await checkHtml(path.join(results, 'html'))
say(`the HTML checker finds nothing in ${pages} pages`, problems, began)
if (process.env.CASEWORK_TEST_COUNTS) writeFileSync(process.env.CASEWORK_TEST_COUNTS, `${passed} ${failed} 0\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
