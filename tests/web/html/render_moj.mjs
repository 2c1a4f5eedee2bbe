// Renders MOJ's own Nunjucks templates for a list of options and prints [{ component, name, options, html }] as JSON.
//   node render_moj.mjs WEB_FOLDER
import { createRequire } from 'node:module'
import path from 'node:path'

const web = path.resolve(process.argv[2])
const require = createRequire(path.join(web, 'package.json'))
const nunjucks = require('nunjucks')
const packages = path.join(web, 'node_modules')
const templates = [path.join(packages, 'govuk-frontend/dist'), path.join(packages, '@ministryofjustice/frontend')]
const env = new nunjucks.Environment(new nunjucks.FileSystemLoader(templates), { autoescape: true, trimBlocks: true, lstripBlocks: true })
for (const [name, filter] of Object.entries(require('@ministryofjustice/frontend/moj/filters/all')())) env.addFilter(name, filter)

const macros = {
  'add-another': 'mojAddAnother', alert: 'mojAlert', badge: 'mojBadge', 'date-picker': 'mojDatePicker', 'notification-badge': 'mojNotificationBadge',
  'page-header-actions': 'mojPageHeaderActions', 'sub-navigation': 'mojSubNavigation', timeline: 'mojTimeline'
}

const tabs = [{ text: 'Overview', href: '/people/1', active: true }, { text: 'Plan & actions', href: '/people/1/plan' }, { html: 'Links <b>4</b>', href: '/people/1/links' }]
const item = (label, rest = {}) => ({ label: { text: label }, datetime: { timestamp: '2023-04-13T14:05:00', type: 'datetime' }, text: 'By hand', ...rest })
const field = index => `<div class="govuk-form-group"><label class="govuk-label" for="req-${index}-text">What</label><input class="govuk-input" id="req-${index}-text" name="req[${index}][text]"></div>`
// The first remove button has no value unless it is given one: the macro takes the number 0 for none.
const fields = count => ({ id: 'req', itemLabel: 'Requirement', items: [...Array(count).keys()].map(index => ({ fieldset: { html: field(index) }, removeButton: { value: `${index}` } })) })

const cases = [
  ['badge', 'text', { text: 'Visit in pairs', classes: 'moj-badge--red' }],
  ['badge', 'no colour', { text: 'Plain' }],
  ['badge', 'text that looks like markup', { text: '<b>not bold</b> & "quoted"' }],
  ['badge', 'html and attributes', { html: '<b>Child</b>', classes: 'moj-badge--blue', attributes: { id: 'flag', 'data-x': 'y' } }],
  ...['information', 'success', 'warning', 'error'].map(variant => ['alert', variant, { variant, title: 'Something happened', text: 'Words about it' }]),
  ['alert', 'title only', { variant: 'success', title: 'Saved' }],
  ['alert', 'title as heading', { variant: 'error', title: 'Not saved', showTitleAsHeading: true, text: 'The log is full' }],
  ['alert', 'title as heading of another level', { variant: 'warning', title: 'Look', showTitleAsHeading: true, headingTag: 'h3', html: '<p>Look <a href="#x">here</a></p>' }],
  ['alert', 'title as heading without content', { variant: 'warning', title: 'Look', showTitleAsHeading: true }],
  ['alert', 'dismissible', { variant: 'information', title: 'T', text: 'x', dismissible: true, dismissText: 'Hide', focusOnDismissSelector: '#main' }],
  ['alert', 'role, classes, attributes, no focus', { variant: 'information', title: 'T <i>', text: 'x & y', role: 'alert', classes: 'extra', disableAutoFocus: true, attributes: { id: 'a1' } }],
  ['sub-navigation', 'tabs', { label: 'Person', items: tabs }],
  ['sub-navigation', 'default label, classes and attributes', { classes: 'app-sub-navigation', attributes: { id: 'tabs' }, items: [{ text: 'One', href: '#', classes: 'x', attributes: { 'data-a': '1' } }] }],
  ['timeline', 'items', { items: [item('Warning served', { byline: { text: 'Mel Hart' } }), item('Complaint')] }],
  ['timeline', 'heading level, html, classes', { headingLevel: 3, classes: 'quiet', attributes: { id: 't' }, items: [item('x', { label: { html: '<em>Note</em>' }, byline: { html: '<b>PC</b> Osei' }, html: '<p>Seen</p>', classes: 'last', attributes: { id: 'i' }, datetime: { timestamp: '2023-04-13', type: 'date' } })] }],
  ['page-header-actions', 'heading', { heading: { text: 'Nominal list' } }],
  ['page-header-actions', 'level, classes, html', { heading: { html: '<span>Town</span> list', level: 2, classes: 'govuk-heading-l' }, classes: 'x', attributes: { id: 'h' } }],
  ['page-header-actions', 'buttons', { heading: { text: 'Nominal list' }, items: [{ text: 'Add a person', href: '/add' }, { text: 'Start meeting', classes: 'govuk-button--secondary' }] }],
  ...[0, 1, 98, 99, 250].map(count => ['notification-badge', `${count}`, { text: `${count}`, visuallyHiddenText: 'overdue' }]),
  ['notification-badge', 'classes and attributes', { text: '3', classes: 'x', attributes: { id: 'n' } }],
  ['add-another', 'one item', fields(1)],
  ['add-another', 'three items', { ...fields(3), classes: 'wide' }],
  ['date-picker', 'plain', { id: 'due', name: 'due', label: { text: 'Due' }, hint: { text: 'For example, 17/5/2024' } }],
  ['date-picker', 'limits, value and error', { id: 'due', name: 'due', value: '13/4/2023', minDate: '1/4/2023', maxDate: '30/4/2023', weekStartDay: 'monday', classes: 'wide', label: { text: 'Due', classes: 'govuk-label--s' }, errorMessage: { text: 'Enter a date' } }]
]

const rendered = cases.map(([component, name, options]) => {
  const call = `{% from "moj/components/${component}/macro.njk" import ${macros[component]} %}{{ ${macros[component]}(options) }}`
  return { component, name, options, html: env.renderString(call, { options }) }
})
process.stdout.write(JSON.stringify(rendered))
