// Sharing a record with another group and ending it; a contributor asks a colleague, who agrees with the password.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const send = (page, name) => page.getByRole('button', { name, exact: true }).click()

// The address of somebody on the list.
async function recordOf(page, name) {
  await page.goto('/groups/tctf/nominals')
  return new URL(await page.locator('main a', { hasText: name }).first().getAttribute('href'), page.url()).pathname
}

journey('a sergeant shares a record, a member of the other group opens it, and after the sharing has ended it is not there', async house => {
  const sergeant = await house.signIn('sergeant'), outsider = await house.signIn('outsider')
  const record = await recordOf(sergeant, 'Marlon Abbey')
  await house.visit(outsider, '/groups/daf/shared', 'shared-with-us-none')
  assert.equal((await outsider.goto(record)).status(), 404)
  await sergeant.goto(record)
  await sergeant.getByRole('link', { name: 'Share or end sharing' }).click()
  await house.inspect(sergeant, 'sharing-none')
  await sergeant.getByRole('button', { name: 'Share with a group' }).click()
  await house.inspect(sergeant, 'share-form')
  await send(sergeant, 'Share')
  assert.match(await sergeant.title(), /^Error: /)
  await house.inspect(sergeant, 'share-form-refused')
  await sergeant.getByLabel('Maidstone Domestic Abuse Forum').check()
  await sergeant.getByLabel('To protect somebody at risk').check()
  await sergeant.locator('[name=reason]').fill('He waits for a client of the forum outside her work.')
  await send(sergeant, 'Share')
  await house.inspect(sergeant, 'sharing-one')
  assert.match(await sergeant.textContent('main'), /Maidstone Domestic Abuse Forum/)

  assert.equal((await house.visit(outsider, record, 'shared-record')).status(), 200)
  assert.match(await outsider.textContent('main'), /Town Centre Task Force has shared this record with your group/)
  assert.equal((await outsider.goto('/groups/tctf/nominals')).status(), 404)
  await outsider.goto('/groups/daf/nominals')
  await outsider.getByRole('link', { name: 'Shared with us' }).click()
  await house.inspect(outsider, 'shared-with-us')
  await outsider.getByRole('link', { name: 'Marlon Abbey' }).click()
  assert.equal(new URL(outsider.url()).pathname, record)

  await sergeant.getByRole('link', { name: 'End the sharing with Maidstone Domestic Abuse Forum' }).click()
  await house.inspect(sergeant, 'end-sharing')
  await sergeant.locator('[name=reason]').fill('She has moved away.')
  await send(sergeant, 'End sharing')
  await house.inspect(sergeant, 'sharing-ended')
  assert.equal((await outsider.goto(record)).status(), 404)
})

journey('a constable proposes to share, a colleague agrees with the password, and the constable does it once', async house => {
  const constable = await house.signIn('constable'), colleague = await house.signIn('secondSergeant'), outsider = await house.signIn('outsider')
  const record = await recordOf(constable, 'Carl Venner')
  await house.visit(constable, `${record.replace('/nominals/', '/records/')}/shares/add`, 'share-propose')
  await constable.getByLabel('Maidstone Domestic Abuse Forum').check()
  await constable.getByLabel('To protect somebody at risk').check()
  await constable.locator('[name=reason]').fill('His partner is a client of the forum.')
  await send(constable, 'Continue')
  assert.match(constable.url(), /\/agreements\/AGR-/)
  await house.inspect(constable, 'agreement-prepared')
  assert.equal(await constable.inputValue('[name=why]'), 'His partner is a client of the forum.')
  const request = new URL(constable.url()).pathname
  assert.equal((await colleague.goto(request)).status(), 404)
  await send(constable, 'Ask')
  await house.inspect(constable, 'agreement-asked')
  assert.equal((await outsider.goto(record)).status(), 404)

  await colleague.goto('/')
  await house.inspect(colleague, 'my-work-to-agree')
  await colleague.locator(`main a[href="${request}"]`).click()
  await house.inspect(colleague, 'agreement-question')
  await colleague.getByLabel('I agree').check()
  await colleague.fill('[name=password]', 'not mine at all')
  await send(colleague, 'Send answer')
  assert.match(await colleague.title(), /^Error: /)
  await house.inspect(colleague, 'agreement-question-refused')
  assert.ok(await colleague.getByLabel('I agree').isChecked())
  await colleague.fill('[name=password]', house.password)
  await send(colleague, 'Send answer')
  assert.match(await colleague.textContent('main'), /You agreed/)

  await constable.goto('/')
  await house.inspect(constable, 'my-work-agreed')
  await constable.locator(`main a[href="${request}"]`).click()
  await house.inspect(constable, 'agreement-agreed')
  await send(constable, 'Do it now')
  assert.match(await constable.textContent('main'), /Agreed by Sgt Tom Reddish/)
  assert.equal((await outsider.goto(record)).status(), 200)
  await house.visit(constable, request, 'agreement-used')
  assert.equal(await constable.getByRole('button', { name: 'Do it now' }).count(), 0)
})
