// How many A4 sheets a page takes when it is printed.
export async function sheetsOf(page) {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length
}
