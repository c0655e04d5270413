import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser, serveBuilt } from './browser.mjs'
import { ensurePackages } from './ensure-packages.mjs'
import { withSource } from './load-source.mjs'
import { openPage, show } from './photograph.mjs'
import { binOf, ROOT, runNode } from './run.mjs'
import { smallPng } from './small-png.mjs'

// The pictures of README.md, taken anew of what the sources are now.

const DESKTOP = { width: 1440, height: 900 }

const PICTURES = [
  { file: 'timeline.png', ...DESKTOP, theme: 'dark', scenario: 'liveness-kill', seconds: 65 },
  { file: 'control-plane.png', ...DESKTOP, theme: 'light', scenario: 'healthy', seconds: 1.916, key: '2' },
  {
    ...{ file: 'comparison.png', ...DESKTOP, theme: 'dark', scenario: 'liveness-kill', seconds: 65 },
    change: ['failureThreshold: 2', 'failureThreshold: 4'],
  },
  {
    ...{ file: 'phone.png', width: 390, height: 844, scale: 2, theme: 'light', language: 'zh' },
    ...{ scenario: 'oom', seconds: 52 },
  },
]

await ensurePackages()
const status = await runNode([binOf('vite'), 'build', '--logLevel', 'warn'])
if (status !== 0) process.exit(status)
const links = await withSource('/scripts/telling-instant.ts', ({ linkAt }) =>
  PICTURES.map(({ scenario, seconds, change }) => ({
    link: linkAt(scenario, seconds * 1000),
    changed: change && linkAt(scenario, seconds * 1000, change),
  })),
)
const server = await serveBuilt(ROOT)
const browser = await launchBrowser()
const complaints = []
const complain = (what) => complaints.push(what)
try {
  for (const [index, { file, key, ...job }] of PICTURES.entries()) {
    const { link, changed } = links[index]
    const page = await openPage(browser, job, complain)
    await page.goto(server.address)
    if (job.width >= 1280) await page.locator('.monaco-editor').first().waitFor()
    await show(page, link, complain)
    if (changed) {
      await page.keyboard.press('k')
      await show(page, changed, complain)
    }
    if (key) await page.keyboard.press(key)
    await page.waitForTimeout(1_200)
    const png = smallPng(await page.screenshot())
    writeFileSync(join(ROOT, 'docs', file), png)
    console.log(`docs/${file}: ${(png.length / 1000).toFixed(0)} kB`)
    await page.context().close()
  }
} finally {
  await browser.close()
  await server.close()
}
for (const complaint of complaints) console.error(complaint)
if (complaints.length > 0) process.exitCode = 1
