// The servers that are measured: starting and ending them by their process id, and what the kernel accounts to them.
import { spawn } from 'node:child_process'
import { readFileSync, openSync, mkdirSync, writeFileSync, chmodSync } from 'node:fs'
import net from 'node:net'

const running = new Set()
process.on('exit', () => { for (const child of running) child.kill('SIGKILL') })

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)) })
  })
}

// Starts a program, its words in a log; `env` is all it gets beside the path.
export function start(program, args, log) {
  const out = openSync(log, 'a')
  const child = spawn(program, args, { stdio: ['ignore', out, out], env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC' } })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

export async function untilListening(port, child, what) {
  for (let i = 0; i < 1200; ++i) {
    if (child.exitCode !== null) throw new Error(`${what} ended before it listened: see its log`)
    const open = await new Promise(resolve => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) }).once('error', () => resolve(false))
    })
    if (open) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error(`${what} does not listen on ${port}`)
}

function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
}

// CPU seconds of a process and its children so far, user and system, in ticks of 10 ms.
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100 + childrenOf(pid).reduce((sum, child) => sum + cpuSeconds(child), 0)
}

// Resident memory in MiB, now and at its highest.
export function memoryMib(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = name => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024
  return { now: of('VmRSS'), highest: of('VmHWM') }
}

// nginx as Debian ships it, one worker for each processor, with the certificate of the server it stands beside.
export async function startNginx(directory, certificate) {
  const port = await freePort()
  mkdirSync(`${directory}/site`, { recursive: true })
  for (const folder of [directory, `${directory}/site`]) chmodSync(folder, 0o755)
  writeFileSync(`${directory}/nginx.conf`, `
user root; daemon off; worker_processes auto; pid ${directory}/pid; error_log ${directory}/error.log;
events { worker_connections 1024; }
http {
  access_log off; default_type "text/html; charset=utf-8"; types { } sendfile on; keepalive_requests 100000000; keepalive_timeout 600;
  client_body_temp_path ${directory}/t1; proxy_temp_path ${directory}/t2; fastcgi_temp_path ${directory}/t3; uwsgi_temp_path ${directory}/t4; scgi_temp_path ${directory}/t5;
  server {
    listen 127.0.0.1:${port} ssl; ssl_certificate ${certificate}/certificate.pem; ssl_certificate_key ${certificate}/private_key.pem; ssl_protocols TLSv1.2 TLSv1.3;
    root ${directory}/site;
  }
}
`)
  const child = start('/usr/sbin/nginx', ['-p', directory, '-c', `${directory}/nginx.conf`], `${directory}/nginx.log`)
  await untilListening(port, child, 'nginx')
  return { port, child, site: `${directory}/site` }
}
