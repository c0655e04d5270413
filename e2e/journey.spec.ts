import type { Locator, Page } from '@playwright/test'
import { LIVENESS_FILE } from './manifests.ts'
import type { PodlapsePage } from './page.ts'
import { expect, test } from './test.ts'

/** The number of the line that is lit in the editor. */
function litLine(page: Page): Locator {
  return page.locator('.monaco-editor [class*="litNumber"]')
}

function lineOf(text: string, words: string): number {
  return text.split('\n').findIndex((line) => line.includes(words)) + 1
}

/** Looks along a lane with the pointer until it says what is looked for, as somebody does who reads the marks. */
async function pointAt({ page, timeline }: PodlapsePage, lane: string, words: RegExp): Promise<void> {
  const name = await timeline.locator(`[data-lane^="${lane}"]`).first().boundingBox()
  const all = await timeline.boundingBox()
  if (!name || !all) throw new Error(`no lane ${lane}`)
  const readout = timeline.locator('[data-shown]')
  for (let x = all.x + 125; x < all.x + all.width - 8; x += 7) {
    for (const share of [0.7, 0.45]) {
      await page.mouse.move(x, name.y + name.height * share)
      const said = (await readout.count()) > 0 ? ((await readout.first().textContent()) ?? '') : ''
      if (!words.test(said)) continue
      await page.mouse.down()
      await page.mouse.up()
      return
    }
  }
  throw new Error(`nothing in ${lane} says ${words}`)
}

test('paste, play, click a restart: Why? names the causes and lights the line of the manifest', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(LIVENESS_FILE)
  await podlapse.accepted()
  await podlapse.says(/wick, run 1, killed/)
  await podlapse.seek(0)
  await podlapse.play()
  await expect.poll(() => podlapse.playhead()).toBeGreaterThan(3)
  await podlapse.pause()

  await pointAt(podlapse, 'container/', /wick, run 1, (?:killed|ended) at/)
  const why = page.locator('[data-key="why"]')
  await expect(why).toContainText(/Liveness failed, 3 of 3/)
  await expect(why).toContainText(/SIGKILL/)
  await expect(why).toContainText(/Exit 137 = 128 \+ 9/)
  // One sentence says it, and the line that decided is lit.
  await expect(why).toContainText(/Liveness failed 3 times in a row \(.*does not exist\), so the kubelet killed it/)
  await expect(litLine(page)).toHaveText(String(lineOf(LIVENESS_FILE, 'livenessProbe')))
  // Another link, another line.
  const grace = why.getByRole('listitem').filter({ hasText: 'terminationGracePeriodSeconds' })
  await grace.getByRole('button', { name: /line \d+/ }).click()
  await expect(grace).toHaveAttribute('aria-current', 'true')
  await expect(litLine(page)).toHaveText(String(lineOf(LIVENESS_FILE, 'terminationGracePeriodSeconds')))
})

