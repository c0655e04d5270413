import type { Locator, Page } from '@playwright/test'
import { seriousOn } from './axe.ts'
import type { PodlapsePage } from './page.ts'
import { expect, test } from './test.ts'

interface View {
  readonly name: string
  readonly open: (page: Page) => Promise<void>
  readonly shown: (page: Page) => Locator
  /** What of the page is another one than before: axe takes its time. */
  readonly within: string
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key)
  }

/** A letter that follows a key in a text field within a moment is taken for a letter there. */
const escapeThen = (key: string) => async (page: Page) => {
  await page.keyboard.press('Escape')
  await page.waitForTimeout(600)
  await page.keyboard.press(key)
}

/** One after the other, each from where the last one left the page. */
const VIEWS: readonly View[] = [
  {
    name: 'timeline',
    open: press('1'),
    shown: (page) => page.getByRole('region', { name: 'Timeline' }),
    within: 'body',
  },
  {
    name: 'control plane',
    open: press('2'),
    shown: (page) => page.getByRole('tab', { name: 'Messages' }),
    within: 'main',
  },
  {
    name: 'states',
    open: press('3'),
    shown: (page) => page.getByText(/^Phase of Pod/).first(),
    within: '[role="tabpanel"]',
  },
  {
    name: 'table',
    open: press('4'),
    shown: (page) => page.getByText(/^\d+ (?:of \d+ )?rows$/),
    within: '[role="tabpanel"]',
  },
  {
    name: 'comparison',
    open: press('1', 'k'),
    shown: (page) => page.getByText(/^Pinned: /),
    within: 'main section[data-kind]',
  },
  { name: 'gallery', open: press('k', 'g'), shown: (page) => page.getByRole('listbox'), within: '[role="dialog"]' },
  {
    name: 'keys',
    open: escapeThen('?'),
    shown: (page) => page.getByRole('dialog', { name: 'Help' }),
    within: '[role="dialog"]',
  },
  {
    name: 'legend',
    open: async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: 'Legend' }).click()
    },
    shown: (page) => page.getByRole('button', { name: /^Running and ready/ }),
    within: 'main',
  },
  {
    name: 'share',
    open: (page) => page.getByRole('button', { name: 'Share', exact: true }).click(),
    shown: (page) => page.getByRole('textbox', { name: 'Link' }),
    within: '[role="dialog"]',
  },
  { name: 'presenter', open: escapeThen('p'), shown: (page) => page.getByText(/^\d+ \/ \d+$/), within: 'body' },
]

async function opened(podlapse: PodlapsePage, theme: 'dark' | 'light'): Promise<void> {
  await podlapse.page.emulateMedia({ reducedMotion: 'reduce' })
  await podlapse.page.addInitScript((chosen) => localStorage.setItem('podlapse.theme', chosen), theme)
  await podlapse.open()
}

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing serious on any view, ${theme}`, async ({ podlapse }) => {
    test.slow()
    const { page } = podlapse
    await opened(podlapse, theme)
    await podlapse.accepted()
    await podlapse.leaveEditor()
    for (const { name, open, shown, within } of VIEWS) {
      await open(page)
      await expect(shown(page), name).toBeVisible()
      expect(await seriousOn(page, within), name).toEqual([])
    }
    await page.keyboard.press('Escape')
    await podlapse.choose('Waiting for a label')
    await podlapse.says('STATUS Pending')
    await podlapse.seek(12)
    await expect(page.getByRole('region', { name: 'Scheduling' })).toContainText('none fits')
    expect(await seriousOn(page, 'main'), 'a Pod that waits').toEqual([])
  })
}

test.describe('at 200 %', () => {
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })

  test('three lanes and STATUS are seen, and axe finds nothing serious', async ({ podlapse }) => {
    const { page, timeline } = podlapse
    await opened(podlapse, 'light')
    await podlapse.accepted().catch(() => {})
    await expect(timeline.locator('[data-lane]').nth(2)).toBeInViewport()
    for (const lane of ['steps', 'pod/', 'container/'])
      await expect(timeline.locator(`[data-lane^="${lane}"]`).first()).toBeInViewport({ ratio: 0.9 })
    await expect(page.getByRole('button', { name: /^At the playhead/ })).toContainText('CrashLoopBackOff')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(await seriousOn(page), 'timeline').toEqual([])
    await page.getByRole('button', { name: /^At the playhead/ }).click()
    await expect(page.getByRole('tab', { name: 'Describe', exact: true })).toBeVisible()
    expect(await seriousOn(page, 'main'), 'inspector').toEqual([])
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  for (const theme of ['dark', 'light'] as const) {
    test(`axe finds nothing serious on any tab, ${theme}, and nothing is wider than the screen`, async ({
      podlapse,
    }) => {
      const { page } = podlapse
      await opened(podlapse, theme)
      await expect(podlapse.status).toBeVisible()
      await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
      const tabs = page.getByRole('navigation').getByRole('button')
      for (const tab of await tabs.all()) {
        await tab.click()
        const name = (await tab.textContent()) ?? ''
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(overflow, name).toBeLessThanOrEqual(0)
        expect(await seriousOn(page), name).toEqual([])
      }
    })
  }
})
