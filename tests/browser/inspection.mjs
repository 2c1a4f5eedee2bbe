// What every page has to keep: nothing for axe to find at desktop and phone width, no sideways scrolling there and at 320 px, where the
// page is laid out as on a phone.
import path from 'node:path'
import { widths } from './browser.mjs'
import { require } from './packages.mjs'

const axe = require('axe-core')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function axeFindings(page) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(values => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), tags)
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ` + nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | '))
}

async function overflow(page) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return null
    const culprits = [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.app-scroll'))
    return `${root.scrollWidth - root.clientWidth} px too wide: ` + culprits.slice(0, 4).map(element => `${element.tagName}.${element.className}`).join(' | ')
  })
  return wide ? [wide] : []
}

export async function inspectPage(page, { name, shots, script }) {
  const before = page.viewportSize()
  const problems = []
  for (const [label, size] of Object.entries(widths)) {
    await page.setViewportSize(size)
    const found = [...await overflow(page), ...(script && label !== 'narrow' ? await axeFindings(page) : [])]
    problems.push(...found.map(words => `${name} at ${size.width} px: ${words}`))
    if (shots && label !== 'narrow') await page.screenshot({ path: path.join(shots, `${name}-${size.width}.png`), fullPage: true })
  }
  await page.setViewportSize(before)
  return problems
}
