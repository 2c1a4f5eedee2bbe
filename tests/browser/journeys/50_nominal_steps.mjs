// Putting somebody forward, deciding, stepping down, archiving, putting back.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const board = '/groups/tctf/nominals'
const go = (page, name = 'Continue') => page.getByRole('button', { name, exact: true }).click()

async function describe(page, house, name, [day, month, year]) {
  await page.locator('[name=name]').fill(name)
  await page.locator('[name=born-day]').fill(day)
  await page.locator('[name=born-month]').fill(month)
  await page.locator('[name=born-year]').fill(year)
  await go(page)
  if (await page.getByLabel('None of these, add a new person').count()) {
    await house.inspect(page, 'propose-matches')
    await page.getByLabel('None of these, add a new person').check()
    await go(page)
  }
}

async function sayWhy(page) {
  await page.getByLabel('Begging', { exact: true }).check()
  await page.locator('[name=evidence]').fill('Asked shoppers for money on Week Street on most days of October.')
  await page.locator('[name=nexus]').fill('Week Street and the Mall entrance')
  await page.locator('[name=elsewhere]').fill('No other group works with this person.')
  await go(page, 'Put forward')
}

journey('a business puts somebody forward and the chair decides', async house => {
  const business = await house.signIn('businesses')
  await house.visit(business, `${board}/add`, 'propose-who')
  await go(business)
  assert.match(await business.title(), /^Error: /)
  await house.inspect(business, 'propose-who-refused')
  await describe(business, house, 'Corin Ashdown', ['14', '2', '1988'])
  await house.inspect(business, 'propose-why')
  await go(business, 'Put forward')
  assert.match(await business.title(), /^Error: /)
  await house.inspect(business, 'propose-why-refused')
  await sayWhy(business)
  const address = new URL(business.url()).pathname
  assert.match(address, /^\/nominals\/NOM-\d{4}-\d{4}$/)
  await house.inspect(business, 'proposed')

  const chair = await house.signIn('sergeant')
  await chair.goto(board)
  assert.match(await chair.locator('main').innerText(), /Corin Ashdown/)
  await house.visit(chair, address, 'proposed-chair')
  for (const step of ['accept', 'decline']) await house.visit(chair, `${address}/steps/${step}`, `step-${step}`)
  await chair.getByLabel('Not persistent enough').check()
  await chair.locator('[name=signpost]').fill('The outreach team')
  await chair.locator('main form button[type=submit]').click()
  await house.inspect(chair, 'declined')
  assert.match(await chair.locator('main').innerText(), /Not added/)
})

journey('somebody under 18 is refused with the way to safeguarding', async house => {
  const page = await house.signIn('businesses')
  await page.goto(`${board}/add`)
  await describe(page, house, 'Perran Toll', ['3', '9', String(new Date().getFullYear() - 15)])
  assert.match(await page.title(), /^Error: /)
  assert.match(await page.locator('.govuk-error-summary').innerText(), /safeguarding/i)
  await house.inspect(page, 'propose-child-refused')
})

journey('a likely match is shown before a new person is made', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(board)
  const name = await page.locator('.app-rank .app-rank__name a').first().innerText()
  await page.goto(`${board}/add`)
  await page.locator('[name=name]').fill(name.toUpperCase())
  await go(page)
  assert.match(await page.locator('main').innerText(), new RegExp(name))
  await house.inspect(page, 'propose-likely')
  await go(page)
  assert.match(await page.title(), /^Error: /)
})

journey('the chair archives somebody with a reason and puts them back', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(board)
  const link = page.locator('.app-rank .app-rank__name a').last()
  const name = await link.innerText(), address = await link.getAttribute('href')
  await house.visit(page, `${address}/steps/archive`, 'step-archive')
  await page.locator('main form button[type=submit]').click()
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'step-archive-refused')
  await page.getByLabel('No longer affecting the town centre').check()
  await page.locator('main form button[type=submit]').click()
  await house.inspect(page, 'archived-nominal')
  await page.goto('/groups/tctf/archived')
  assert.match(await page.locator('main').innerText(), new RegExp(name))
  await house.visit(page, `${address}/steps/reopen`, 'step-reopen')
})
