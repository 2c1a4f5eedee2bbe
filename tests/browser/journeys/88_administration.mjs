// Joiners, movers and leavers: an administrator adds somebody, gives a membership, asks for a role that a coordinator agrees to, and disables.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const fillReason = (page, words) => page.fill('[name=reason]', words)
const submit = page => page.click('main form button[type=submit]')

async function agree(house, coordinator, request) {
  await coordinator.goto('/')
  await coordinator.click(`a[href="${request}"]`)
  await house.inspect(coordinator, 'rights-answer')
  await coordinator.check('[name=answer][value=agree]')
  await coordinator.fill('[name=password]', house.password)
  await submit(coordinator)
  assert.match(await coordinator.textContent('main'), /It is carried out/)
}

journey('an administrator adds a person, gives a membership, and asks a coordinator to agree to a role', async house => {
  const page = await house.signIn('administrator')
  await house.visit(page, '/accounts', 'accounts')
  await house.visit(page, '/agencies', 'agencies')
  await page.goto('/accounts/add')
  await submit(page)
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'accounts-add-refused')
  const username = house.script ? 'ada.cole' : 'ada.plain'
  await page.fill('[name=username]', username)
  await page.fill('[name=name]', 'Ada Cole')
  await page.fill('[name=title]', 'PC')
  await page.selectOption('[name=agency]', 'kent-police')
  await page.fill('[name=email]', `${username}@example.org`)
  await fillReason(page, 'New in the town centre team')
  await submit(page)
  await house.inspect(page, 'accounts-add-preview')
  await page.fill('[name=first]', 'harbour plum violin seven')
  await submit(page)
  assert.match(await page.textContent('h1'), /Ada Cole/)
  await house.inspect(page, 'account')
  const account = new URL(page.url()).pathname

  await page.click('text=Give a membership')
  await house.inspect(page, 'account-membership')
  await page.selectOption('[name=group]', 'tctf')
  await page.check('[name=level][value=viewer]')
  await page.fill('[name=until]', 'tomorrow')
  await fillReason(page, 'Joins the town centre team')
  await submit(page)
  assert.match(await page.textContent('main'), /Not a member of Town Centre Task Force/)
  await house.inspect(page, 'account-membership-preview')
  await submit(page)
  // The group has coordinators, so one of them decides with the administrator.
  assert.match(await page.textContent('main'), /can agree/)
  const coordinator = await house.signIn('sergeant')
  await agree(house, coordinator, new URL(page.url()).pathname)
  await page.goto(account)
  assert.match(await page.textContent('main'), /Town Centre Task Force/)

  await page.click('a:has-text("base role")')
  await page.check('[name=role][value=analyst]')
  await fillReason(page, 'Moves to the analysis team')
  await submit(page)
  await house.inspect(page, 'account-role-preview')
  await submit(page)
  await house.inspect(page, 'rights-waiting')
  const request = new URL(page.url()).pathname

  await house.visit(coordinator, '/', 'work-rights')
  await agree(house, coordinator, request)
  await house.visit(coordinator, '/groups/tctf/members', 'members')

  await page.goto('/accounts')
  await page.fill('[name=q][id=accounts-q]', username)
  await page.click('form[action="/accounts"] button')
  assert.doesNotMatch(page.url(), new RegExp(username))
  await page.click('a:has-text("Ada Cole")')
  await page.click('a:has-text("Disable")')
  await fillReason(page, 'Left the force')
  await submit(page)
  await submit(page)
  assert.match(await page.textContent('main'), /Disabled on/)
})
