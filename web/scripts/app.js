// What the browser may add to a page. Every page works with this file blocked: forms post, links lead, nothing is hidden.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, createAll
} from 'govuk-frontend'
import { AddAnother } from '@ministryofjustice/frontend/moj/components/add-another/add-another.mjs'
import { Alert } from '@ministryofjustice/frontend/moj/components/alert/alert.mjs'
import { DatePicker } from '@ministryofjustice/frontend/moj/components/date-picker/date-picker.mjs'
import { SortableTable } from '@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs'
import { unsavedChanges } from './unsaved-changes.js'
import { orderList } from './order-list.js'
import { session } from './session.js'
import { printing } from './printing.js'
import { stackedTables } from './stacked-tables.js'
import { keptForms } from './kept-forms.js'
import { uploads } from './uploads.js'

// The server counts characters as code points; the component counts UTF-16 units, in which an emoji is two.
class CodePointCount extends CharacterCount {
  updateCount() {
    super.updateCount()
    if (this.config.countType === 'length') this.count = [...this.$textarea.value].length
  }
}

// One by one instead of initAll(): smaller, and one that fails does not stop the next.
for (const Component of [Button, CodePointCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, AddAnother, Alert, DatePicker, SortableTable]) createAll(Component)

for (const enhance of [stackedTables, unsavedChanges, orderList, printing, keptForms, uploads, session]) {
  try { enhance(document) } catch (error) { console.error(error) }
}
