// Looks at the gallery in Chromium, under our Content-Security-Policy: axe, sideways scrolling, and what the script does.
//   CASEWORK_GALLERY=FOLDER web_tests "[.gallery]" && node tests/web/html/check_gallery.mjs FOLDER [SCREENSHOT_FOLDER]
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import assert from 'node:assert/strict'

const require = createRequire(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../web/package.json'))
const { chromium } = require('playwright-core')
const { AxeBuilder } = require('@axe-core/playwright')
const [folder, shots] = process.argv.slice(2).map(name => path.resolve(name))
const pages = readdirSync(folder).filter(name => name.endsWith('.html')).map(name => name.replace('.html', '')).sort()
const policy = "default-src 'none'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; style-src 'self'; img-src 'self'; " +
  "font-src 'none'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'"
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' }
const posted = []
let keepAlive = 204

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://x')
  if (request.method === 'POST') {
    let body = ''
    request.on('data', data => { body += data })
    request.on('end', () => { posted.push({ pathname, body }); response.writeHead(pathname === '/session' ? keepAlive : 204).end(keepAlive === 200 ? '300' : '') })
    return
  }
  try {
    const file = path.join(folder, path.normalize(pathname.endsWith('.html') || pathname.startsWith('/static/') ? pathname : '/work.html'))
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'text/plain', 'content-security-policy': policy }).end(readFileSync(file))
  } catch { response.writeHead(404).end() }
})
await new Promise(done => server.listen(0, '127.0.0.1', done))
const base = `http://127.0.0.1:${server.address().port}/`
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const problems = []
const check = async (name, run) => {
  try { await run(); console.log(`ok: ${name}`) } catch (error) { problems.push(name); console.log(`NOT OK: ${name}\n  ${String(error.message).split('\n').slice(0, 12).join('\n  ')}`) }
}

async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.complaints = []
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) page.complaints.push(message.text()) })
  page.on('pageerror', error => page.complaints.push(String(error)))
  if (options.clock) await page.clock.install({ time: new Date('2023-04-13T12:47:00Z') })
  await page.goto(base + name + '.html')
  return page
}

