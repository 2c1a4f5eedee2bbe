// Recordings and diary sheets as evidence: added, held while the scanner is away, scanned when it is there, and opened safely.
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { journey } from '../journey.mjs'
import { Scanner } from '../scanner.mjs'

const send = (page, name) => page.getByRole('button', { name, exact: true }).click()
const main = page => page.textContent('main')

// A tenth of a second of silence: 8,000 samples a second of 8 bits (WAVE_FORMAT_PCM).
function recording() {
  const sound = Buffer.alloc(800, 0x80), head = Buffer.alloc(44)
  head.write('RIFF', 0); head.writeUInt32LE(36 + sound.length, 4); head.write('WAVEfmt ', 8); head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20); head.writeUInt16LE(1, 22); head.writeUInt32LE(8000, 24); head.writeUInt32LE(8000, 28); head.writeUInt16LE(1, 32); head.writeUInt16LE(8, 34)
  head.write('data', 36); head.writeUInt32LE(sound.length, 40)
  return Buffer.concat([head, sound])
}
const sheet = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n')

// Uploads the file, sees it held, lets the scanner come, and opens the copy.
async function hold_scan_open(house, file, caption, type) {
  const socket = path.join(mkdtempSync(path.join(os.tmpdir(), 'casework-scanner-')), 'clamd')
  const server = await house.another({ 'data.scanner_socket': socket })
  const scanner = new Scanner(socket)
  try {
    const page = await house.signIn('officer', { base: server.base })
    await page.goto('/groups/cpt/cases')
    const record = await page.locator('main a[href^="/cases/CPN-"]').last().getAttribute('href')
    const evidence = `/records/${record.split('/').pop()}/evidence`
    await page.goto(evidence)
    await page.setInputFiles('[name=file]', file)
    await page.fill('[name=caption]', caption)
    await send(page, 'Add')
    await page.getByText(caption).first().waitFor()
    assert.match(await main(page), /Held until it is scanned/)
    await house.inspect(page, `evidence-held-${file.name.split('.').pop()}`)
    await scanner.start()
    for (let tries = 0; tries < 30 && /Held until it is scanned/.test(await main(page)); tries++) { await page.waitForTimeout(1000); await page.goto(evidence) }
    assert.doesNotMatch(await main(page), /Held until it is scanned/)
    await house.inspect(page, `evidence-scanned-${file.name.split('.').pop()}`)
    const copy = await page.request.get(await page.getByRole('link', { name: file.name }).first().getAttribute('href'))
    assert.equal(copy.status(), 200)
    assert.match(copy.headers()['content-type'], type)
    assert.match(copy.headers()['content-disposition'], /^attachment/)
    assert.equal(copy.headers()['x-content-type-options'], 'nosniff')
    assert.equal(copy.headers()['content-security-policy'], "default-src 'none'; sandbox")
    return { page, body: await copy.body(), record, evidence }
  } finally {
    if (scanner.server) await scanner.stop()
    await house.leave(server)
  }
}

journey('a recording is added as evidence, held, scanned and opened', async house => {
  const { body } = await hold_scan_open(house, { name: 'noise.wav', mimeType: 'audio/wav', buffer: recording() }, 'The wall at two in the morning', /^audio\/wav/)
  assert.equal(body.toString('latin1', 0, 4), 'RIFF')
  assert.equal(body.toString('latin1', 8, 12), 'WAVE')
})

journey('a diary sheet is added as evidence, held, scanned and opened', async house => {
  const { body } = await hold_scan_open(house, { name: 'diary-sheet-1.pdf', mimeType: 'application/pdf', buffer: sheet }, 'Diary sheet 1, October', /^application\/pdf/)
  assert.match(body.toString('latin1', 0, 5), /^%PDF-/)
})
