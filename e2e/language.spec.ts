import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'

/** The page's own words, without what a machine said: YAML, kubectl's rows, Events. */
function chinese(page: Page) {
  return {
    timeline: page.getByRole('region', { name: '时间线' }),
    manifest: page.getByRole('region', { name: '清单' }),
    play: page.getByRole('button', { name: '播放', exact: true }),
  }
}

test('中文 is a click away, is spoken everywhere, and is remembered', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.accepted()
  await page.getByRole('button', { name: /切换到中文/ }).click()

  const words = chinese(page)
  await expect(words.timeline).toBeVisible()
  await expect(words.manifest.getByText('对 Kubernetes 1.36 有效')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('被存活探针杀死')
  await expect(page).toHaveTitle(/^被存活探针杀死/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  // What kubectl says is kubectl's in every language; why it says so is ours.
  await expect(page.getByRole('table', { name: 'Pod 列表' })).toContainText('CrashLoopBackOff')
  const why = page.getByRole('region', { name: '为什么会 CrashLoopBackOff？' })
  await expect(why).toContainText('liveness 探针失败，连续第 2 次（阈值 2）')
  await expect(why).toContainText('存活探针连续失败 2 次（/run/heartbeat 不存在），kubelet 将其杀死')
  await expect(why.getByRole('button', { name: '第 26 行' }).first()).toBeVisible()

  await page.reload()
  await expect(words.timeline).toBeVisible()
  await expect(words.play).toBeVisible()

  // The gallery is searched in both languages.
  await page.getByRole('button', { name: '示例库', exact: true }).click()
  const options = page.getByRole('option')
  const filter = page.getByRole('combobox')
  await filter.fill('内存限制')
  await expect(options.first()).toContainText('超出内存限制')
  await filter.fill('over the memory limit')
  await expect(options.first()).toContainText('超出内存限制')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('超出内存限制')

  await page.getByRole('button', { name: /switch to English/ }).click()
  await expect(podlapse.timeline).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Over the memory limit')
})

test.describe('on a phone whose browser asks for Chinese', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' })

  test('中文 is spoken at once, and the menu leads out of it', async ({ podlapse }) => {
    const { page } = podlapse
    await page.goto('./')
    await expect(page.getByRole('button', { name: '时间线', exact: true })).toBeVisible()
    await expect(chinese(page).play).toBeVisible()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: '菜单' }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  })
})
