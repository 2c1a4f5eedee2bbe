// A person at the keyboard, as far as measuring needs one: signs in, follows links, sends forms, keeps the cookie.
import https from 'node:https'

const agent = new https.Agent({ keepAlive: true, maxSockets: 8, rejectUnauthorized: false })

export class Client {
  constructor(port) { this.port = port; this.cookies = new Map() }

  get cookie() { return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }

  async ask(method, path, { form, headers = {} } = {}) {
    const body = form === undefined ? undefined : new URLSearchParams(form).toString()
    const all = { Cookie: this.cookie, Host: 'localhost', ...headers }
    if (body !== undefined) all['Content-Type'] = 'application/x-www-form-urlencoded', all['Content-Length'] = Buffer.byteLength(body)
    return new Promise((resolve, reject) => {
      const request = https.request({ host: '127.0.0.1', port: this.port, servername: 'localhost', method, path, headers: all, agent }, response => {
        const pieces = []
        response.on('data', piece => pieces.push(piece))
        response.on('end', () => {
          for (const line of response.headers['set-cookie'] ?? []) {
            const [name, value] = line.split(';')[0].split('=')
            this.cookies.set(name, value)
          }
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) })
        })
      }).once('error', reject)
      request.end(body)
    })
  }

  async page(path, headers) {
    const answer = await this.ask('GET', path, { headers })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    return answer
  }

  // Sends the form with the fields that its page gives every form.
  async send(from, to, fields) {
    const page = (await this.page(from)).body.toString()
    const hidden = name => page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1]
    return this.ask('POST', to, { form: { csrf: hidden('csrf'), ...(hidden('idem') ? { idem: hidden('idem') } : {}), ...fields } })
  }

  async signIn(username, password) {
    const answer = await this.send('/sign-in', '/sign-in', { username, password })
    if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`)
    return this
  }

  // The address under which the results of a search stand.
  async search(text) {
    this.search_page ??= (await this.page('/search')).body.toString().match(/name="csrf" value="([^"]*)"/)[1]
    const answer = await this.ask('POST', '/search', { form: { csrf: this.search_page, q: text } })
    if (answer.status !== 303) throw new Error(`searching answered ${answer.status}`)
    return answer.headers.location
  }
}
