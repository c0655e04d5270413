import type { PodlapsePage } from './page.ts'
import { expect, test } from './test.ts'

const LOOP = `apiVersion: v1
kind: Pod
metadata: {name: looper}
spec:
  containers:
  - {name: app, image: "busybox:1.36", command: [sh, -c, "sleep 10; exit 1"]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 6h}
`

/** The stretch of time on the screen, in seconds. */
async function shown({ page }: PodlapsePage): Promise<readonly [from: number, to: number]> {
  const text = (await page.getByTitle('Shown').textContent()) ?? ''
  const [from = 0, to = 0] = text.split('–').map((clock) =>
    clock
      .trim()
      .split(':')
      .reduce((sum, part) => sum * 60 + Number(part), 0),
  )
  return [from, to]
}

const length = async (podlapse: PodlapsePage) => {
  const [from, to] = await shown(podlapse)
  return to - from
}

test('six hours of a crash loop: in one line, by column under the pointer, and from near', async ({ podlapse }) => {
  const { page, timeline } = podlapse
  await podlapse.open()
  await podlapse.paste(LOOP)
  await podlapse.accepted()
  await expect.poll(() => length(podlapse)).toBe(21_600)
  await podlapse.leaveEditor()
  const lane = await timeline.locator('[data-lane^="container/"]').first().boundingBox()
  const all = await timeline.boundingBox()
  if (!lane || !all) throw new Error('no lane')
  const [x, y] = [all.x + all.width * 0.6, lane.y + lane.height * 0.55]
  await page.mouse.move(x, y)
  await expect(timeline.locator('[data-shown]')).toContainText(/^\d:\d\d:\d\d – \d:\d\d:\d\d: \d+ % waiting/)

  // One notch of a mouse is a sixth closer, and what is under the pointer stays there.
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -120)
  await expect.poll(() => length(podlapse)).toBe(18_000)
  await page.mouse.wheel(0, 120)
  await expect.poll(() => length(podlapse)).toBe(21_600)
  // A trackpad's pinch comes in small steps.
  for (let i = 0; i < 10; i++) await page.mouse.wheel(0, -6)
  await expect.poll(() => length(podlapse)).toBeLessThan(12_500)
  await page.keyboard.up('Control')
  const [from] = await shown(podlapse)
  await page.keyboard.down('Shift')
  await page.mouse.wheel(0, 120)
  await page.keyboard.up('Shift')
  await expect.poll(async () => (await shown(podlapse))[0]).toBeGreaterThan(from)
})

test('dragging over the lanes tells the numbers of a span, and goes there', async ({ podlapse }) => {
  const { page, timeline } = podlapse
  await podlapse.open()
  await podlapse.choose('Killed by its liveness probe')
  await expect(podlapse.manifest.locator('.view-lines')).toContainText('liveness')
  await podlapse.accepted()
  const all = await timeline.boundingBox()
  if (!all) throw new Error('no timeline')
  const drag = async (from: number, to: number) => {
    await page.mouse.move(all.x + 125 + from * (all.width - 150), all.y + 150)
    await page.mouse.down()
    await page.mouse.move(all.x + 125 + to * (all.width - 150), all.y + 160, { steps: 5 })
    await page.mouse.up()
  }
  const numbers = page.getByRole('region', { name: 'The numbers of a span of time' })
  await drag(0.05, 0.6)
  await expect(numbers).toContainText(/app\s*\d+ % running/)
  await expect(numbers).toContainText(/liveness\s*\d+ attempts, \d+ failed/)
  await expect(numbers).toContainText('exit 137')
  await page.keyboard.press('Escape')
  await expect(numbers).toHaveCount(0)
  await drag(0.3, 0.5)
  await expect(numbers).toBeVisible()
  await page.keyboard.press('f')
  await expect(numbers).toHaveCount(0)
  await expect.poll(() => length(podlapse)).toBeLessThan(25)
})

test('lanes that do not fit are counted, and the wheel scrolls them', async ({ podlapse }) => {
  const { page, timeline } = podlapse
  const names = Array.from({ length: 9 }, (_, i) => `  - {name: c${i}, image: nginx}\n`).join('')
  await podlapse.open()
  await podlapse.paste(`apiVersion: v1\nkind: Pod\nmetadata: {name: many}\nspec:\n  containers:\n${names}`)
  await podlapse.accepted()
  const more = timeline.getByRole('button', { name: /^\+\d+ lanes? ↓$/ })
  await expect(more).toBeVisible()
  const before = await more.textContent()
  await timeline.hover()
  const window = await shown(podlapse)
  await page.mouse.wheel(0, 150)
  await expect(more).not.toHaveText(before ?? '')
  expect(await shown(podlapse)).toEqual(window)
  while (await more.isVisible()) await more.click()
  await expect(timeline.locator('[data-lane$="/c8"]')).toBeInViewport()
})
