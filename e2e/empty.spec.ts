import { ECHO } from './manifests.ts'
import { expect, test } from './test.ts'

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop   # the front
spec:
  replicas: 0
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
        - {name: till, image: "busybox:1.36", command: [sleep, "3"]}
`

test('a Deployment that is to have no Pod says so on the canvas; one more has a life there', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(DEPLOYMENT)
  const note = podlapse.timeline
    .locator('..')
    .getByRole('status')
    .filter({ hasText: 'Deployment shop has made no Pod' })
  await expect(note).toBeVisible()
  await podlapse.paste(DEPLOYMENT.replace('replicas: 0', 'replicas: 1'))
  await podlapse.says(/till, run 1/)
  await expect(note).toBeHidden()
  await podlapse.focusEditor()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(note).toBeVisible()
})

test('a wrong text says its first error on the canvas, also before anything was right', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  const note = page.getByRole('status').filter({ hasText: 'cannot be simulated yet' })
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('---\nkind: a: b')
  await expect(note).toContainText('of the last valid one')
  await podlapse.says('STATUS Completed')
  // What is opened is run as far as kubectl would apply it: up to the mistake.
  await page.reload()
  await podlapse.says('STATUS Completed')
  await expect(note).toBeHidden()
  // Another text takes the life of the one before off the screen.
  await podlapse.paste('kind: [\n')
  await expect(note).toBeVisible()
  await expect(note).not.toContainText('of the last valid one')
  await page.reload()
  await expect(note).toBeVisible()
  await expect(note).not.toContainText('of the last valid one')
  await note.getByRole('button', { name: /^Show line / }).click()
  await expect(podlapse.manifest.locator('.monaco-editor').getByRole('textbox').first()).toBeFocused()
})

test.describe('at 390 pixels', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('it says so, too, and the plain editor goes back over another scenario', async ({ podlapse }) => {
    const { page } = podlapse
    await podlapse.open()
    await page.getByRole('button', { name: 'YAML', exact: true }).tap()
    await page.getByRole('textbox').fill(DEPLOYMENT)
    await page.getByRole('button', { name: 'Timeline', exact: true }).tap()
    await expect(page.getByText('Deployment shop has made no Pod')).toBeVisible()
    await podlapse.choose('A Pod that is well')
    await page.getByRole('button', { name: 'YAML', exact: true }).tap()
    await page.getByRole('button', { name: 'Undo' }).tap()
    await expect(page.getByRole('textbox')).toHaveValue(DEPLOYMENT)
  })
})
