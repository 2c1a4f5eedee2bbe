// A scanner of the journeys: it speaks the protocol of ClamAV's daemon over a socket and finds nothing but the test signature.
import net from 'node:net'

const signature = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'

export class Scanner {
  constructor(path) { this.path = path }

  start() {
    this.server = net.createServer(socket => {
      let heard = Buffer.alloc(0)
      socket.on('error', () => {})
      socket.on('data', bytes => {
        heard = Buffer.concat([heard, bytes])
        const end = heard.indexOf(0)
        if (heard.subarray(0, end).toString() === 'zPING') return socket.end('PONG\0')
        const content = streamed(heard.subarray(end + 1))
        if (content) socket.end(content.includes(signature) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
      })
    })
    return new Promise(resolve => this.server.listen(this.path, resolve))
  }
  stop() { return new Promise(resolve => this.server.close(resolve)) }
}

// The pieces of a stream, each behind its length in four bytes, once the piece of no length has come.
function streamed(bytes) {
  const pieces = []
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