test('the whole journey by keyboard', async ({ podlapse }) => {
  const { page } = podlapse
  const { keyboard } = page
  await podlapse.open()
  await podlapse.accepted()
  await podlapse.leaveEditor()

  await keyboard.press('g')
  await expect(page.getByRole('combobox')).toBeFocused()
  await keyboard.type('liveness-file')
  await keyboard.press('Enter')
  await podlapse.says(/lamp, run 1, (?:killed|ended)/)
  await podlapse.leaveEditor()

  await keyboard.press('Home')
  expect(await podlapse.playhead()).toBe(0)
  await keyboard.press('ArrowRight')
  expect(await podlapse.playhead()).toBe(1)
  await keyboard.press('.')
  const stepped = await podlapse.playhead()
  expect(stepped).toBeGreaterThan(1)
  await keyboard.press('Space')
  await expect.poll(() => podlapse.playhead()).toBeGreaterThan(stepped)
  await keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()

  // Into the marks of a lane, along them, and one chosen.
  await podlapse.timeline.locator('[data-lane^="container/"]').first().focus()
  await keyboard.press('Enter')
  const readout = podlapse.timeline.locator('[data-shown]')
  for (let i = 0; i < 20 && !/run 1, (?:killed|ended)/.test((await readout.first().textContent()) ?? ''); i++) {
    await keyboard.press('ArrowRight')
  }
  await expect(readout.first()).toContainText(/run 1, (?:killed|ended)/)
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await podlapse.leaveEditor()
  await keyboard.press('w')
  const why = page.locator('[data-key="why"]')
  await expect(why).toBeFocused()
  await expect(why).toContainText('Exit 137')
  // The first chip with a line in the order of the tabs.
  const chip = why.getByRole('button', { name: /^line \d+$/ }).first()
  for (let i = 0; i < 20 && !(await chip.evaluate((element) => element === document.activeElement)); i++) {
    await keyboard.press('Tab')
  }
  await expect(chip).toBeFocused()
  const line = ((await chip.textContent()) ?? '').replace('line ', '')
  await keyboard.press('Enter')
  await expect(litLine(page)).toHaveText(line)

  for (const [key, tab] of [
    ['2', 'Control plane'],
    ['3', 'States'],
    ['4', 'Table'],
    ['1', 'Timeline'],
  ] as const) {
    await keyboard.press(key)
    await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true')
  }
  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeHidden()
  await keyboard.press('e')
  await keyboard.press('ControlOrMeta+Home')
  await keyboard.type('# mine\n')
  await podlapse.accepted()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('mine')
})

test('two runs are compared: pinned, changed, and the differences lead to where they are seen', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(LIVENESS_FILE)
  await podlapse.accepted()
  await podlapse.says(/wick, run 1, killed/)
  await podlapse.leaveEditor()
  await page.keyboard.press('k')
  await expect(page.getByText(/^Pinned: /)).toBeVisible()

  await podlapse.paste(LIVENESS_FILE.replace('periodSeconds: 5', 'periodSeconds: 5\n        failureThreshold: 9'))
  await podlapse.accepted()
  await expect(page.getByText(/^Compared with /)).toBeVisible()
  const differences = page.getByRole('list', { name: 'Differences' })
  await expect(differences).toBeVisible()
  expect(await differences.getByRole('listitem').count()).toBeGreaterThan(0)
  await expect(differences).toContainText(/restart/i)
  await podlapse.seek(0)
  await differences.getByRole('button').first().click()
  await expect.poll(() => podlapse.playhead()).toBeGreaterThan(10)

  await page.keyboard.press('k')
  await expect(page.getByText(/^Compared with /)).toBeHidden()
})

test.describe('at 390 pixels', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a thumb opens a scenario, plays it, asks why and sees the line', async ({ podlapse }) => {
    const { page } = podlapse
    await podlapse.open()
    await podlapse.choose('Killed by its liveness probe')
    await podlapse.says(/app, run 1, (?:killed|ended)/)
    await page.getByRole('button', { name: 'Play', exact: true }).tap()
    const playhead = page.getByRole('slider', { name: 'Playhead' })
    await expect.poll(async () => Number(await playhead.inputValue())).toBeGreaterThan(3_000)
    await page.getByRole('button', { name: 'Pause', exact: true }).tap()
    await playhead.fill('65000')
    await expect(podlapse.status).toContainText('CrashLoopBackOff')
    const why = page.locator('[data-key="why"]')
    await expect(why).toContainText('Liveness failed, 2 of 2')
    await why
      .getByRole('button', { name: /^line \d+$/ })
      .first()
      .tap()
    await expect(page.getByRole('button', { name: 'YAML', exact: true })).toHaveAttribute('aria-current', 'page')
    await expect(podlapse.manifest.getByRole('textbox')).toHaveValue(/failureThreshold: 2/)
    for (const button of await page.getByRole('navigation').getByRole('button').all()) {
      const { height = 0 } = (await button.boundingBox()) ?? {}
      expect(height).toBeGreaterThanOrEqual(44)
    }
  })
})
