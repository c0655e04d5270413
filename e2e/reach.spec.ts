import AxeBuilder from '@axe-core/playwright'
import type { PodlapsePage } from './page.ts'
import { expect, test } from './test.ts'

/** Monaco is not ours to mend; what is around it is. */
async function seriousOn({ page }: PodlapsePage): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`)
}

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing serious on the page, ${theme}`, async ({ podlapse }) => {
    await podlapse.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await podlapse.open()
    await podlapse.accepted()
    const switchTo = podlapse.page.getByRole('button', { name: theme === 'light' ? 'Light theme' : 'Dark theme' })
    if (await switchTo.isVisible()) await switchTo.click()
    expect(await seriousOn(podlapse)).toEqual([])
    await podlapse.choose('Waiting for a label')
    await podlapse.says('STATUS Pending')
    await podlapse.seek(12)
    await expect(podlapse.page.getByRole('region', { name: 'Scheduling' })).toContainText('none fits')
    expect(await seriousOn(podlapse)).toEqual([])
  })
}

test('everything is in reach of the keyboard', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.accepted()
  await podlapse.leaveEditor()
  await podlapse.page.keyboard.press('Home')
  expect(await podlapse.playhead()).toBe(0)
  await podlapse.page.keyboard.press('ArrowRight')
  expect(await podlapse.playhead()).toBe(1)
  await podlapse.page.keyboard.press('Space')
  await expect(podlapse.page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await podlapse.page.keyboard.press('Space')
  await podlapse.page.keyboard.press('g')
  const scenarios = podlapse.page.getByRole('listbox')
  await expect(scenarios).toBeVisible()
  await podlapse.page.keyboard.type('over the memory')
  await expect(scenarios.getByRole('option').first()).toContainText('Over the memory limit')
  await podlapse.page.keyboard.press('Enter')
  await expect(scenarios).toBeHidden()
  await podlapse.accepted()
  await expect(podlapse.page.getByRole('banner').getByText('Over the memory limit')).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('nothing is wider than the screen, and what matters is on it', async ({ podlapse }) => {
    await podlapse.open()
    await expect(podlapse.status).toBeVisible()
    await expect(podlapse.page.getByRole('slider', { name: 'Playhead' })).toBeVisible()
    await expect(podlapse.page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    for (const tab of ['Timeline', 'State', 'YAML']) {
      await podlapse.page.getByRole('button', { name: tab, exact: true }).click()
      const overflow = await podlapse.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, tab).toBeLessThanOrEqual(0)
      expect(await seriousOn(podlapse), tab).toEqual([])
    }
  })
})
