import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser, serveBuilt } from './browser.mjs'
import { contactSheetHtml } from './contact-sheet.mjs'
import { ensurePackages } from './ensure-packages.mjs'
import { withSource } from './load-source.mjs'
import { openPage, settled, show } from './photograph.mjs'
import { binOf, ROOT, runNode } from './run.mjs'

// Every scenario of the gallery at its most telling instant, in both themes and three widths, one of each other picture,
// and texts that are hard to draw; with an index.html to look at them, and sheets of several as one PNG.

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'screenshots' },
    /** Names of scenarios or hard cases, with commas between; all of them when not given. */
    only: { type: 'string', default: '' },
    themes: { type: 'string', default: 'dark,light' },
    sizes: { type: 'string', default: '1440x900,1024x768,390x844' },
    language: { type: 'string', default: 'en' },
    /** Shots in a row and rows of a sheet; 0: no sheets. */
    sheet: { type: 'string', default: '3x3' },
    'no-build': { type: 'boolean', default: false },
    'no-views': { type: 'boolean', default: false },
    'no-gallery': { type: 'boolean', default: false },
    'no-hard': { type: 'boolean', default: false },
    scale: { type: 'string', default: '1' },
  },
})
const out = resolve(ROOT, values.out)
const sizes = values.sizes.split(',').map((size) => size.split('x').map(Number))
const themes = values.themes.split(',')
const names = values.only.split(',').filter(Boolean)
const PAGES_AT_ONCE = 2

await ensurePackages()
if (!values['no-build'] || !existsSync(join(ROOT, 'dist', 'app', 'index.html'))) {
  const status = await runNode([binOf('vite'), 'build', '--logLevel', 'warn'])
  if (status !== 0) process.exit(status)
}
const telling = values['no-gallery']
  ? []
  : await withSource('/scripts/telling-instant.ts', ({ tellingInstants }) => tellingInstants(names))
const hard = values['no-hard'] ? [] : await withSource('/scripts/hard-cases.ts', ({ hardCases }) => hardCases(names))
const server = await serveBuilt(ROOT)
const browser = await launchBrowser()
const started = performance.now()
const shots = []
const complaints = []
const complain = (what) => complaints.push(what)
try {
  // Only what an earlier run has left.
  if (existsSync(join(out, 'index.html'))) rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const jobs = themes.flatMap((theme) => sizes.map(([width, height]) => ({ theme, width, height })))
  const rounds = [...jobs]
  await Promise.all(
    Array.from({ length: PAGES_AT_ONCE }, async () => {
      for (let job = rounds.shift(); job !== undefined; job = rounds.shift()) await shootAll(job)
    }),
  )
  shots.sort((a, b) => a.order - b.order)
  writeFileSync(join(out, 'index.html'), contactSheetHtml(shots, jobs))
  await sheets(jobs)
} finally {
  await browser.close()
  await server.close()
}
console.log(`${shots.length} pictures in ${out}, ${((performance.now() - started) / 1000).toFixed(0)} s`)
for (const complaint of new Set(complaints)) console.error(complaint)
if (complaints.length > 0) process.exitCode = 1

async function shootAll(job) {
  const { theme, width, height } = job
  const { language, scale } = values
  const page = await openPage(browser, { ...job, language, scale: Number(scale) }, complain)
  await page.goto(server.address)
  if (width >= 1280) await page.locator('.monaco-editor').first().waitFor()
  for (const [order, scenario] of telling.entries()) {
    await show(page, scenario, complain)
    await shoot(page, job, scenario.name, scenario.title, order)
  }
  if (!values['no-views']) await views(page, job)
  const isFirst = `${width}x${height}` === sizes[0].join('x')
  for (const [order, each] of hard.entries()) {
    if (each.size === undefined && !each.over && each.keys === undefined) {
      await show(page, each, complain)
      await shoot(page, job, `hard-${each.name}`, each.title, 2000 + order)
      // What has a size of its own is looked at once.
    } else if (each.size === undefined || isFirst) await hardCase({ ...job, ...each.size }, each, 2000 + order)
  }
  await page.context().close()
  console.log(`${theme} ${width}×${height}: done`)
}

async function shoot(page, { theme, width, height }, name, title, order) {
  const file = `${name}-${theme}-${width}.png`
  await page.screenshot({ path: join(out, file) })
  shots.push({ file, name, title, theme, width, height, order })
}

