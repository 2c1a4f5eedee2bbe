// The nominal list: read at the desk and on a phone, on a shared screen, on paper.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'
import { sheetsOf } from '../paper.mjs'

const board = '/groups/tctf/nominals'

journey('the sergeant reads the list and all that hangs on it', async house => {
  const page = await house.signIn('sergeant')
  await house.visit(page, board, 'board')
  assert.ok(await page.locator('.app-rank > li').count() >= 10)
  for (const name of ['actions', 'meetings', 'lists', 'archived', 'figures']) {
    const answer = await house.visit(page, `/groups/tctf/${name}`, `panel-${name}`)
    assert.equal(answer.status(), 200)
  }
  await house.visit(page, '/my-actions', 'my-actions')
  await house.visit(page, '/meetings', 'my-meetings')
  await house.visit(page, '/people', 'people')
})

journey('one person of the list opens with plan, timeline and access log', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(board)
  const address = await page.locator('.app-rank .app-rank__name a').first().getAttribute('href')
  for (const [tab, name] of [['', 'nominal'], ['/plan', 'nominal-plan'], ['/timeline', 'nominal-timeline'], ['/access', 'nominal-access']]) {
    assert.equal((await house.visit(page, address + tab, name)).status(), 200)
  }
  await page.goto(address)
  const person = await page.locator('a[href^="/people/PER-"]').first().getAttribute('href')
  assert.equal((await house.visit(page, person, 'person')).status(), 200)
  assert.doesNotMatch(await page.title(), /PER-.*[A-Z][a-z]+ [A-Z][a-z]+ –/)
})

journey('a shared screen shows initials only until full names are asked for', async house => {
  const page = await house.signIn('sergeant')
  await page.goto(board)
  const full = await page.locator('.app-rank .app-rank__name a').first().innerText()
  await page.getByRole('button', { name: /initials only/ }).click()
  await house.inspect(page, 'board-initials')
  assert.ok(!(await page.locator('main').innerText()).includes(full), `${full} is still on the page`)
  await page.getByRole('button', { name: /full names/ }).click()
  assert.ok((await page.locator('main').innerText()).includes(full))
})

journey('the printed list fits a meeting table', async house => {
  const page = await house.signIn('sergeant')
  await house.visit(page, `${board}/print`, 'board-print')
  const sheets = await sheetsOf(page)
  assert.ok(sheets <= 4, `${sheets} sheets`)
})

journey('a reader sees the list and cannot change it', async house => {
  const page = await house.signIn('reader')
  await house.visit(page, board, 'board-reader')
  assert.equal(await page.getByRole('button', { name: 'Change order' }).count(), 0)
  const answer = await house.visit(page, `${board}/order`, 'order-forbidden')
  assert.equal(answer.status(), 403)
})

journey('a member of another group does not learn that the list exists', async house => {
  const page = await house.signIn('outsider')
  const real = await page.goto(board)
  const realWords = await page.locator('main').innerText()
  const invented = await page.goto('/groups/no-such-group/nominals')
  assert.equal(real.status(), 404)
  assert.equal(invented.status(), 404)
  assert.equal(await page.locator('main').innerText(), realWords)
  await house.inspect(page, 'hidden-list')
})
