// Changes the order of a ranked list in place. Without it the same buttons and boxes are ordinary submits.
//
// The row that the person works in never leaves the document: its neighbours move around it. A row taken out and put back
// loses focus, and pressing Tab in its box would then lead to the top of the page.
import { markChanged } from './unsaved-changes.js'

export function orderList(document) {
  document.querySelectorAll('[data-app-order]').forEach(list => enhance(list, document.querySelector('[data-app-order-status]')))
}

function enhance(list, status) {
  const rows = () => [...list.children]
  const box = row => row.querySelector('[data-app-pos]')

  const renumber = () => rows().forEach((row, index, all) => {
    box(row).value = String(index + 1)
    row.querySelector('[value$=":up"]').setAttribute('aria-disabled', String(index === 0))
    row.querySelector('[value$=":down"]').setAttribute('aria-disabled', String(index === all.length - 1))
  })

  const announce = words => { if (status) status.textContent = words }

  const moveTo = (row, target) => {
    let at = rows().indexOf(row)
    for (; at > target; at--) row.after(row.previousElementSibling)
    for (; at < target; at++) row.before(row.nextElementSibling)
    renumber()
    markChanged(list)
    announce(`${row.dataset.name} moved to position ${target + 1} of ${list.children.length}. Not saved yet.`)
  }

  list.addEventListener('click', event => {
    const button = event.target.closest('button[name="move"]')
    if (!button) return
    event.preventDefault()
    const row = button.closest('li')
    const target = rows().indexOf(row) + (button.value.endsWith(':up') ? -1 : 1)
    if (target < 0 || target >= list.children.length) {
      announce(`${row.dataset.name} is already ${target < 0 ? 'first' : 'last'}.`)
      return
    }
    moveTo(row, target)
    row.scrollIntoView({ block: 'nearest' })
  })

  list.addEventListener('change', event => {
    const input = event.target.closest('[data-app-pos]')
    if (!input) return
    const row = input.closest('li')
    const wanted = Number(input.value.trim())
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > list.children.length) {
      announce(`Position of ${row.dataset.name} must be a number from 1 to ${list.children.length}.`)
      return // left as typed: the server says what is wrong with it
    }
    moveTo(row, wanted - 1)
  })

  // Enter moves the row and stays in the box; it would otherwise send the form.
  list.addEventListener('keydown', event => {
    const input = event.target.closest('[data-app-pos]')
    if (!input || event.key !== 'Enter') return
    event.preventDefault()
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })

  // Positions shown again after an error stay as they were typed.
  if (!document.querySelector('.govuk-error-summary')) renumber()
}
