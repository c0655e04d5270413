import { expect, test } from './test.ts'

test('a first visit plays: from 0:00, what happens comes about, and it ends', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await expect(podlapse.clock).toHaveText('1:05.0')
  const events = page.getByRole('tab', { name: /^Events/ })
  const printed = async () => Number(/\d+/.exec((await events.textContent()) ?? '')?.[0])
  await expect.poll(printed).toBeGreaterThan(5)
  await podlapse.play()
  await expect.poll(() => podlapse.playhead()).toBeLessThan(30)
  await expect.poll(printed).toBeLessThan(9)
  await expect(podlapse.status).toContainText('Running')
  // Faster, by keys; it stops where nothing more is known.
  for (let i = 0; i < 3; i++) await page.keyboard.press(']')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect.poll(() => podlapse.playhead()).toBe(90)
  await expect.poll(printed).toBeGreaterThan(8)
})

test('by keyboard only: through everything on the page and its panels, and no letter of the text is another', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.accepted()
  await expect(podlapse.manifest.locator('.monaco-editor').first()).toBeVisible({ timeout: 30_000 })
  const before = await podlapse.share()
  // Every stop once; what is typed on the way are the player's keys, or nothing.
  const stops = new Set<string>()
  for (let i = 0; i < 95; i++) {
    await page.keyboard.press('Tab')
    stops.add(
      await page.evaluate(() => {
        const { activeElement: now } = document
        return now?.getAttribute('aria-label') || now?.textContent?.trim().slice(0, 40) || now?.tagName || ''
      }),
    )
  }
  for (const name of ['Zoom in', 'Steps', 'Next change', 'Pin this run', 'Gallery', 'Marks and keys']) {
    expect(
      [...stops].some((stop) => stop.includes(name)),
      `${name} of ${[...stops].join(' | ')}`,
    ).toBe(true)
  }
  await podlapse.leaveEditor()
  for (const key of ['?', 'Escape', 'g', 'Escape', 's', 'Escape', 'l', 'Escape', 'Escape', ' ', ' ', 'End', 'Home'])
    await page.keyboard.press(key)
  // A kind of the legend is ringed while the focus is on it.
  await page.getByRole('tab', { name: 'Legend' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Being stopped/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Being stopped/ })).toHaveAttribute('aria-pressed', 'true')
  const textOf = (link: string) => new URL(link).hash.replace(/&.*/, '')
  expect(textOf(await podlapse.share())).toBe(textOf(before))
})

test('a link without a time opens where the run tells most; the same text stands in a frame and in a picture', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.accepted()
  await podlapse.seek(12)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const panel = page.getByRole('dialog', { name: 'Share' })
  const link = panel.getByRole('textbox', { name: 'Link' })
  await expect(link).toHaveValue(/&t=12000/)
  await expect(panel.getByRole('textbox', { name: 'In a page of your own' })).toHaveValue(
    /^<iframe src="[^"]+\?embed#v1\.[^"]+" title="Killed by its liveness probe"/,
  )
  await panel.getByRole('checkbox').uncheck()
  await expect(link).not.toHaveValue(/&t=/)
  const saved = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Save picture' }).click()
  expect((await saved).suggestedFilename()).toBe('liveness-kill.png')
})
