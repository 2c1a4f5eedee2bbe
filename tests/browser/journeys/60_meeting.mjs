// The meeting in its simple form: schedule, attendance, start, agree the order, end, print the agreed list.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'
import { sheetsOf } from '../paper.mjs'

const press = (page, name) => page.getByRole('button', { name, exact: true }).click()

journey('the sergeant schedules, starts, agrees the order and ends a meeting', async house => {
  const page = await house.signIn('sergeant')
  await house.visit(page, '/groups/tctf/meetings/add', 'meeting-add')
  await press(page, 'Schedule meeting')
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'meeting-add-refused')
  await page.locator('[name=day]').fill('today')
  await page.locator('[name=time]').fill('11:30pm')
  await press(page, 'Schedule meeting')
  const address = new URL(page.url()).pathname
  await house.inspect(page, 'meeting-scheduled')
  await press(page, 'Accept for this meeting')
  for (const select of await page.locator('select[name^="attends"]').all()) await select.selectOption('in_room')
  await press(page, 'Save attendance')
  await house.inspect(page, 'meeting-attendance')
  await press(page, 'Start meeting')
  await house.inspect(page, 'meeting-started')
  await press(page, 'Agree this order')
  await house.inspect(page, 'meeting-order-agreed')
  await page.getByRole('link', { name: 'print it' }).click()
  await house.inspect(page, 'agreed-list-print')
  assert.ok(await sheetsOf(page) <= 4)
  await page.goto(address)
  await page.locator('[name=minutes]').fill('Agreed: PC Osei speaks to the market traders.')
  await press(page, 'End meeting')
  await house.inspect(page, 'meeting-ended')
  await press(page, 'Approve minutes')
  await house.inspect(page, 'meeting-minutes-approved')
  await page.locator('[name=words]').fill('The traders meet on Tuesdays.')
  await page.locator('[name=reason]').fill('Left out')
  await press(page, 'Add to the minutes')
  await house.inspect(page, 'meeting-addendum')
  await house.visit(page, '/groups/tctf/lists', 'agreed-lists')
  await page.locator('main table a').first().click()
  await house.inspect(page, 'agreed-list')
})
