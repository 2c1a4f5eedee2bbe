// A file of people: uploaded, looked at, put forward; and a file of records that leaves for a purpose.
import assert from 'node:assert/strict'
import { journey } from '../journey.mjs'

const head = 'full_name,birth_date,behaviours,evidence,nexus,elsewhere,tool_1_kind\r\n'
const file = text => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(head + text) })

// With a script the page loads itself again; without one the same reload is pressed.
const settled = async (page, words) => {
  for (let i = 0; i < 180; ++i) {
    const text = await page.locator('main').innerText()
    if (words.test(text)) return text
    await page.waitForTimeout(500)
    await page.goto(page.url())
  }
  throw new Error(`the page never said ${words}`)
}

journey('people are put forward from a file, after every row and its problems were shown', async house => {
  const page = await house.signIn('sergeant')
  // Like nobody that an earlier walk put forward.
  const letters = () => Array.from({ length: 9 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(Math.random() * 26)]).join('')
  const name = `W${letters()} Q${letters()}`
  await page.goto('/groups/tctf/nominals')
  await page.getByRole('link', { name: 'Put people forward from a file' }).click()
  await house.inspect(page, 'imports')
  await page.getByRole('button', { name: 'Upload and check' }).click()
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'imports-refused')
  await page.setInputFiles('[name=file]', file(
    `${name},1990-05-03,begging,Every evening,Week Street,Nobody else,CPW\r\n` +
    'Gary Tindle,,begging,Every evening,Week Street,Nobody else,\r\n' +
    'Kit Marrow,the other day,flying,Every evening,Week Street,Nobody else,\r\n'))
  await page.getByRole('button', { name: 'Upload and check' }).click()
  await settled(page, /looks like somebody known/)
  const preview = await page.locator('main').innerText()
  assert.match(preview, /the other day/)
  assert.match(preview, /Select behaviours from the list/)
  await house.inspect(page, 'import-preview')
  await page.getByRole('button', { name: 'Put people forward' }).click()
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'import-preview-refused')
  await page.getByLabel('Leave this row out').check()
  await page.getByRole('button', { name: 'Put people forward' }).click()
  const done = await settled(page, /1 person was put forward/)
  assert.match(done, /1 row was left out as you chose/)
  await house.inspect(page, 'import-done')
  await page.locator('main a[href^="/nominals/NOM-"]').first().click()
  assert.ok((await page.locator('.app-identity').innerText()).includes(name))
})

journey('a file of every record leaves for a purpose, with the password again, and stays for its owner', async house => {
  const page = await house.signIn('sergeant')
  await page.goto('/groups/tctf/exports')
  await house.inspect(page, 'exports-asked')
  const again = page.getByRole('button', { name: 'Continue' })
  if (await again.count()) {
    await again.click()
    await page.locator('[name=purpose]').first().check()
    await page.fill('[name=password]', house.password)
    await page.getByRole('button', { name: 'Carry on' }).click()
  }
  await page.getByLabel('Nominals').check()
  await house.inspect(page, 'exports')
  await page.getByRole('button', { name: 'Write the file' }).click()
  await settled(page, /SHA-256 of the file/)
  await house.inspect(page, 'export-done')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download nominals-/ }).click()])
  assert.match(download.suggestedFilename(), /^nominals-\d{4}-\d{2}-\d{2}\.csv$/)
})

journey('a job that has ended stands in My work, and the same file says what it did before', async house => {
  const page = await house.signIn('sergeant')
  const letters = () => Array.from({ length: 9 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(Math.random() * 26)]).join('')
  const people = file(`W${letters()} Q${letters()},1990-05-03,begging,Every evening,Week Street,Nobody else,CPW\r\nKit Marrow,the other day,flying,Every evening,Week Street,Nobody else,\r\n`)
  const upload = async words => {
    await page.goto('/groups/tctf/imports')
    await page.setInputFiles('[name=file]', people)
    await page.getByRole('button', { name: 'Upload and check' }).click()
    await settled(page, words)
  }
  await upload(/1 row looks like nobody known/)
  await page.getByRole('button', { name: 'Put 1 person forward' }).click()
  await page.goto('/')
  await settled(page, /1 person was put forward, 1 row was left undone/)
  await house.inspect(page, 'work-with-ended-job')

  await upload(/You brought in the same file/)
  await house.inspect(page, 'import-same-file')
  await page.getByLabel('None of these, add a new person').check()
  await page.getByRole('button', { name: 'Put people forward' }).click()
  assert.match(await page.locator('.govuk-error-summary').innerText(), /The same file was brought in before/)
  await house.inspect(page, 'import-same-file-refused')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the problems as CSV' }).click()])
  assert.match(download.suggestedFilename(), /^problems-of-job-.*\.csv$/)
  await page.getByRole('button', { name: 'Forget this file' }).click()
  await page.goto('/')
  await page.getByRole('button', { name: /^Put away/ }).click()
  assert.equal(await page.getByText('Imports and exports that have ended').count(), 0)
})
