import { ECHO, LIVENESS_FILE } from './manifests.ts'
import type { PodlapsePage } from './page.ts'
import { expect, test } from './test.ts'

const GALLERY = 'Killed by its liveness probe'
const lines = ({ manifest }: PodlapsePage) => manifest.locator('.view-lines')

test('another scenario loses no draft: the notice, Back and undo lead to it, and Recent has it', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await podlapse.choose(GALLERY)
  await expect(lines(podlapse)).toContainText('liveness')
  await page.getByRole('button', { name: 'Back to your text' }).click()
  await expect(lines(podlapse)).toContainText('greeter')

  await page.evaluate(() => history.back())
  await expect(lines(podlapse)).toContainText('liveness')
  await page.evaluate(() => history.forward())
  await expect(lines(podlapse)).toContainText('greeter')

  await podlapse.choose(GALLERY)
  await expect(lines(podlapse)).toContainText('liveness')
  await podlapse.focusEditor()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(lines(podlapse)).toContainText('greeter')

  await page.getByRole('button', { name: 'Gallery', exact: true }).click()
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option', { name: /Pod greeter/ })).toBeVisible()
})

test('a reload at once after a key loses nothing, and a new visit goes on with the last text', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.focusEditor()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type('# my first words')
  await page.reload()
  await expect(podlapse.manifest).toContainText('my first words')
  const next = await page.context().newPage()
  await next.goto('./')
  await expect(next.getByRole('region', { name: 'Manifest' })).toContainText('my first words')
})

test('a link that is pasted over the address keeps the text before', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(LIVENESS_FILE)
  await podlapse.accepted()
  const link = await podlapse.share()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await page.goto(link)
  await expect(lines(podlapse)).toContainText('candle')
  await expect(page.getByRole('button', { name: 'Back to your text' })).toBeVisible()
  await page.evaluate(() => history.back())
  await expect(lines(podlapse)).toContainText('greeter')
})

test('Tab walks through the editor, Esc leaves the text alone, and Tab indents what is being typed', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await podlapse.leaveEditor()
  await podlapse.focusEditor()
  await page.keyboard.press('Tab')
  await expect(podlapse.manifest.locator('.monaco-editor').getByRole('textbox').first()).not.toBeFocused()
  await expect(lines(podlapse)).not.toContainText('greetings')

  await podlapse.focusEditor()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Escape')
  // Each of these letters is a command elsewhere: a step, play, present, the theme.
  await page.keyboard.type('# s p d')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('# in')
  await expect(lines(podlapse)).toContainText(/#\s+s\s+p\s+d/)
  await expect(lines(podlapse)).toContainText(/\s\s#\s+in/)
  await podlapse.accepted()
  await expect(lines(podlapse)).not.toContainText('evict')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(podlapse.manifest.locator('.monaco-editor').getByRole('textbox').first()).not.toBeFocused()
})

test('letters that are typed while the gallery is on its way are no commands', async ({ podlapse }) => {
  const { page } = podlapse
  await page.route(/GalleryMenu/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await route.continue()
  })
  await podlapse.open()
  await podlapse.accepted()
  const before = await podlapse.playhead()
  const theme = (await page.locator('html').getAttribute('data-theme')) ?? ''
  await page.keyboard.press('g')
  await page.keyboard.type('d. ')
  await expect(page.getByRole('combobox')).toBeFocused()
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  expect(await podlapse.playhead()).toBe(before)
})

test('a part that cannot be loaded says so in its place, and comes when it can', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Gallery', exact: true }).click()
  const failed = page.getByRole('alert').filter({ hasText: 'could not be loaded' })
  await expect(failed).toContainText('Your text is kept')
  await page.keyboard.press('Escape')
  await expect(failed).toBeHidden()
  await page.getByRole('tab', { name: 'Table' }).click()
  await expect(failed).toBeVisible()
  await expect(lines(podlapse)).toContainText('greeter')
  await page.context().setOffline(false)
  // A machine with nothing but its loopback stays offline for its browser, which says nothing then.
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(page.getByRole('table').filter({ hasText: 'Completed' }).first()).toBeVisible()
  await podlapse.choose(GALLERY)
  await expect(lines(podlapse)).toContainText('liveness')

  // A newer page has taken this one's place.
  await page.route(/assets\/States-/, (route) => route.fulfill({ status: 404 }))
  await page.getByRole('tab', { name: 'States' }).click()
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(failed).toBeVisible()
  await page.unroute(/assets\/States-/)
  await failed.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(GALLERY)
  await expect(failed).toBeHidden()
  // What the browser itself says of files that do not come.
  podlapse.complaints.length = 0
})

test.describe('at 390 pixels', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('two tabs with one text do not write over one another', async ({ podlapse }) => {
    const here = podlapse.page
    const there = await here.context().newPage()
    const write = async (page: typeof here, before: string | undefined, text: string) => {
      await page.getByRole('button', { name: 'YAML', exact: true }).tap()
      if (before !== undefined) await expect(page.getByRole('textbox')).toHaveValue(before)
      await page.getByRole('textbox').fill(text)
    }
    await podlapse.open()
    await write(here, undefined, ECHO)
    await there.goto('./')
    await write(there, ECHO, `${ECHO}# there\n`)
    await here.getByRole('textbox').fill(`${ECHO}# here\n`)
    await Promise.all([here.reload(), there.reload()])
    await write(here, `${ECHO}# here\n`, '')
    await write(there, `${ECHO}# there\n`, '')
  })
})
