import { expect, test } from './test.ts'

test('the control plane: a creation message by message, a termination, and what is being said', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.choose('A good end')
  await podlapse.accepted()
  await podlapse.leaveEditor()
  await page.keyboard.press('2')
  const current = page.locator('[data-message][aria-current="step"]')

  await page.getByRole('button', { name: 'Creation', exact: true }).click()
  await expect(current).toContainText(/kubectl.*API server.*POST pods/)
  await podlapse.leaveEditor()
  // Three messages have one time: each is a step of its own.
  await page.keyboard.press('.')
  await expect(current).toContainText(/API server.*etcd.*write/)
  await page.keyboard.press('.')
  await expect(current).toContainText(/API server.*scheduler.*watch: new Pod/)
  expect(await podlapse.playhead()).toBe(0)
  await page.keyboard.press('.')
  await expect(current).toContainText(/scheduler.*API server.*bind to node-1/)
  await page.keyboard.press(',')
  await page.keyboard.press(',')
  await expect(current).toContainText(/etcd/)
  // Arrows walk the list, and the focus goes along.
  await current.focus()
  await page.keyboard.press('ArrowDown')
  await expect(current).toContainText(/watch: new Pod/)
  await expect(current).toBeFocused()

  await page.getByRole('button', { name: 'Termination', exact: true }).click()
  await expect(current).toContainText(/DELETE pods/)
  await expect.poll(() => podlapse.playhead()).toBe(30)
  await page.locator('[data-message]', { hasText: 'SIGTERM' }).click()
  await expect(
    page
      .getByRole('region', { name: /^Who talks to whom/ })
      .getByRole('status')
      .first(),
  ).toContainText('containerd → server: SIGTERM')
  await page.getByRole('radio', { name: 'change' }).check({ force: true })
  await podlapse.leaveEditor()
  await page.keyboard.press('.')
  await expect.poll(() => podlapse.playhead()).toBeGreaterThan(35.1)
})

test('states: a click leads to the next time, counts are those up to the playhead', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.choose('The crash loop')
  await podlapse.accepted()
  await podlapse.leaveEditor()
  await page.keyboard.press('3')
  await page.keyboard.press('Home')
  const ends = page.getByRole('button', { name: /^From Running to Terminated/ })
  await expect(ends).toHaveAccessibleName('From Running to Terminated, not yet')
  await ends.click()
  await expect(ends).toHaveAccessibleName(/^From Running to Terminated, once, last at 0:0\d\.\d+$/)
  await ends.click()
  await expect(ends).toHaveAccessibleName(/2 times/)
  await expect(page.getByRole('button', { name: /^Terminated, 2 times/ })).toHaveAttribute('aria-current', 'true')
  await page.getByRole('button', { name: /^Waiting, CrashLoopBackOff/ }).click()
  await expect(podlapse.status).toContainText('CrashLoopBackOff')
})

test('the table: a summary, filters, and rows that lead to their time', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.choose('The crash loop')
  await podlapse.accepted()
  await podlapse.leaveEditor()
  await page.keyboard.press('4')
  await expect(page.getByText(/Its container api was restarted \d+ times: it ended by itself with exit 1/)).toHaveCount(
    2,
  )
  const table = page.getByRole('table', { name: /^Everything that happens/ })
  await page.getByRole('searchbox', { name: 'Find in the table' }).fill('is now crashloop')
  await expect(table.getByRole('row')).toHaveText([/^Time/, ...Array(7).fill(/STATUS is now CrashLoopBackOff/)])
  await table
    .getByRole('cell', { name: /STATUS is now CrashLoopBackOff/ })
    .first()
    .click()
  await expect(podlapse.status).toContainText('CrashLoopBackOff')
  const at = await podlapse.playhead()
  expect(at).toBeGreaterThan(10)
  await page.getByRole('searchbox').fill('')
  const present = table.locator('[aria-current="time"]')
  await expect(present).toBeVisible()
  await present.focus()
  await page.keyboard.press('ArrowDown')
  await expect(present).toBeFocused()
  await page.getByRole('searchbox').fill('nothing like this')
  await expect(page.getByText('No row fits.')).toBeVisible()
})

test('a phone has them, too', async ({ podlapse }) => {
  const { page } = podlapse
  await page.setViewportSize({ width: 390, height: 844 })
  await podlapse.open()
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await expect(page.getByRole('region', { name: /^Who talks to whom/ })).toBeVisible()
  await expect(page.locator('[data-message][aria-current="step"]')).toBeVisible()
  await page.getByRole('button', { name: 'Next change', exact: true }).click()
  await page.getByRole('button', { name: 'States', exact: true }).click()
  await expect(page.getByRole('heading', { name: /^Phase of Pod web/ })).toBeVisible()
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await expect(page.getByRole('table', { name: /^Everything that happens/ })).toBeVisible()
})
