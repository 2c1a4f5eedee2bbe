// Changing the order of the list: by buttons, by typing, and two sergeants at once.
import assert from 'node:assert/strict'
import { journey, journeyWithoutScript, journeyWithScript } from '../journey.mjs'

const order = '/groups/tctf/nominals/order'
const names = page => page.locator('.app-order__item').evaluateAll(items => items.map(item => item.dataset.name))
const listed = page => page.locator('.app-rank .app-rank__name a').evaluateAll(links => links.map(link => link.textContent.trim()))
const up = (page, name) => page.locator('.app-order__item', { has: page.locator(`b:text-is("${name}")`) }).getByRole('button', { name: /^Up/ })
const box = (page, name) => page.getByLabel(`Position of ${name}`, { exact: true })
const save = async page => { await page.getByRole('button', { name: 'Save order' }).click(); await page.waitForLoadState() }

journey('the sergeant moves one person three places and saves', async house => {
  const page = await house.signIn('sergeant', { size: 'phone' })
  await house.visit(page, order, 'order')
  const before = await names(page)
  for (let i = 0; i < 3; i++) await up(page, before[5]).click()
  const wanted = [...before.slice(0, 2), before[5], ...before.slice(2, 5), ...before.slice(6)]
  assert.deepEqual(await names(page), wanted)
  await house.inspect(page, 'order-moved')
  await save(page)
  await house.inspect(page, 'board-order-saved')
  assert.deepEqual(await listed(page), wanted)
})

journey('a typed position makes room and is saved', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(order)
  const before = await names(page)
  await box(page, before[7]).fill('2')
  await page.getByLabel(/Why has the order changed/).fill('More incidents at the market')
  await save(page)
  assert.deepEqual(await listed(page), [before[0], before[7], ...before.slice(1, 7), ...before.slice(8)])
})

journey('a position that is no place is refused and kept as typed', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(order)
  const [first] = await names(page)
  await box(page, first).fill('ninety')
  await save(page)
  assert.match(await page.title(), /^Error: /)
  assert.equal(await box(page, first).inputValue(), 'ninety')
  await house.inspect(page, 'order-refused')
})

journeyWithoutScript('Enter in a position box renumbers and presses no arrow', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(order)
  const before = await names(page)
  await box(page, before[4]).fill('4')
  await box(page, before[4]).press('Enter')
  assert.deepEqual(await names(page), [...before.slice(0, 3), before[4], before[3], ...before.slice(5)])
  await page.goto('/groups/tctf/nominals')
  assert.deepEqual(await listed(page), before)
})

journeyWithScript('moving keeps the focus, says where somebody stands and loads no page', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(order)
  const before = await names(page)
  let loads = 0
  page.on('load', () => loads++)
  const button = up(page, before[3])
  await button.focus()
  await page.keyboard.press('Enter')
  assert.ok(await button.evaluate(element => element === document.activeElement))
  assert.match(await page.locator('[data-app-order-status]').innerText(), /moved to position 3 of \d+\. Not saved yet\./)
  assert.equal(loads, 0)
})

journey('two sergeants order at once: the second is asked about the person whom both moved', async house => {
  const first = await house.signIn('sergeant')
  const second = await house.signIn('secondSergeant')
  await first.goto(order)
  await second.goto(order)
  const before = await names(first)
  const both = before[3]
  await box(first, both).fill('1')
  await save(first)
  await box(second, before[7]).fill('2')
  await box(second, before[7]).press('Tab')
  await box(second, both).fill('6')
  await second.getByLabel(/Why has the order changed/).fill('Seen with a knife')
  await save(second)
  assert.match(await second.locator('h1').innerText(), /Someone else changed the order/)
  await house.inspect(second, 'order-clash')
  assert.deepEqual(await second.locator('.app-conflict legend').allInnerTexts(), [both])
  const asked = await second.locator('.app-conflict').innerText()
  assert.match(asked, /Keep what Sgt Priya Nair saved at (\d+(:\d\d)?[ap]m|midday|midnight)\s+Position 1, at the top/)
  assert.match(asked, /Use yours\s+Position 6, after/)
  assert.match(await second.locator('.govuk-inset-text').innerText(), new RegExp(`1 of your other moves does not clash and will be saved: ${before[7]}`))
  await second.getByRole('button', { name: 'Save these choices' }).click()
  assert.match(await second.title(), /^Error: /)
  await second.getByRole('link', { name: `Select where ${both} stands` }).waitFor()
  await house.inspect(second, 'order-clash-unanswered')
  await second.getByLabel('Use yours').check()
  await second.getByRole('button', { name: 'Save these choices' }).click()
  const rest = before.filter(name => name !== both && name !== before[7])
  assert.deepEqual(await listed(second), [rest[0], before[7], ...rest.slice(1, 4), both, ...rest.slice(4)])
  await second.getByText('moved meanwhile').waitFor()
})
