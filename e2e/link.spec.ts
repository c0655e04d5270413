import { LIVENESS_FILE } from './manifests.ts'
import { PodlapsePage } from './page.ts'
import { expect, test } from './test.ts'

test('a link opens the same text at the same second with the same stretch of time', async ({ podlapse, browser }) => {
  await podlapse.open()
  await podlapse.paste(LIVENESS_FILE)
  await podlapse.accepted()
  await podlapse.seek(42)
  // Zooming makes the window the user's own, and so part of the link.
  await podlapse.timeline.hover()
  await podlapse.page.keyboard.down('Control')
  await podlapse.page.mouse.wheel(0, -240)
  await podlapse.page.keyboard.up('Control')
  const link = await podlapse.share()
  expect(new URL(link).hash).toMatch(/^#v1\.[\w-]+&t=42000&w=\d+-\d+$/)

  const elsewhere = await browser.newContext()
  try {
    const other = new PodlapsePage(await elsewhere.newPage())
    await other.page.goto(link)
    await other.says('liveness of wick')
    expect(await other.playhead()).toBe(42)
    expect(await other.status.textContent()).toBe(await podlapse.status.textContent())
    // The address follows the page: what it was opened with is what it says.
    await other.page.waitForTimeout(1500)
    expect(other.fragment()).toBe(new URL(link).hash)
    other.quiet()
  } finally {
    await elsewhere.close()
  }
})

test('a link that was cut says so and keeps what could be read', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(LIVENESS_FILE + '# '.concat([...Array(200).keys()].join(' '), '\n'))
  await podlapse.accepted()
  const whole = new URL(await podlapse.share()).hash.replace(/&.*/, '')
  const other = new PodlapsePage(await podlapse.page.context().newPage())
  await other.open(whole.slice(0, Math.floor(whole.length * 0.9)))
  // Monaco has alerts of its own.
  await expect(other.page.getByRole('alert').filter({ hasText: 'cut off' })).toBeVisible()
  await expect(other.manifest).toContainText('candle')
  other.quiet()
})
