// Papers, their wording, a court bundle, a visit and evidence; and a document that waits for a coordinator.
import assert from 'node:assert/strict'
import { deflateSync } from 'node:zlib'
import { journey, journeyWithScript } from '../journey.mjs'

// Node 18 has none of its own (RFC 2083 appendix 15).
const crc32 = bytes => {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
const send = (page, name) => page.getByRole('button', { name, exact: true }).click()
const main = page => page.textContent('main')
const notice = async page => {
  await page.goto('/groups/cpt/cases')
  return page.locator('main a[href^="/cases/CPN-"]').last().getAttribute('href')
}
// The drafted warning of the demo that names no protected place.
const warningOf = async (page, who) => {
  await page.goto('/groups/cpt/cases?kind=warning')
  return page.locator('main tr', { hasText: who }).locator('a').first().getAttribute('href')
}

journey('an officer makes a statement of service, and made again it is a second version', async house => {
  const page = await house.signIn('officer')
  const record = await notice(page)
  await page.goto(`${record}/papers`)
  await house.inspect(page, 'papers')
  assert.match(await main(page), /It was not posted on the premises \(2014 Act s\.45\)/)
  await page.locator('main a[href$="/papers/service_statement/make"]').click()
  await house.inspect(page, 'paper-make')
  await send(page, 'Make it')
  assert.match(await main(page), /Statement of service/)
  await house.inspect(page, 'paper-kept')
  const pdf = await page.request.get(await page.getByRole('link', { name: 'Download PDF' }).getAttribute('href'))
  assert.match((await pdf.body()).toString('latin1'), /^%PDF-[^]*\/MarkInfo/)
  await page.goto(`${record}/papers/complainant_update/make`)
  await page.fill('[name=typed]', 'Vince Harker has stopped.')
  await send(page, 'Make it')
  assert.match(await main(page), /Leave out the name of the person/)
  await house.inspect(page, 'paper-update-refused')
})

journey('a document that would tell where somebody must not be found waits for the coordinator whose fact it is', async house => {
  const page = await house.signIn('officer')
  await page.goto('/')
  assert.match(await main(page), /Your documents with a coordinator/)
  const record = await warningOf(page, 'Rhys Calloway')
  await page.goto(`${record}/paper`)
  assert.match(await main(page), /This document waits for a coordinator’s answer/)
  assert.doesNotMatch(await main(page), /Lenworth|Abuse|Nadia/)
  await house.inspect(page, 'document-stopped')
  await page.goto(record)
  await house.inspect(page, 'case-with-stop')
  const coordinator = await house.signIn('outsider')
  await coordinator.goto('/')
  await house.inspect(coordinator, 'my-work-stops')
  await coordinator.locator('#main-content a[href*="/stopped-documents/STP-"]').first().click()
  assert.match(await main(coordinator), /It names a protected address/)
  await house.inspect(coordinator, 'stop')
  await send(coordinator, 'Send answer')
  await house.inspect(coordinator, 'stop-refused')
  await coordinator.goto('/groups/daf/stopped-documents')
  await house.inspect(coordinator, 'stops')
})

journey('a manager words a paper, what the law demands stays in it, and another person approves', async house => {
  const page = await house.signIn('manager')
  await page.goto('/groups/cpt/wordings')
  await house.inspect(page, 'wordings')
  await page.getByRole('link', { name: 'Works notice with the estimate' }).click()
  await house.inspect(page, 'wording')
  await page.fill('[name=wording]', '[[title]]\n[[to]]\nNo more.')
  await send(page, 'Send for approval')
  assert.match(await main(page), /leaves out \[\[work\]\]/)
  await house.inspect(page, 'wording-refused')
  await page.fill('[name=wording]', '[[title]]\n[[to]]\n[[offence]]\n[[work]]\n# Help with money\nAsk us to pay in parts.\n[[consent]]\n[[signature]]')
  await send(page, 'Preview')
  assert.match(await main(page), /Ask us to pay in parts/)
  await house.inspect(page, 'wording-preview')
  await page.fill('[name=from]', 'tomorrow')
  await page.fill('[name=why]', 'People asked for it.')
  await send(page, 'Send for approval')
  assert.match(await main(page), /Another person of the group/)
  await house.inspect(page, 'wording-version')
})

journey('a visit is recorded on a phone', async house => {
  const page = await house.signIn('officer', { size: 'phone' })
  await page.goto('/')
  await page.getByRole('link', { name: /^Record a visit/ }).first().click()
  await house.inspect(page, 'visit')
  await send(page, 'Record visit')
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'visit-refused')
  await page.fill('[name=at]', '4:10pm')
  await page.getByLabel('Nobody', { exact: true }).check()
  await page.fill('[name=note]', 'No music could be heard from the pavement.')
  await send(page, 'Record visit')
  assert.match(await main(page), /No music could be heard from the pavement/)
  await house.inspect(page, 'case-with-visit')
})

