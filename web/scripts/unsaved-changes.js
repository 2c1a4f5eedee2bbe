// Warns before a long form is left with unsaved typing: <form data-app-guard>.

const changed = new WeakSet()

export const hasUnsavedChanges = document =>
  [...document.querySelectorAll('form[data-app-guard]')].some(form => changed.has(form))

// For changes that are no typing, such as a row moved by a button.
export const markChanged = element => { const form = element.closest('form'); if (form) changed.add(form) }

// Sent by a script: nothing is lost when the page is left.
export const markSent = form => changed.delete(form)

export function unsavedChanges(document) {
  const forms = document.querySelectorAll('form[data-app-guard]')
  if (forms.length === 0) return
  forms.forEach(form => {
    // A form that came back with errors holds typing that is not saved anywhere.
    if (document.querySelector('.govuk-error-summary')) changed.add(form)
    form.addEventListener('input', () => changed.add(form))
    form.addEventListener('change', () => changed.add(form))
    form.addEventListener('submit', () => changed.delete(form))
  })
  window.addEventListener('beforeunload', event => { if (hasUnsavedChanges(document)) event.preventDefault() })
}
