// With the second approver off, one officer goes from a warning that was not followed to a notice in the hand, on a phone, in six pages.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const main = page => page.locator('main').innerText()
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click()
const day = offset => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10).split('-').map(Number)
async function fillDay(page, name, offset) {
  const [year, month, date] = day(offset)
  for (const [part, value] of [['day', date], ['month', month], ['year', year]]) await page.fill(`[name=${name}-${part}]`, String(value))
}

journey('an officer alone goes from a warning to a served notice in six pages on a phone', async house => {
  await house.setRule('cpt', 'second_approver', 'no')

  const page = await house.signIn('officer', { size: 'phone' })
  await page.goto('/groups/cpt/cases')
  await page.goto(await page.locator('main tr', { hasText: 'Revving engines' }).getByRole('link').first().getAttribute('href'))
  await house.inspect(page, 'door-warning')
  const shown = []
  page.on('response', answer => { if (answer.request().isNavigationRequest() && answer.status() === 200) shown.push(new URL(answer.url()).pathname) })

  await press(page, 'Give a notice')
  await page.waitForURL(/\/door\/who/)
  await house.inspect(page, 'door-who')
  await page.fill('[name=told_name]', 'Sutton Parade Traders')
  await page.fill('[name=told_on]', 'today')
  await page.locator('[name=told_method]').first().check()
  await page.fill('[name=considered_note]', 'Nothing is known that stands in the way. He lives with his brother.')
  await press(page, 'Save and continue')

  await page.waitForURL(/\/door\/must/)
  await house.inspect(page, 'door-must')
  assert.match(await page.inputValue('[name=requirement-1-text]'), /Stop revving/)
  await fillDay(page, 'ends_on', 85)
  await fillDay(page, 'review_on', 60)
  await press(page, 'Save and continue')

  await page.waitForURL(/\/door\/why/)
  await house.inspect(page, 'door-why')
  await page.locator('[name=same_conduct]').check()
  await page.fill('[name=enough_time]', 'Two weeks and a visit that showed him the track.')
  await press(page, 'Save and continue')

  await page.waitForURL(/\/door\/where/)
  await house.inspect(page, 'door-where')
  assert.match(await page.inputValue('[name=address]'), /8 Tovil Bank/)
  await press(page, 'Save and continue')

  await page.waitForURL(/\/door\/check/)
  await house.inspect(page, 'door-check')
  assert.match(await main(page), /Sutton Parade Traders/)
  await press(page, 'Issue the notice')
  await page.locator('.govuk-error-summary').waitFor()
  assert.match(await main(page), /Select how it was given/)
  assert.match(await main(page), /Sutton Parade Traders/)
  await house.inspect(page, 'door-check-refused')
  await page.locator('[name=unchanged]').check()
  await page.locator('[name=method]').first().check()
  await page.fill('[name=address]', '8 Tovil Bank, Maidstone')
  await press(page, 'Issue the notice')
  await page.waitForURL(/\/paper/)
  assert.match(await main(page), /As it was given/)
  await house.inspect(page, 'door-paper')
  const pages = shown.filter((each, i) => each !== shown[i - 1])
  assert.deepEqual(pages.map(each => each.split('/').pop()), ['who', 'must', 'why', 'where', 'check', 'paper'])
})
