// Finding somebody from the box in the header.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const find = async (page, words) => {
  await page.locator('.app-search-inline [name=q]').fill(words)
  await page.locator('.app-search-inline button').click()
}

journey('a name, a reference and a place lead to the person', async house => {
  const page = await house.signIn('sergeant')
  await page.goto('/groups/tctf/nominals')
  const link = page.locator('.app-rank .app-rank__name a').first()
  const name = await link.innerText(), reference = (await link.getAttribute('href')).split('/').pop()
  await find(page, name.toLowerCase())
  assert.match(await page.locator('main').innerText(), new RegExp(name))
  assert.ok(!decodeURIComponent(page.url()).toLowerCase().includes(name.split(' ').pop().toLowerCase()), 'the term stands in the address')
  await house.inspect(page, 'search-results')
  await find(page, reference.toLowerCase().replace('-', ''))
  assert.match(page.url(), new RegExp(`${reference}|/search/`))
  await find(page, name.split(' ').pop().slice(0, 4))
  assert.match(await page.locator('main').innerText(), new RegExp(name))
})

journey('nothing found and nothing typed both say what to do', async house => {
  const page = await house.signIn('sergeant')
  await page.goto('/')
  await find(page, 'zzyzx quorn')
  assert.match(await page.locator('main').innerText(), /No results for/)
  await house.inspect(page, 'search-nothing')
  await find(page, '   ')
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'search-empty')
})

journey('somebody of another group finds nobody of the list', async house => {
  const sergeant = await house.signIn('sergeant')
  await sergeant.goto('/groups/tctf/nominals')
  const people = await sergeant.locator('.app-rank .app-rank__name a').evaluateAll(links => links.map(link => ({ name: link.innerText, reference: link.getAttribute('href').split('/').pop() })))
  // The forum knows a Dean Harwell of its own, a record of another person: hers to find, and no word of the list's.
  const { name, reference } = people.find(person => person.name !== 'Dean Harwell')
  const outsider = await house.signIn('outsider')
  for (const words of [name, reference]) {
    await find(outsider, words)
    assert.match(await outsider.locator('main').innerText(), /No results for/)
  }
  await find(outsider, 'Dean Harwell')
  const [, found] = (await outsider.locator('main').innerText()).split('1 result')
  assert.match(found, /Dean Harwell/)
  assert.doesNotMatch(found, /NOM-|Town Centre/)
})
