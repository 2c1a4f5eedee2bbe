// The rules of a group: the system administrator sets one from a day on, and what was refused comes back as typed.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

journey('the system administrator changes a setting of the group from a day on', async house => {
  const page = await house.signIn('administrator')
  await page.goto('/')
  await page.click('a[href="/groups/tctf/settings"]')
  await house.inspect(page, 'settings')
  await page.selectOption('[name=name]', 'list_cap')
  await page.fill('[name=value]', '61')
  await page.fill('[name=from]', 'tomorrow')
  await page.click('main form[action="/groups/tctf/settings"] button[type=submit]')
  assert.match(await page.title(), /^Error: /)
  assert.equal(await page.inputValue('[name=value]'), '61')
  await house.inspect(page, 'settings-refused')
  await page.fill('[name=value]', '12')
  await page.fill('[name=reason]', 'Agreed by the group on 20 November.')
  await page.click('main form[action="/groups/tctf/settings"] button[type=submit]')
  assert.match(await page.textContent('main'), /Setting saved/)
  assert.match(await page.textContent('main'), /15 people, 12 people from/)
  await house.inspect(page, 'settings-changed')
})