/** What has a size of its own, or is done something to, has a page of its own. */
async function hardCase(job, { name, title, text, fragment, playheadMs, size, over, keys = [] }, order) {
  const page = await openPage(browser, { scale: Number(values.scale), language: values.language, ...job }, complain)
  await page.goto(`${server.address}${size?.query ?? ''}${over ? '' : `#${fragment}`}`)
  if (over) await typeOver(page, job, text)
  else await settled(page, playheadMs).catch(() => complain(`${name} did not come to ${playheadMs} ms`))
  await page.evaluate(() => document.activeElement?.blur())
  // What is said of a text without a life waits half a second.
  await page.waitForTimeout(800)
  for (const key of keys) {
    if (!key.startsWith('click:')) await page.keyboard.press(key)
    else
      await page
        .getByText(key.slice('click:'.length), { exact: true })
        .first()
        .click({ timeout: 2_000 })
        .catch(() => {})
    await page.waitForTimeout(2_000)
  }
  await shoot(page, job, `hard-${name}`, title, order)
  await page.context().close()
}

/** Another text over the example that a first visit begins with. */
async function typeOver(page, { width }, text) {
  // Keys are heard once the page is there.
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(1_000)
  if (width < 720) await page.getByRole('button', { name: 'YAML', exact: true }).click()
  else if (width < 1280) await page.keyboard.press('e')
  const editor = page
    .locator('[data-key="editor"]')
    .locator('.monaco-editor .view-lines, textarea:not([readonly])')
    .first()
  await editor.waitFor()
  await page.waitForTimeout(1_000)
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
  await page
    .getByText(/problem/)
    .first()
    .waitFor({ state: 'attached' })
  await page.waitForTimeout(1_500)
  if (width < 720) await page.locator('nav button').first().click()
}

/** What there is beside the timeline, as far as this width has it. */
async function views(page, job) {
  const scenario = telling.find(({ name }) => name === 'liveness-kill') ?? telling[0]
  if (scenario === undefined) return
  await show(page, scenario, complain)
  let order = 1000
  const picture = async (name, title) => {
    await page.waitForTimeout(500)
    await shoot(page, job, `view-${name}`, title, order++)
  }
  const tabs = page.getByRole('tablist').first().getByRole('tab')
  const leave = () => page.evaluate(() => document.activeElement?.blur())
  if (job.width < 720) {
    const buttons = page.locator('nav button')
    for (let i = 1; i < (await buttons.count()); i++) {
      const title = (await buttons.nth(i).textContent())?.trim() ?? `${i}`
      await buttons.nth(i).click()
      await picture(`tab-${i}`, title)
    }
    await buttons.first().click()
  }
  for (let i = 1; i < (await tabs.count()); i++) {
    const title = (await tabs.nth(i).textContent())?.trim() ?? `${i}`
    await tabs.nth(i).click()
    await picture(`stage-${i}`, title)
  }
  if ((await tabs.count()) > 0) await tabs.first().click()
  for (const [key, name, title] of [
    ['g', 'gallery', 'Gallery'],
    ['?', 'keys', 'Keys'],
    ['k', 'compare', 'Compare'],
    ['p', 'presenter', 'Presenter'],
  ]) {
    await leave()
    const before = await page.screenshot()
    await page.keyboard.press(key)
    await page.waitForTimeout(400)
    const after = await page.screenshot()
    if (!before.equals(after)) await picture(name, title)
    await page.keyboard.press('Escape')
    if (name === 'compare') await page.keyboard.press(key)
    await page.waitForTimeout(200)
  }
}

/** Several shots of one theme and width as one picture each: what one looks through. */
async function sheets(jobs) {
  const [columns, rows] = values.sheet.split('x').map(Number)
  if (!columns || !rows) return
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
  for (const { theme, width, height } of jobs) {
    const mine = shots.filter((shot) => shot.theme === theme && shot.width === width)
    const across = width < 720 ? columns * 2 : columns
    for (let i = 0; i < mine.length; i += across * rows) {
      const some = mine.slice(i, i + across * rows)
      const sheet = `sheet-${theme}-${width}-${String(i / (across * rows) + 1).padStart(2, '0')}.png`
      const file = join(out, 'sheet.html')
      writeFileSync(file, contactSheetHtml(some, [{ theme, width, height }], across))
      await page.goto(`file://${file}`)
      await page.waitForLoadState('networkidle')
      await page.screenshot({ path: join(out, sheet), fullPage: true })
    }
  }
  rmSync(join(out, 'sheet.html'), { force: true })
  await page.close()
}
