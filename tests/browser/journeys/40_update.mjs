// The page before the meeting: one update for each person, one press each.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const board = '/groups/tctf/nominals'
const updateLink = page => page.locator('.app-rank > li').first().getByRole('button', { name: /^Update/ })

async function fillUpdate(page, n) {
  await page.locator('[name=incidents]').fill(String(n))
  await page.locator('[name=seen_on]').fill('yesterday')
  await page.locator('[name=seen_where]').fill('Week Street')
  await page.locator('[name=summary]').fill('Spoken to twice outside the station. Took the card of the outreach team.')
}

journey('ten updates need ten presses of Save and next person', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(board)
  await updateLink(page).click()
  await house.inspect(page, 'update')
  const seen = new Set()
  for (let i = 0; i < 10; i++) {
    seen.add(new URL(page.url()).pathname)
    await fillUpdate(page, i)
    if (i < 9) await page.getByRole('button', { name: 'Save and next person' }).click()
  }
  assert.equal(seen.size, 10)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await house.inspect(page, 'board-updated')
  assert.match(await page.locator('main').innerText(), /Took the card of the outreach team/)
})

journey('an update with a mistake comes back with everything typed', async house => {
  const page = await house.signIn('constable')
  await page.goto(board)
  await updateLink(page).click()
  await fillUpdate(page, 3)
  await page.locator('[name=incidents]').fill('several')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  assert.match(await page.title(), /^Error: /)
  assert.equal(await page.locator('[name=incidents]').inputValue(), 'several')
  assert.equal(await page.locator('[name=seen_where]').inputValue(), 'Week Street')
  await house.inspect(page, 'update-refused')
})

journey('two people update one record: the second sees both and loses nothing', async house => {
  const first = await house.signIn('sergeant')
  const second = await house.signIn('secondSergeant')
  for (const page of [first, second]) {
    await page.goto(board)
    await updateLink(page).click()
  }
  await fillUpdate(first, 4)
  await first.locator('[name=summary]').fill('First sergeant: quiet week.')
  await first.getByRole('button', { name: 'Save', exact: true }).click()
  await fillUpdate(second, 9)
  await second.locator('[name=summary]').fill('Second sergeant: arrested on Friday.')
  await second.getByRole('button', { name: 'Save', exact: true }).click()
  assert.match(await second.locator('h1').innerText(), /Someone else changed this record/)
  assert.match(await second.locator('main').innerText(), /First sergeant: quiet week\.[^]*Second sergeant: arrested on Friday\./)
  assert.equal(await second.locator('main [type=radio]:checked').count(), 0)
  await house.inspect(second, 'update-clash')
  await second.getByRole('button', { name: 'Save these choices' }).click()
  assert.match(await second.locator('.govuk-error-summary').innerText(), /Select what to keep: summary/)
  await house.inspect(second, 'update-clash-refused')
  await second.locator('fieldset', { hasText: 'Incidents since the last meeting' }).getByLabel('Use yours').check()
  await second.locator('fieldset', { hasText: 'Summary' }).getByLabel('Keep both, theirs first').check()
  await second.getByRole('button', { name: 'Save these choices' }).click()
  await second.locator('.app-rank .app-rank__name a').first().click()
  assert.match(await second.locator('main').innerText(), /9 incidents[^]*First sergeant: quiet week\.\s+Second sergeant: arrested on Friday\./)
})

journey('an action is added, taken up and finished with an outcome', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(board)
  await page.locator('.app-rank .app-rank__name a').first().click()
  await house.visit(page, `${new URL(page.url()).pathname}/actions/add`, 'action-add')
  await page.locator('main form button[type=submit]').first().click()
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'action-add-refused')
})
