// Tables that become cards on phones (display: block) lose their table semantics in some browsers. Put back here and not in
// the HTML: explicit roles on <tr> and <td> are invalid there.
export function stackedTables(document) {
  document.querySelectorAll('table.app-stack').forEach(table => {
    const give = (selector, role) => table.querySelectorAll(selector).forEach(element => element.setAttribute('role', role))
    table.setAttribute('role', 'table')
    give('thead, tbody, tfoot', 'rowgroup')
    give('tr', 'row')
    give('td', 'cell')
    give('th[scope="col"]', 'columnheader')
    give('th[scope="row"]', 'rowheader')
  })
}
