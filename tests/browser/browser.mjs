// Debian's Chromium, quiet and off the network, and a page that reports what went wrong in it.
import { require } from './packages.mjs'

const { chromium } = require('playwright-core')

const quiet = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-gpu']

// Playwright gives each launch a fresh user-data-dir of its own.
export const launchBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet })

export const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 }, narrow: { width: 320, height: 640 } }

// A refused form answers 422 or 409, a missing page 404: Chromium writes that to the console, and it is what we asked for.
const isAnswerToNavigation = (message, page) => /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text()) && message.location().url.split(/[?#]/)[0] === page.url().split(/[?#]/)[0]

// A journey that takes the network away hears about it, and means it.
const isWithoutNetwork = message => /net::ERR_INTERNET_DISCONNECTED/.test(message.text())

export function watch(page, base, problems, onDocument) {
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()) && !isAnswerToNavigation(message, page) && !isWithoutNetwork(message)) problems.push(`console at ${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', error => problems.push(`script error at ${page.url()}: ${error.message}`))
  page.on('request', request => { if (!request.url().startsWith(base)) problems.push(`asked another host: ${request.url()}`) })
  page.on('response', response => {
    const type = response.headers()['content-type'] ?? ''
    if (response.status() >= 500) problems.push(`status ${response.status()} from ${response.url()}`)
    if (response.request().isNavigationRequest() && type.startsWith('text/html') && (response.status() < 300 || response.status() >= 400)) onDocument(response)
  })
}
