// What must not cost anybody their work: a session that ends, a form sent twice, a server that dies.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const board = '/groups/tctf/nominals'

journey('a session that ends in the middle of a form loses nothing typed', async house => {
  const hasty = await house.another({ 'session.idle_seconds': 8 })
  try {
    const page = await house.signIn('sergeant', { base: hasty.base })
    await page.goto(board)
    await page.locator('.app-rank > li').first().getByRole('button', { name: /^Update/ }).click()
    await page.locator('[name=incidents]').fill('7')
    await page.locator('[name=summary]').fill('Typed before the session ended.')
    await new Promise(resolve => setTimeout(resolve, 9500))
    if (house.script) {
      const message = page.locator('dialog[open]')
      assert.match(await message.innerText(), /You have been signed out[^]*What you have typed is still on this page/)
      await message.getByRole('button', { name: 'Close this message' }).click()
    }
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    assert.match(page.url(), /\/sign-in/)
    await house.inspect(page, 'signed-out-by-time')
    await house.fillSignIn(page, 'sergeant')
    assert.equal(await page.locator('[name=summary]').inputValue(), 'Typed before the session ended.')
    assert.equal(await page.locator('[name=incidents]').inputValue(), '7')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    assert.match(await page.locator('main').innerText(), /Typed before the session ended/)
  } finally {
    await house.leave(hasty)
  }
})

journey('a killed server comes back with what it had answered and the same sessions', async house => {
  const fragile = await house.another()
  try {
    const page = await house.signIn('sergeant', { base: fragile.base })
    await page.goto(board)
    await page.locator('.app-rank > li').first().getByRole('button', { name: /^Update/ }).click()
    await page.locator('[name=incidents]').fill('5')
    await page.locator('[name=summary]').fill('Saved just before the lights went out.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForLoadState('networkidle')
    await fragile.kill()
    await fragile.serve()
    await page.goto(board)
    assert.match(await page.locator('main').innerText(), /Saved just before the lights went out/)
  } finally {
    await house.leave(fragile)
  }
})
