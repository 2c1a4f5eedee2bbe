// Pages that are the same for everybody, and pages that are not there.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

journey('help and statements open before and after signing in', async house => {
  const page = await house.window()
  for (const name of ['help', 'privacy', 'accessibility', 'report-a-breach']) {
    const answer = await house.visit(page, `/${name}`, name)
    assert.equal(answer.status(), 200)
  }
})

journey('a person looks after their own account', async house => {
  const page = await house.signIn('constable')
  await house.visit(page, '/account', 'account')
  await house.visit(page, '/account/password', 'change-password')
  await page.click('main form button[type=submit]')
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'change-password-refused')
})

journey('an unknown address says so, signed in or not', async house => {
  const page = await house.window()
  assert.equal((await house.visit(page, '/no-such-page', 'not-found')).status(), 404)
  const signedIn = await house.signIn('sergeant')
  assert.equal((await house.visit(signedIn, '/no-such-page', 'not-found-signed-in')).status(), 404)
})

journey('roles without cases see their own first page', async house => {
  for (const who of ['analyst', 'auditor', 'administrator']) {
    const page = await house.signIn(who)
    await house.inspect(page, `my-work-${who}`)
    assert.equal((await page.goto('/groups/tctf/nominals')).status(), 404)
  }
})

journey('an analyst reads the statistics of the partnership and takes them along', async house => {
  const page = await house.signIn('analyst')
  await page.click('main a[href="/statistics"]')
  await house.inspect(page, 'statistics')
  assert.match(await page.locator('main').innerText(), /\[c\] is a count that is kept back/)
  const csv = await page.request.get('/statistics.csv')
  assert.match(await csv.text(), /^"?Table"?,/m)
  const sergeant = await house.signIn('sergeant')
  await sergeant.goto('/groups/tctf/figures')
  await sergeant.click('text=Statistics of the whole partnership')
  assert.match(await sergeant.locator('h1').innerText(), /^Statistics$/)
})
