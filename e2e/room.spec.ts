import { seriousOn } from './axe.ts'
import { expect, test } from './test.ts'

const OF_LIVENESS = 'Killed by its liveness probe'

test('in a room: large, light, one beat a key, and nothing of what is still to come', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.choose(OF_LIVENESS)
  await podlapse.accepted()
  await podlapse.seek(0)
  await page.keyboard.press('p')
  const room = page.getByRole('main', { name: 'Presentation' })
  await expect(room.getByRole('heading', { level: 1 })).toHaveText(OF_LIVENESS)
  await expect(room).toHaveAttribute('data-theme', 'light')
  const steps = room.getByRole('img', { name: /^Step \d+ of \d+$/ })
  await expect(steps).toHaveAttribute('aria-label', /^Step 1 of (?:[7-9]|1[0-2])$/)
  await page.keyboard.press('PageDown')
  await expect(steps).toHaveAttribute('aria-label', /^Step 2 /)
  await expect(room).toContainText('Running')
  await page.keyboard.press('PageUp')
  await expect(steps).toHaveAttribute('aria-label', /^Step 1 /)
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await expect(room).toContainText('liveness failure 2/2')
  await expect(room).not.toContainText('In short')
  await expect(room.getByRole('heading', { level: 2, name: /^Why / })).toBeVisible()
  // Lanes are chosen from a list; Esc closes it, and no more.
  await page.keyboard.press('l')
  await expect(room.getByRole('checkbox', { name: /^liveness/ })).toBeChecked()
  await room.getByRole('checkbox', { name: /^Endpoints/ }).check()
  await page.keyboard.press('Escape')
  await expect(room.getByRole('checkbox')).toHaveCount(0)

  // Right of the playhead there is one colour only, whatever comes there.
  const shades = await room.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const ctx = canvas.getContext('2d')
    const data =
      ctx?.getImageData(canvas.width - 40, Math.round(canvas.height / 2), 30, canvas.height / 2 - 4).data ?? []
    const seen = new Set<string>()
    for (let i = 0; i < data.length; i += 4) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`)
    return seen.size
  })
  expect(shades).toBe(1)
  const small = await room.evaluate((element) =>
    [...element.querySelectorAll('h1, h2, p, li span, td, th, kbd, time')]
      .map((each) => Number.parseFloat(getComputedStyle(each).fontSize))
      .filter((size) => size < 18),
  )
  expect(small).toEqual([])
  expect(await seriousOn(page)).toEqual([])
  // What there was to be seen is told in the end.
  for (let i = 0; i < 12; i++) await page.keyboard.press('PageDown')
  await expect(room).toContainText('In short: the second failure in a row')

  await page.keyboard.press('d')
  await expect(room).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('Escape')
  await expect(room).toBeHidden()
  await expect(podlapse.manifest).toBeVisible()
})

test('in somebody else’s page: the timeline and what moves it, from 320 × 240', async ({ podlapse }) => {
  const { page } = podlapse
  await page.setViewportSize({ width: 320, height: 240 })
  await page.goto('./?embed')
  await expect(page.locator('canvas').first()).toBeVisible()
  const clock = page.getByRole('time')
  await expect(clock).toHaveText('1:05.0')
  // As soon as the run is there, which the clock does not wait for.
  await expect(async () => {
    await page.getByRole('button', { name: 'Next change' }).click()
    await expect(clock).not.toHaveText('1:05.0', { timeout: 1_000 })
  }).toPass()
  const out = page.getByRole('link', { name: 'Open in Podlapse' })
  await out.focus()
  expect(await out.getAttribute('href')).not.toContain('embed')
  expect(await seriousOn(page)).toEqual([])
  const overflow = await page.evaluate(() => [
    document.documentElement.scrollWidth - innerWidth,
    document.documentElement.scrollHeight - innerHeight,
  ])
  expect(Math.max(...overflow)).toBeLessThanOrEqual(0)
})

test('panels are as wide as one leaves them, by hand or by keys, and a double click forgets it', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  const edge = page.getByRole('separator', { name: 'Width of the inspector' })
  const width = async () => Number(await edge.getAttribute('aria-valuenow'))
  const usual = await width()
  const box = await edge.boundingBox()
  await page.mouse.move(box?.x ?? 0, 400)
  await page.mouse.down()
  await page.mouse.move((box?.x ?? 0) - 100, 400, { steps: 4 })
  await page.mouse.up()
  await expect.poll(width).toBe(usual + 100)
  await edge.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(width).toBe(usual + 84)
  await page.reload()
  await expect.poll(width).toBe(usual + 84)
  await edge.dblclick()
  await expect.poll(width).toBe(usual)
})

test('any field can be asked why, and the rule names the page of Kubernetes’ documentation', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.choose(OF_LIVENESS)
  await podlapse.accepted()
  await podlapse.seek(65)
  await page.getByRole('button', { name: /137 Error/ }).click()
  const why = page.getByRole('region', { name: 'Why app last state 137 Error?' })
  await expect(why).toBeFocused()
  await expect(why).toContainText('app last state is now 137 Error')
  await why.getByRole('button', { name: /^SIGTERM|SIGTERM, with/ }).click()
  const link = why.getByRole('link', { name: /Probe-level terminationGracePeriodSeconds/ })
  await expect(link).toHaveAttribute('href', /^https:\/\/kubernetes\.io\/docs\/.*#probe-level/)
  await expect(link).toHaveAttribute('rel', 'noreferrer noopener')
  await why.getByRole('button', { name: 'Copy the address' }).first().click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await link.getAttribute('href'))

  await page.getByRole('tab', { name: 'YAML' }).click()
  await page.getByRole('button', { name: 'Previous version' }).click()
  await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible()
  await page.getByRole('tab', { name: 'Describe', exact: true }).click()
  await expect(page.getByText(/^Name: +web/)).toBeVisible()
  await expect(page.getByText(/Warning +Unhealthy/)).toBeVisible()
  // Whatever is looked at, Why? stays.
  await expect(why).toBeVisible()
})
