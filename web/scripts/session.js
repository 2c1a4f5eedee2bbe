// Asks whether to stay signed in, shortly before the session ends: [data-app-session] with a <dialog> and an ordinary form.
import { hasUnsavedChanges } from './unsaved-changes.js'

export function session(document) {
  const root = document.querySelector('[data-app-session]')
  const dialog = root && root.querySelector('dialog')
  if (!dialog || typeof dialog.showModal !== 'function') return
  let length = Number(root.dataset.seconds) * 1000
  const warning = Number(root.dataset.warn) * 1000
  const form = dialog.querySelector('form')
  // Other pages of the same session: what one does keeps all of them signed in.
  const others = typeof BroadcastChannel === 'function' ? new BroadcastChannel('casework-session') : null
  let ends = 0
  let timer = 0

  const restart = () => {
    ends = Date.now() + length
    if (dialog.open) dialog.close()
    look()
  }

  // Looks at the clock instead of trusting a timer: timers stand still while a laptop sleeps.
  function look() {
    clearTimeout(timer)
    const left = ends - Date.now()
    if (left <= 0) return tooLate()
    if (left <= warning && !dialog.open) dialog.showModal()
    timer = setTimeout(look, Math.min(left > warning ? left - warning : left, 2 ** 31 - 1))
  }

  // Nothing typed: fetch the page again, so that no record stays on an unattended screen. Otherwise keep what is typed.
  function tooLate() {
    if (!hasUnsavedChanges(document) && !document.querySelector('form[data-app-guard], .govuk-error-summary')) {
      location.reload()
      return
    }
    dialog.querySelector('[data-app-session-heading]').textContent = 'You have been signed out'
    dialog.querySelector('[data-app-session-text]').textContent =
      'What you have typed is still on this page. When you send it you will be asked to sign in, and nothing is lost.'
    form.querySelector('button').textContent = 'Close this message'
    if (!dialog.open) dialog.showModal()
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    if (Date.now() >= ends) { dialog.close(); return }
    let kept = false
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' })
      kept = answer.ok
      // The answer may say how many seconds there are now: near the absolute limit that is less than before.
      const seconds = kept ? Number(await answer.text()) : 0
      if (seconds > 0) length = seconds * 1000
    } catch { /* no network: the session may still live, the next look decides */ return }
    if (!kept) { ends = 0; look(); return }
    if (others) others.postMessage('kept')
    restart()
  })

  // Escape means "not now", not "sign me out": the dialog closes, the clock goes on, and it opens once more when time is up.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() })
  window.addEventListener('pageshow', look)
  if (others) {
    others.addEventListener('message', restart)
    others.postMessage('kept')
  }
  restart()
}
