// Installs the npm packages of package-lock.json into web/node_modules, once for each version of the lock file.
//   node build/install-packages.mjs        (from any folder)
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const stamp = path.join(web, 'node_modules', '.casework-installed')
const lock = path.join(web, '.install-lock')
const wanted = createHash('sha256').update(readFileSync(path.join(web, 'package-lock.json'))).digest('hex')
const installed = () => { try { return readFileSync(stamp, 'utf8') === wanted } catch { return false } }
const pause = milliseconds => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

// Two build folders may build at the same time; a lock older than that belongs to a build that was killed.
function enter() {
  for (let waited = 0; ; waited += 500) {
    try { mkdirSync(lock); break } catch (error) { if (error.code !== 'EEXIST') throw error }
    if (waited > 300_000) rmdirSync(lock)
    pause(500)
  }
  // Another build may have installed them while this one waited.
  if (installed()) { rmdirSync(lock); process.exit(0) }
}

if (!installed()) {
  enter()
  try {
    // Nothing we use needs an install script, and none may run.
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: web, stdio: 'inherit' })
    if (npm.error) throw npm.error
    if (npm.status !== 0) throw new Error(`npm ci failed with status ${npm.status}. It needs the npm registry: check the network, then build again.`)
    writeFileSync(stamp, wanted)
  } finally {
    rmdirSync(lock)
  }
}
