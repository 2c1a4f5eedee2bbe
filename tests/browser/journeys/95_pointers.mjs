// Blind pointers: switched on by a group, asked by somebody outside it, told to the group, and nothing more than whom to ask.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const main = page => page.locator('main').innerText()
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click()

journey('somebody of another group learns whom to ask and nothing else, and the group sees who asked', async house => {
  const outsider = await house.signIn('outsider')
  assert.equal((await outsider.goto('/pointers')).status(), 404)

  await house.setRule('csvg', 'pointer_search', 'yes')

  await outsider.goto('/')
  await outsider.locator('.app-search-inline [name=q]').fill('Terry Haddow')
  await outsider.locator('.app-search-inline button').click()
  assert.match(await main(outsider), /No results for/)
  await outsider.click('text=Ask whether another group holds a record')
  await house.inspect(outsider, 'pointer-ask')
  await outsider.fill('[name=name]', 'Terry Haddow')
  await press(outsider, 'Ask')
  assert.match(await outsider.title(), /^Error: /)
  assert.equal(await outsider.inputValue('[name=name]'), 'Terry Haddow')
  await house.inspect(outsider, 'pointer-refused')
  for (const [part, value] of [['day', '31'], ['month', '7'], ['year', '1974']]) await outsider.fill(`[name=born-${part}]`, value)
  await outsider.locator('[name=purpose]').first().check()
  await outsider.fill('[name=reason]', 'He was named as a witness in a referral to the forum.')
  await press(outsider, 'Ask')
  assert.match(await main(outsider), /Another group holds a record\.\s+Ask Social Worker Jo Stone, Kent County Council/)
  assert.doesNotMatch(await main(outsider), /VUL-|Listed|Under review|drink/i)
  await house.inspect(outsider, 'pointer-answer')
  const reason = 'He was named as a witness in a referral to the forum.'

  const leader = await house.signIn('leader')
  await leader.goto('/')
  await leader.locator('main').getByRole('link', { name: /ask your group|was told/ }).first().click()
  assert.match(await main(leader), /Who to ask|Somebody was told to ask your group/)
  assert.match(await main(leader), new RegExp(reason.replaceAll('.', '\\.')))
  await house.inspect(leader, 'pointer-told')
  await press(leader, 'Mark as seen')
})
