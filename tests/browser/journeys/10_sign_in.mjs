// Signing in, being refused, signing out.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

journey('a sergeant signs in, sees what waits and signs out', async house => {
  const page = await house.window()
  await house.visit(page, '/sign-in', 'sign-in')
  await house.fillSignIn(page, 'sergeant')
  assert.equal(new URL(page.url()).pathname, '/')
  await house.inspect(page, 'my-work')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await house.inspect(page, 'signed-out')
  await page.goto('/groups/tctf/nominals')
  assert.match(page.url(), /\/sign-in/)
})

journey('a wrong password is refused without saying whether the account exists', async house => {
  const words = []
  for (const username of ['priya.nair', 'nobody.at.all']) {
    const page = await house.window()
    await page.goto('/sign-in')
    await page.fill('[name=username]', username)
    await page.fill('[name=password]', 'not the password of anyone')
    await page.click('main form button[type=submit]')
    if (words.length === 0) await house.inspect(page, 'sign-in-refused')
    assert.match(await page.title(), /^Error: /)
    words.push(await page.locator('.govuk-error-summary').innerText())
  }
  assert.equal(words[0], words[1])
})
