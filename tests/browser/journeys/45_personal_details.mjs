// Putting right what a record says about a person.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const open = async page => {
  await page.goto('/groups/tctf/nominals')
  await page.locator('.app-rank .app-rank__name a', { hasText: 'Gary Tindle' }).click()
  await page.locator('.app-identity a').first().click()
  await page.getByRole('link', { name: /^Edit personal details/ }).click()
}

journey('an address, an alias and a marker are added to a person', async house => {
  const page = await house.signIn('sergeant')
  await open(page)
  await house.inspect(page, 'personal-details')
  await page.locator('[name="name-0-kind"]').selectOption('alias')
  await page.locator('[name="name-0-full"]').fill('Gaz Tindall')
  await page.locator('[name="address-1-kind"]').selectOption('hostel')
  await page.locator('[name="address-1-lines"]').fill('Mill House hostel')
  await page.locator('[name="address-1-from"]').fill('someday')
  await page.getByRole('button', { name: 'Save personal details' }).click()
  assert.match(await page.title(), /^Error: /)
  assert.equal(await page.locator('[name="name-0-full"]').inputValue(), 'Gaz Tindall')
  await house.inspect(page, 'personal-details-refused')
  await page.locator('[name="address-1-from"]').fill('yesterday')
  await page.getByRole('button', { name: 'Save personal details' }).click()
  const known = await page.locator('main').innerText()
  assert.match(known, /Gaz Tindall/)
  assert.match(known, /Mill House hostel/)
  await house.inspect(page, 'person-edited')
  await page.locator('.app-search-inline [name=q]').fill('gaz tindall')
  await page.locator('.app-search-inline button').click()
  assert.match(await page.locator('main').innerText(), /Gary Tindle/)
})

journey('two people edit one person: the second chooses what clashes', async house => {
  const first = await house.signIn('sergeant'), second = await house.signIn('secondSergeant')
  for (const page of [first, second]) await open(page)
  await first.locator('[name=full_name]').fill('Gary Tindle-Moss')
  await first.getByRole('button', { name: 'Save personal details' }).click()
  await second.locator('[name=full_name]').fill('Garry Tindle')
  await second.getByRole('button', { name: 'Save personal details' }).click()
  assert.match(await second.locator('h1').innerText(), /Someone else changed this record/)
  await house.inspect(second, 'personal-details-clash')
  await second.locator('input[value=theirs]').check()
  await second.getByRole('button', { name: 'Save these choices' }).click()
  assert.match(await second.locator('.app-identity').innerText(), /Gary Tindle-Moss/)
  // Other journeys know him by his name.
  await open(second)
  await second.locator('[name=full_name]').fill('Gary Tindle')
  await second.getByRole('button', { name: 'Save personal details' }).click()
})