for (const name of pages) {
  for (const [label, width, javaScriptEnabled] of [['desktop', 1280, true], ['phone', 390, true], ['reflow', 320, true], ['no script', 390, false]]) {
    await check(`${name}, ${label}`, async () => {
      const page = await open(name, { viewport: { width, height: 900 }, javaScriptEnabled })
      if (shots) await page.screenshot({ path: path.join(shots, `${name}-${label.replace(' ', '-')}.png`), fullPage: true })
      assert.deepEqual(page.complaints, [])
      if (javaScriptEnabled) {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, 'sideways scrolling')
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
        assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(', ')}`), [])
      }
      await page.context().close()
    })
  }
}

const names = page => page.$$eval('[data-app-order] > li', rows => rows.map(row => row.dataset.name.replace('Person ', '')).join(''))
const focused = page => page.evaluate(() => document.activeElement.getAttribute('value') ?? document.activeElement.tagName)
const status = page => page.textContent('[data-app-order-status]')

await check('Up moves the row, keeps focus and says so', async () => {
  const page = await open('order')
  await page.click('[value="NOM-2023-0003:up"]')
  assert.equal(await names(page), '13245')
  assert.equal(await focused(page), 'NOM-2023-0003:up')
  assert.equal(await status(page), 'Person 3 moved to position 2 of 5. Not saved yet.')
  await page.keyboard.press('Enter')
  assert.equal(await names(page), '31245')
  await page.keyboard.press('Enter')
  assert.equal(await status(page), 'Person 3 is already first.')
  assert.equal(await page.$eval('#pos-NOM-2023-0003', box => box.value), '1')
  assert.equal(await page.getAttribute('[value="NOM-2023-0003:up"]', 'aria-disabled'), 'true')
  assert.equal(await page.getAttribute('[value="NOM-2023-0001:up"]', 'aria-disabled'), 'false')
})

await check('a typed position moves the row, and Tab goes on from where the person is', async () => {
  const page = await open('order')
  await page.fill('#pos-NOM-2023-0001', '4')
  await page.keyboard.press('Tab')
  assert.equal(await names(page), '23415')
  assert.equal(await focused(page), 'NOM-2023-0002:up') // the row that came next when Tab was pressed
  await page.fill('#pos-NOM-2023-0005', '1')
  await page.keyboard.press('Enter')
  assert.equal(await names(page), '52341')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'pos-NOM-2023-0005')
  assert.deepEqual(posted, [])
})

await check('a position that is none is left as typed and explained', async () => {
  const page = await open('order')
  await page.fill('#pos-NOM-2023-0002', 'last')
  await page.keyboard.press('Tab')
  assert.equal(await names(page), '12345')
  assert.equal(await status(page), 'Position of Person 2 must be a number from 1 to 5.')
  assert.equal(await page.inputValue('#pos-NOM-2023-0002'), 'last')
})

await check('without the script Enter in a position box renumbers', async () => {
  const page = await open('order', { javaScriptEnabled: false })
  await page.fill('#pos-NOM-2023-0002', '4')
  await page.press('#pos-NOM-2023-0002', 'Enter')
  await page.waitForTimeout(300)
  const form = new URLSearchParams(posted.pop().body)
  assert.equal(form.get('do'), 'apply')
  assert.equal(form.get('move'), null)
  assert.equal(form.get('pos[NOM-2023-0002]'), '4')
  assert.equal(form.get('version'), '57')
})

for (const [name, change, asks] of [['moving a row', page => page.click('[value="NOM-2023-0003:up"]'), true], ['typing', page => page.fill('#why', 'x'), true], ['nothing', () => {}, false]]) {
  await check(`leaving after ${name} ${asks ? 'asks first' : 'does not ask'}`, async () => {
    const page = await open('order')
    let asked = false
    page.on('dialog', dialog => { asked = true; dialog.accept() })
    await page.click('h1')
    await change(page)
    await page.click('.govuk-back-link')
    await page.waitForURL('**/groups/tctf/nominals')
    assert.equal(asked, asks)
  })
}

await check('the session dialog opens two minutes before the end, and staying posts its form', async () => {
  const page = await open('order', { clock: true })
  await page.clock.runFor(17 * 60_000)
  assert.equal(await page.isVisible('dialog'), false)
  await page.clock.runFor(61_000)
  assert.equal(await page.isVisible('dialog'), true)
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), 'Stay signed in')
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(violations.map(v => v.id), [])
  const answered = page.waitForResponse('**/session')
  await page.keyboard.press('Enter')
  await answered
  await page.waitForFunction(() => !document.querySelector('dialog').open)
  assert.deepEqual(posted.pop(), { pathname: '/session', body: 'csrf=t0k3n' })
  await page.clock.runFor(17 * 60_000)
  assert.equal(await page.isVisible('dialog'), false)
  await page.clock.runFor(61_000)
  assert.equal(await page.isVisible('dialog'), true)
})

await check('the answer may shorten the session', async () => {
  keepAlive = 200
  const page = await open('order', { clock: true })
  await page.clock.runFor(18 * 60_000 + 1000)
  const answered = page.waitForResponse('**/session')
  await page.keyboard.press('Enter')
  await answered
  await page.waitForFunction(() => !document.querySelector('dialog').open)
  await page.clock.runFor(181_000)
  assert.equal(await page.isVisible('dialog'), true)
  keepAlive = 204
})

await check('when the session has ended a form keeps what is typed', async () => {
  const page = await open('order', { clock: true })
  await page.fill('#why', 'long reason')
  await page.clock.runFor(20 * 60_000 + 1000)
  assert.equal(await page.textContent('dialog h2'), 'You have been signed out')
  await page.click('dialog button')
  assert.equal(await page.isVisible('dialog'), false)
  assert.equal(await page.inputValue('#why'), 'long reason')
})

await check('a refused wish to stay says that the session has ended', async () => {
  keepAlive = 401
  const page = await open('order', { clock: true })
  await page.clock.runFor(18 * 60_000 + 1000)
  await page.click('dialog button')
  await page.waitForFunction(() => document.querySelector('dialog h2').textContent === 'You have been signed out')
  keepAlive = 204
})

await check('a page without typing is fetched again when the session has ended', async () => {
  const page = await open('work', { clock: true })
  const again = page.waitForEvent('load')
  await page.clock.runFor(20 * 60_000 + 1000)
  await again
})

await check('characters are counted as the server counts them', async () => {
  const page = await open('form')
  assert.equal(await page.textContent('.govuk-character-count__status'), 'You have 194 characters remaining') // "Seen " and one emoji
})

await check('a stacked table has its roles, a sortable table sorts by value', async () => {
  const page = await open('work')
  assert.equal(await page.getAttribute('.app-stack', 'role'), 'table')
  assert.equal(await page.getAttribute('.app-stack td', 'role'), 'cell')
  await page.click('th[aria-sort] button >> text=Incidents')
  assert.equal(await page.$eval('[data-module="moj-sortable-table"] tbody tr td', cell => cell.textContent), 'Allington')
})

await check('another requirement can be added and its error link still fits', async () => {
  const page = await open('form')
  await page.click('#req-add-another-button')
  assert.equal(await page.$$eval('.moj-add-another__item', items => items.length), 3)
  assert.equal(await page.$eval('#req-2-text', input => input.name), 'req[2][text]')
  assert.equal(await page.$$eval('label[for="req-2-text"]', labels => labels.length), 1)
})

await check('details open for the printer and close again', async () => {
  const page = await open('record')
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  assert.equal(await page.$eval('details', details => details.open), true)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  assert.equal(await page.$eval('details', details => details.open), false)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.isVisible('.app-printed-by'), true)
  assert.equal(await page.isVisible('.app-footer'), false)
})

await check('the print button is there only with the script', async () => {
  assert.equal(await (await open('nominals')).isVisible('[data-app-print]'), true)
  assert.equal(await (await open('nominals', { javaScriptEnabled: false })).isVisible('[data-app-print]'), false)
})

await browser.close()
server.close()
console.log(problems.length === 0 ? 'gallery: all well' : `gallery: ${problems.length} not well`)
process.exitCode = problems.length === 0 ? 0 : 1
