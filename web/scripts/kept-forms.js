// A form that is sent where there may be no signal: <form data-app-keep>. What could not be sent stays in this tab (sessionStorage), is sent
// again when the signal returns, and is then forgotten. The form's own one-time key makes sure that it is carried out once.
import { markSent } from './unsaved-changes.js'

const place = 'casework-kept-form'
const pause = 5000

const read = () => { try { return JSON.parse(sessionStorage.getItem(place)) } catch { return null } }
const forget = () => sessionStorage.removeItem(place)

// One line that is read aloud when it changes.
function line(document) {
  let out = document.querySelector('[data-app-kept]')
  if (!out) {
    out = document.createElement('div')
    out.className = 'govuk-inset-text app-kept'
    out.setAttribute('role', 'status')
    out.dataset.appKept = ''
    document.querySelector('main').prepend(out)
  }
  return out
}

// Sent, refused by the server, or not arrived at all.
async function send(kept) {
  const answer = await fetch(kept.action, { method: 'POST', body: new URLSearchParams(kept.fields) })
  if (answer.status >= 500) throw new Error('not now')
  return answer
}

export function keptForms(document) {
  let timer = 0
  let busy = false

  async function trySending() {
    clearTimeout(timer)
    const kept = read()
    if (!kept || busy) return
    busy = true
    try {
      const answer = await send(kept)
      if (new URL(answer.url).pathname.startsWith('/sign-in')) {
        line(document).textContent = 'You have been signed out. What you recorded is still in this tab: sign in again in another tab, then come back to this one.'
        timer = setTimeout(trySending, pause)
      } else {
        forget()
        if (answer.ok) location.assign(answer.url)
        else show(await answer.text())
      }
    } catch {
      line(document).textContent = 'Not sent yet: there is no signal. What you recorded stays in this tab only. Keep it open; it goes by itself when the signal returns.'
      timer = setTimeout(trySending, pause)
    } finally { busy = false }
  }

  // The server refused it: its own page says why, with everything that was typed.
  function show(page) {
    const answered = new DOMParser().parseFromString(page, 'text/html')
    document.querySelector('main').replaceWith(document.adoptNode(answered.querySelector('main')))
    document.title = answered.title
    bind()
    const errors = document.querySelector('.govuk-error-summary')
    if (errors) { errors.tabIndex = -1; errors.focus() }
  }

  function bind() {
    document.querySelectorAll('[data-app-keep-note]').forEach(note => { note.hidden = false })
    document.querySelectorAll('form[data-app-keep]').forEach(form => form.addEventListener('submit', event => {
      event.preventDefault()
      markSent(form)
      sessionStorage.setItem(place, JSON.stringify({ action: form.action, fields: [...new FormData(form)].filter(([, value]) => typeof value === 'string') }))
      trySending()
    }))
  }

  bind()
  window.addEventListener('online', trySending)
  window.addEventListener('pageshow', trySending)
}
