import { ECHO, ENDLESS_LOOP } from './manifests.ts'
import { expect, test } from './test.ts'

test('broken YAML is told on its line, and what was there stays', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await podlapse.paste(ECHO.replace('  name: greeter', '  name: "greeter'))
  await expect(podlapse.manifest.getByText(/\d+ problems?/)).toBeVisible()
  await expect(podlapse.manifest.getByRole('button', { name: /^line \d+$/ }).first()).toBeVisible()
  await expect(podlapse.timeline.getByText('of the last valid text')).toBeVisible()
  await podlapse.says('STATUS Completed')
})

test('an unknown field is told in the API server’s words, on its line, with what was meant', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(ECHO.replace('restartPolicy', 'restartPolcy'))
  await expect(podlapse.manifest.getByText(/unknown field "spec\.restartPolcy"/).first()).toBeVisible()
  await expect(podlapse.manifest.getByRole('button', { name: 'line 6', exact: true })).toBeVisible()
})

test('a shell that never waits does not stop the show', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(ENDLESS_LOOP)
  await podlapse.accepted()
  await podlapse.seek(10)
  await expect(podlapse.status).toContainText('Running')
  await podlapse.paste(ECHO)
  await podlapse.says('STATUS Completed')
})

test('a megabyte of text is answered, and the page lives on', async ({ podlapse }) => {
  await podlapse.open()
  const line = '    # and another line of a comment that nobody will ever read\n'
  await podlapse.paste(ECHO + line.repeat(Math.ceil(1_050_000 / line.length)))
  await expect(podlapse.manifest.getByText(/Valid for Kubernetes|\d+ problems?/)).toBeVisible({ timeout: 30_000 })
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await podlapse.says('STATUS Completed')
})

test('typing goes into the text, spaces too, and is not lost while the trace is made', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  const before = await podlapse.playhead()
  await podlapse.focusEditor()
  await podlapse.page.keyboard.press('ControlOrMeta+Home')
  await podlapse.page.keyboard.type('# a note with spaces, . and [ and d\n', { delay: 15 })
  await expect(podlapse.manifest.locator('.view-lines')).toContainText(
    /#\s*a\s+note\s+with\s+spaces,\s+\.\s+and\s+\[\s+and\s+d/,
  )
  await podlapse.accepted()
  expect(await podlapse.playhead()).toBe(before)
})
