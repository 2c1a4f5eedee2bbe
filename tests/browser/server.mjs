// One Casework server of the tests: a fresh demo database in a scratch folder, a free loopback port, stopped with SIGTERM.
import { spawn, spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

const freePort = () => new Promise((resolve, reject) => {
  const probe = net.createServer().on('error', reject).listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)) })
})

export class Server {
  constructor(binary, log, settings = {}) { Object.assign(this, { binary, log, settings }) }

  // Makes the demo database and serves it. `settings` are configuration keys: { 'session.idle_seconds': 2 }.
  async start() {
    this.data = mkdtempSync(path.join(os.tmpdir(), 'casework-browser-'))
    const made = spawnSync(this.binary, ['demo', '--demo', '--data', this.data, ...this.#options()], { encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`casework demo ended with status ${made.status}\n${made.stdout}${made.stderr}`)
    await this.serve()
  }

  // Serves what is there, also again after a kill.
  async serve() {
    this.port ??= await freePort()
    this.base = `https://localhost:${this.port}`
    this.process = spawn(this.binary, ['serve', '--demo', '--data', this.data, '--port', String(this.port), ...this.#options()], { stdio: ['ignore', 'pipe', 'pipe'] })
    const log = createWriteStream(this.log, { flags: 'a' })
    this.words = ''
    this.ended = new Promise(resolve => this.process.on('exit', (code, signal) => resolve({ code, signal })))
    this.process.stderr.on('data', data => { this.words += data; log.write(data) })
    await new Promise((resolve, reject) => {
      this.process.stdout.on('data', data => { log.write(data); if (String(data).includes('ready at')) resolve() })
      this.ended.then(({ code, signal }) => reject(new Error(`casework serve ended with ${signal ?? code} before it was ready\n${this.words.slice(-2000)}`)))
      setTimeout(() => reject(new Error('casework serve was not ready within 60 seconds')), 60_000).unref()
    })
  }

  async kill() { this.process.kill('SIGKILL'); await this.ended }

  // What was wrong with the stop: nothing, if it ended by itself with 0 and no sanitizer spoke.
  async stop() {
    if (!this.process) return []
    this.process.kill('SIGTERM')
    const late = new Promise(resolve => setTimeout(() => resolve({ code: 'nothing within 20 seconds' }), 20_000).unref())
    const { code, signal } = await Promise.race([this.ended, late])
    if (code !== 0) this.process.kill('SIGKILL')
    rmSync(this.data, { recursive: true, force: true })
    const problems = code === 0 ? [] : [`casework serve ended with ${signal ?? code} after SIGTERM\n${this.words.slice(-2000)}`]
    if (/ERROR: (Address|Leak)Sanitizer|runtime error:/.test(this.words)) problems.push(this.words.slice(-4000))
    return problems
  }

  #options() { return Object.entries(this.settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]) }
}