// A picture of one colour, whole enough to be taken as a PNG.
function picture() {
  const part = (name, bytes) => {
    const body = Buffer.concat([Buffer.from(name), bytes]), length = Buffer.alloc(4), sum = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length); sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(60, 0); head.writeUInt32BE(40, 4); head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.concat(Array.from({ length: 40 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(180, 0x7a)])))
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))])
}

journey('a photograph is added as evidence, held until it is scanned, and said to prove something', async house => {
  const page = await house.signIn('officer')
  const record = await notice(page)
  await page.goto(`/records/${record.split('/').pop()}/evidence`)
  await page.setInputFiles('[name=file]', { name: 'yard.png', mimeType: 'image/png', buffer: picture() })
  await page.fill('[name=caption]', 'The bandstand at four')
  await send(page, 'Add')
  await page.getByText('The bandstand at four').waitFor()
  assert.match(await main(page), /Held until it is scanned/)
  await house.inspect(page, 'evidence-held')
  await page.getByRole('link', { name: /^Say what it proves/ }).first().click()
  await house.inspect(page, 'evidence-bearing')
  await page.getByLabel(/Breach 1 of/).check()
  await send(page, 'Save')
  await page.goto(record)
  assert.match(await main(page), /What files prove/)
  await house.inspect(page, 'case-with-files')
})

journey('a coordinator asks for a court bundle, and a job makes it', async house => {
  const page = await house.signIn('manager')
  const record = await notice(page)
  await page.goto(`${record}/papers`)
  await page.getByRole('button', { name: 'Make a court bundle' }).click()
  await house.inspect(page, 'bundle')
  await send(page, 'Make the bundle')
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'bundle-refused')
  await page.fill('[name=password]', house.password)
  await page.getByRole('button', { name: 'Make the bundle', exact: true }).click()
  await page.waitForURL(/\/jobs\/JOB-/)
  const job = new URL(page.url()).pathname
  await house.visit(page, `${job}?still=1`, 'bundle-job')
  await page.goto(job)
  await page.getByRole('link', { name: 'Open the bundle' }).waitFor({ timeout: 120_000 })
  await house.inspect(page, 'bundle-job-done')
  const pdf = await page.request.get(await page.getByRole('link', { name: 'Open the bundle' }).getAttribute('href'))
  assert.match((await pdf.body()).toString('latin1'), /^%PDF-/)
  await page.getByRole('link', { name: /^Papers of/ }).click()
  await house.inspect(page, 'papers-with-bundle')
  assert.match(await main(page), /Bundle for the court/)
})

journeyWithScript('what was recorded at a door without a signal is sent once when the signal returns', async house => {
  const manager = await house.signIn('manager')
  const record = await warningOf(manager, 'Paula Dimmock')
  await manager.goto(`${record}/steps/approve`)
  await send(manager, 'Approve the warning')
  const door = await house.signIn('officer', { size: 'phone' })
  await door.goto(`${record}/steps/issue`)
  assert.match(await main(door), /No signal\? Send it anyway/)
  await door.getByLabel('Handed to the person').check()
  await door.fill('[name=compliance_on]', 'tomorrow')
  await door.context().setOffline(true)
  await send(door, 'Record that the warning was given')
  await door.getByText(/Not sent yet: there is no signal/).waitFor()
  assert.notEqual(await door.evaluate(() => sessionStorage.getItem('casework-kept-form')), null)
  await house.inspect(door, 'door-without-signal')
  await door.context().setOffline(false)
  await door.waitForURL(/\/paper/, { timeout: 30_000 })
  assert.match(await main(door), /As it was given/)
  assert.equal(await door.evaluate(() => sessionStorage.getItem('casework-kept-form')), null)
  await door.goto(record)
  assert.match(await main(door), /Time to comply/)
})
