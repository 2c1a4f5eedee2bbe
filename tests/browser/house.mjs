// What a journey works with: a served demo house, people who sign in to it, and checks on each page they see.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { watch, widths } from './browser.mjs'
import { inspectPage } from './inspection.mjs'
import { demoPassword, usernames } from './people.mjs'
import { Server } from './server.mjs'

// What differs in each answer and says nothing about the markup: tokens, keys and times.
const withoutTokens = html => html.replace(/value="[0-9A-Za-z_.~-]{20,}"/g, '').replace(/\b\d{1,2}(:\d\d)?[ap]m\b/g, '').replace(/\b[0-9A-F]{4}-[0-9A-F]{4}\b/g, '')

// A journey that hangs is a failed journey.
const within = (seconds, promise) => {
  let timer
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`took longer than ${seconds} seconds`)), seconds * 1000) })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

export class House {
  #contexts = []
  #documents = []
  #seen = new Set()

  constructor({ binary, browser, script, results, pictures }) { Object.assign(this, { binary, browser, script, results, pictures }) }

  async open() {
    this.password = demoPassword(this.binary)
    this.server = await this.another()
  }
  close() { return this.server ? this.server.stop() : Promise.resolve([]) }
  get base() { return this.server.base }

  // A server of its own for a journey that needs other settings; the journey stops it.
  async another(settings = {}) {
    const server = new Server(this.binary, path.join(this.results, 'logs', `server-${this.script ? 'script' : 'plain'}.log`), settings)
    await server.start()
    return server
  }

  // Stops such a server once no page waits for it any more: a style sheet that never comes is no fault of the page.
  async leave(server) {
    for (const page of this.#contexts.flatMap(context => context.pages())) await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
    this.problems.push(...await server.stop())
  }

  // Walks one journey and returns what was wrong on the way.
  async travel(name, go) {
    this.problems = []
    this.name = name
    try {
      await within(180, go(this))
    } catch (error) {
      this.problems.push(error.stack)
      await this.#keepLastSight(name)
    }
    // A body that never arrives (its page has gone) must not hold up the next journey.
    await within(3, Promise.all(this.#documents.splice(0))).catch(() => {})
    for (const context of this.#contexts.splice(0)) await context.close()
    return this.problems
  }

  // A new browser window that knows nobody, at phone or desktop width.
  async window({ size = 'desktop', base = this.base, script = this.script } = {}) {
    const context = await this.browser.newContext({ ignoreHTTPSErrors: true, viewport: widths[size], javaScriptEnabled: script, locale: 'en-GB', timezoneId: 'Europe/London', baseURL: base })
    context.setDefaultTimeout(20_000)
    this.#contexts.push(context)
    const page = await context.newPage()
    watch(page, base, this.problems, response => this.#documents.push(this.#keepDocument(response)))
    return page
  }

  // Somebody of the demo, signed in: house.signIn('sergeant').
  async signIn(who, options = {}) {
    const page = await this.window(options)
    await page.goto('/sign-in')
    await this.fillSignIn(page, who)
    return page
  }

  async fillSignIn(page, who, password = this.password) {
    await page.fill('[name=username]', usernames[who])
    await page.fill('[name=password]', password)
    await page.click('main form button[type=submit]')
  }

  // Goes there and checks what is shown: house.visit(page, '/nominals', 'board').
  async visit(page, address, name) {
    const answer = await page.goto(address)
    if (name) await this.inspect(page, name)
    return answer
  }

  // The system administrator sets a rule of a group from today on.
  async setRule(group, name, value) {
    const page = await this.signIn('administrator')
    await page.goto(`/groups/${group}/settings`)
    await page.selectOption('[name=name]', name)
    await page.fill('[name=value]', value)
    await page.fill('[name=from]', 'today')
    await page.fill('[name=reason]', 'Agreed by the group on 20 November.')
    await page.click(`main form[action="/groups/${group}/settings"] button[type=submit]`)
    await page.getByText('Setting saved').waitFor()
  }

  // Checks the page as it stands, at three widths, and keeps pictures if they are wanted: NAME-1280.png, NAME-390.png.
  async inspect(page, name) {
    const found = await inspectPage(page, { name: this.script ? name : `${name}-plain`, shots: this.pictures && path.join(this.results, 'shots'), script: this.script })
    this.problems.push(...found)
  }

  async #keepDocument(response) {
    const html = await response.text().catch(() => '')
    const digest = createHash('sha256').update(withoutTokens(html)).digest('hex').slice(0, 16)
    if (!html || this.#seen.has(digest)) return
    this.#seen.add(digest)
    const words = new URL(response.url()).pathname.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'home'
    writeFileSync(path.join(this.results, 'html', `${words}-${response.status()}-${digest}.html`), html)
  }

  async #keepLastSight(name) {
    for (const [index, page] of this.#contexts.flatMap(context => context.pages()).entries()) {
      const file = path.join(this.results, 'shots', `failed-${name.replace(/\W+/g, '-')}${this.script ? '' : '-plain'}-${index}.png`)
      await page.screenshot({ path: file, fullPage: true }).catch(() => {})
      this.problems.push(`was at ${page.url()}, see ${path.relative(process.cwd(), file)}`)
    }
  }
}
