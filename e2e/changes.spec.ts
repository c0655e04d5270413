import { ECHO } from './manifests.ts'
import { expect, test } from './test.ts'

const GALLERY = 'Killed by its liveness probe'

test('what was done to the text from elsewhere is shown and can be taken back from anywhere', async ({ podlapse }) => {
  const { page, manifest } = podlapse
  const lines = manifest.locator('.view-lines')
  const said = (words: string) => expect(page.getByText(words)).toBeVisible()
  await podlapse.open()
  await podlapse.choose(GALLERY)
  await expect(lines).toContainText('liveness')
  await podlapse.accepted()
  await podlapse.seek(40)

  await page.keyboard.press('s')
  await page.getByRole('menuitem', { name: 'kubectl delete pod web' }).click()
  await said('A step was added')
  const pin = page.getByRole('button', { name: /^step at .*kubectl delete pod web/ })
  await expect(pin).toBeVisible()

  // A pin is moved with the pointer and with keys, and changed in words.
  const before = await pin.getAttribute('aria-label')
  const box = await pin.boundingBox()
  if (!box) throw new Error('no pin')
  await page.mouse.move(box.x + 12, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x - 90, box.y + 12, { steps: 4 })
  await page.mouse.up()
  await said('The step was moved')
  await expect(pin).not.toHaveAttribute('aria-label', before ?? '')
  await pin.click()
  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl delete pod web --grace-period=1')
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await said('The step was changed')
  await expect(pin).toHaveAttribute('aria-label', /grace-period=1/)

  // Outside of text fields Ctrl+Z is the text's, whoever changed it.
  await podlapse.leaveEditor()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ControlOrMeta+z')
  await said('The last change is undone')
  await expect(pin).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(pin).toBeVisible()
  await pin.focus()
  await page.keyboard.press('Delete')
  await said('The step was removed')
  await expect(pin).toHaveCount(0)
})

test('saving opens no dialog of the browser, and a file that is dropped is opened', async ({ podlapse }) => {
  const { page, manifest } = podlapse
  const lines = manifest.locator('.view-lines')
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText('Your text is kept in this browser')).toBeVisible()
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a file' }).click()
  expect((await file).suggestedFilename()).toMatch(/\.yaml$/)

  const drop = (name: string, content: string) =>
    page.evaluate(
      ([called, text]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text as string], called as string))
        const target = document.querySelector('main')
        for (const type of ['dragover', 'drop'])
          target?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
      },
      [name, content],
    )
  await drop('picture.png', 'PNG\0\0')
  await expect(page.getByText('picture.png is no text')).toBeVisible()
  await expect(lines).toContainText('greeter')
  await drop(
    'candle.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: dropped}\nspec: {containers: [{name: a, image: nginx}]}\n',
  )
  await expect(lines).toContainText('dropped')
  await page.getByRole('button', { name: 'Back to your text' }).click()
  await expect(lines).toContainText('greeter')
})
