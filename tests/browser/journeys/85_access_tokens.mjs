// Programs: a token is made with the password, shown once, works beside the browser, and opens nothing once it is revoked.
import assert from 'node:assert/strict'
import { request } from 'node:https'
import { journey } from '../journey.mjs'

// What a program without cookies is answered.
const ask = (address, token) => new Promise((resolve, reject) => {
  const sent = request(address, { rejectUnauthorized: false, headers: { authorization: `Bearer ${token}`, accept: 'application/json' } }, answer => {
    let body = ''
    answer.on('data', part => { body += part })
    answer.on('end', () => resolve({ status: answer.statusCode, type: answer.headers['content-type'], body }))
  })
  sent.on('error', reject).end()
})

journey('a person makes an access token, a program reads with it, and it ends when it is revoked', async house => {
  const page = await house.signIn('sergeant')
  await page.goto('/account')
  await page.click('text=Access tokens')
  await house.inspect(page, 'access-tokens')
  await page.click('main form[action="/account/tokens"] button[type=submit]')
  assert.match(await page.title(), /^Error: /)
  await house.inspect(page, 'access-tokens-refused')
  await page.fill('[name=name]', 'Weekly figures')
  await page.fill('[name=until]', 'tomorrow')
  await page.fill('[name=password]', house.password)
  await page.click('main form[action="/account/tokens"] button[type=submit]')
  await house.inspect(page, 'access-token-shown')
  const token = await page.inputValue('[name=token]')
  const board = `${house.base}/groups/tctf/nominals`
  const list = await ask(board, token)
  assert.equal(list.status, 200)
  assert.equal(list.type, 'application/json')
  assert.ok(JSON.parse(list.body).entries.length > 5)
  assert.equal((await ask(`${board}.csv`, token)).status, 403)
  const document = JSON.parse((await ask(`${house.base}/openapi.json`, token)).body)
  assert.equal(document.openapi, '3.1.0')
  assert.ok(document.paths['/groups/{panel}/nominals/add'].post.requestBody.content['application/json'].schema.properties.evidence)
  await page.goto('/account/tokens')
  await house.inspect(page, 'access-tokens-one')
  assert.ok(!(await page.content()).includes(token))
  await page.click('main button:has-text("Revoke")')
  assert.match(await page.textContent('main'), /Token revoked/)
  assert.equal((await ask(board, token)).status, 401)
})
