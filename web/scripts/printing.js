// Print buttons, and details that open for the printer.
export function printing(document) {
  document.querySelectorAll('[data-app-print]').forEach(button => button.addEventListener('click', () => window.print()))
  let opened = []
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')]
    opened.forEach(details => { details.open = true })
  })
  window.addEventListener('afterprint', () => {
    opened.forEach(details => { details.open = false })
    opened = []
  })
}
