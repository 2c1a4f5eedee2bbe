// Sends a file in parts, with progress: <form data-app-upload>. A part that does not arrive is sent again; without this script the form sends
// the file whole.
const partBytes = 512 * 1024  // as the server takes them
const tries = 5

const wait = ms => new Promise(resolve => { setTimeout(resolve, ms) })

function status(form) {
  const out = document.createElement('div')
  out.className = 'app-upload'
  const bar = document.createElement('progress')
  bar.setAttribute('aria-label', 'How much has been sent')
  bar.max = 100
  const words = document.createElement('p')
  words.className = 'govuk-body-s'
  words.setAttribute('role', 'status')
  out.append(bar, words)
  form.append(out)
  return (percent, text) => { bar.value = percent; if (words.textContent !== text) words.textContent = text }
}

const token = form => form.querySelector('[name=csrf]').value
const key = () => crypto.randomUUID()

// The answer as a program has it; a refusal is said in its own words.
async function ask(address, body) {
  const answer = await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' } })
  const json = await answer.json().catch(() => ({}))
  return { status: answer.status, location: answer.headers.get('Location') || json.location || '', json }
}

function why(answer) {
  const errors = answer.json.errors || []
  return errors.length > 0 ? errors.map(each => each.message || each.detail).join(' ') : answer.json.detail || 'The file could not be sent'
}

async function begin(form, file) {
  const body = new URLSearchParams({ csrf: token(form), idem: key(), name: file.name, type: file.type, bytes: String(file.size), caption: form.querySelector('[name=caption]').value })
  return ask(form.getAttribute('action') + '/uploads', body)
}

async function part(form, address, offset, piece) {
  const body = new FormData()
  body.append('csrf', token(form))
  body.append('idem', key())
  body.append('offset', String(offset))
  body.append('part', piece, 'part')
  for (let i = 0; i < tries; ++i) {
    try { return await ask(address + '/parts', body) } catch { await wait(1000 * (i + 1)) }
  }
  throw new Error('no signal')
}

async function sendFile(form, file, say) {
  const begun = await begin(form, file)
  if (!begun.location) return why(begun)
  for (let offset = 0; offset < file.size;) {
    const answer = await part(form, begun.location, offset, file.slice(offset, offset + partBytes))
    if (typeof answer.json.arrived !== 'number') return why(answer)
    offset = answer.json.arrived
    say(Math.round(100 * offset / file.size), `${Math.round(100 * offset / file.size)}% sent`)
    if (answer.json.state === 'wrong_type') return 'The content of the file is not what its name says'
  }
  return ''
}

export function uploads(document) {
  document.querySelectorAll('form[data-app-upload]').forEach(form => form.addEventListener('submit', async event => {
    const file = form.querySelector('[type=file]').files[0]
    if (!file) return
    event.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    const say = status(form)
    say(0, 'Sending')
    let wrong = ''
    try { wrong = await sendFile(form, file, say) } catch { wrong = 'The file could not be sent: there is no signal. Try again.' }
    if (wrong === '') { location.assign(form.getAttribute('action')); return }
    say(0, wrong)
    button.disabled = false
  }))
}
