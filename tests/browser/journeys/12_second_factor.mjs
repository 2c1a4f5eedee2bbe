// The second step: set up at the first sign-in, a code from the telephone at the next, a recovery code when it is lost.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { journey } from '../journey.mjs'

// What an authenticator app does (RFC 6238): `ahead` steps of 30 seconds later than now.
const codeOf = (key, ahead = 0) => {
  const bits = [...key.replace(/\s/g, '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const seed = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const digest = createHmac('sha1', seed).update(step).digest()
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

journey('somebody sets up a second step at the first sign-in, signs in with a code, and with a recovery code', async house => {
  const server = await house.another({ 'sign_in.second_factor_in_demo': 'true' })
  const page = await house.signIn('constable', { base: server.base })
  assert.equal(new URL(page.url()).pathname, '/sign-in/second-factor/set-up')
  await house.inspect(page, 'second-factor-set-up')
  await page.goto(`${server.base}/groups/tctf/nominals`)
  assert.equal(new URL(page.url()).pathname, '/sign-in/second-factor/set-up')
  assert.ok(await page.evaluate(() => document.querySelector('img.app-code-picture').naturalWidth > 0))
  await page.click('text=You cannot scan it')
  const key = (await page.textContent('.govuk-inset-text')).trim()
  await page.fill('[name=code]', '000000')
  await page.click('main form button[type=submit]')
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'second-factor-set-up-refused')
  await page.fill('[name=code]', codeOf(key))
  await page.click('main form button[type=submit]')
  await house.inspect(page, 'second-factor-recovery-codes')
  const codes = await page.locator('.app-code-list code').allTextContents()
  assert.equal(codes.length, 10)
  await page.click('text=I have kept them')
  assert.match(await page.textContent('h1'), /My work/)
  await page.goto(`${server.base}/account/second-factor`)
  await house.inspect(page, 'second-factor-account')

  const again = await house.signIn('constable', { base: server.base })
  await house.inspect(again, 'second-factor-code')
  const used = codeOf(key, 1)  // the step of the setting-up is used
  await again.fill('[name=code]', used)
  await again.click('main form button[type=submit]')
  assert.match(await again.textContent('h1'), /My work/)

  const lost = await house.signIn('constable', { base: server.base })
  await lost.fill('[name=code]', used)
  await lost.click('main form button[type=submit]')
  assert.match(await lost.textContent('main'), /does not fit, or it was used/)
  await house.inspect(lost, 'second-factor-code-refused')
  if (house.script) await lost.click('summary:has-text("You do not have your telephone")')
  else await lost.evaluate(() => { document.querySelector('details').open = true })
  await lost.fill('[name=code]', '')
  await lost.fill('[name=recovery]', codes[4].toLowerCase())
  await lost.click('main form button[type=submit]')
  assert.match(await lost.textContent('h1'), /My work/)
  await house.leave(server)
})
