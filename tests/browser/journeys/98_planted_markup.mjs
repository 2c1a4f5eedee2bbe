// Markup that somebody types into real forms, in a real browser: it is shown as words, and nothing in it ever runs.
import assert from 'node:assert/strict'
import { journeyWithScript } from '../journey.mjs'

const planted = ['<img src=x onerror="window.ran++">', '<svg onload="window.ran++">', '"><script>window.ran++</script>'].join(' ')

// Of every page that is loaded: nothing has run, and nothing that was typed has become an element.
async function harmless(page) {
  await page.waitForLoadState('networkidle')
  const found = await page.evaluate(() => ({ ran: window.ran, elements: document.querySelectorAll('[onerror], [onload], img[src="x"]').length, scripts: [...document.scripts].filter(s => s.textContent.includes('ran++')).length }))
  assert.deepEqual(found, { ran: 0, elements: 0, scripts: 0 }, page.url())
}

journeyWithScript('markup typed into forms is shown as words and runs nowhere', async house => {
  const server = await house.another()
  try {
    const page = await house.window({ base: server.base })
    await page.addInitScript(() => { window.ran = 0 })
    await page.goto('/sign-in')
    await house.fillSignIn(page, 'sergeant', planted)
    await harmless(page)
    await house.fillSignIn(page, 'sergeant')
    await page.goto('/groups/tctf/nominals')
    const record = await page.locator('.app-rank .app-rank__name a').first().getAttribute('href')

    await page.goto(`${record}/timeline`)
    await page.locator('main [name=note]').fill(`Note ${planted}`)
    await page.locator('main form:has([name=note]) button[type=submit]').click()
    await harmless(page)
    await page.goto(`${record}/update`)
    await page.locator('[name=incidents]').fill('2')
    await page.locator('[name=seen_on]').fill('yesterday')
    await page.locator('[name=seen_where]').fill(planted)
    await page.locator('[name=summary]').fill(`Summary ${planted}`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await harmless(page)
    await page.locator('.app-search-inline [name=q]').fill(planted)
    await page.locator('.app-search-inline button').click()
    await harmless(page)

    let shown = 0
    for (const address of [record, `${record}/timeline`, `${record}/plan`, `${record}/update`, '/groups/tctf/nominals', '/groups/tctf/nominals/print', '/', `/help?done=${encodeURIComponent(planted)}&next=${encodeURIComponent(planted)}`]) {
      await page.goto(address)
      await harmless(page)
      if ((await page.locator('body').innerText()).includes('onerror="window.ran++"')) shown++
    }
    assert.ok(shown >= 2, `only ${shown} pages show what was typed`)
  } finally {
    await house.leave(server)
  }
})
