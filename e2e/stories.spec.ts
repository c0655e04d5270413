import { ECHO, LIVENESS_FILE, OOM } from './manifests.ts'
import { expect, test } from './test.ts'

test('a Pod that completes is restarted, and each wait is twice as long as the one before', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await podlapse.says('STATUS Completed')
  await podlapse.says('STATUS CrashLoopBackOff')
  await podlapse.says(/hello, back-off of 10 s/)
  await podlapse.says(/hello, back-off of 20 s/)
  await podlapse.says(/hello, back-off of 40 s/)
  await podlapse.says('exit 0 Completed')

  await podlapse.seek(0)
  await expect(podlapse.status).toContainText('Pending')
  await podlapse.play()
  await expect.poll(() => podlapse.playhead()).toBeGreaterThan(5)
  await expect(podlapse.status).toContainText(/Completed|CrashLoopBackOff/)
  await podlapse.pause()
  const stopped = await podlapse.playhead()
  await podlapse.page.waitForTimeout(300)
  expect(await podlapse.playhead()).toBe(stopped)
})

test('a container over its memory limit is killed by the kernel', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(OOM)
  await podlapse.accepted()
  await podlapse.says(/Memory reached its limit of 100 ?Mi/)
  await podlapse.says('exit 137 OOMKilled')
  await podlapse.seek(13)
  await expect(podlapse.status).toContainText(/OOMKilled|Running/)
})

test('three failures of the liveness probe restart the container', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(LIVENESS_FILE)
  await podlapse.accepted()
  await podlapse.says(/liveness of wick, failure at 0:\d\d\.\d, 1 of 3/)
  await podlapse.says(/liveness of wick, failure at 0:\d\d\.\d, 3 of 3, which decided/)
  await podlapse.says(/wick, SIGTERM at 0:\d\d/)
  await podlapse.says(/wick, run 1, (?:killed|ended) at 0:\d\d\.\d, exit 137/)
  await podlapse.seek(50)
  await expect(podlapse.status).toContainText('Running')
  await expect(podlapse.status).toContainText('1 (')
})

test('stepping goes from change to change and back', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.paste(ECHO)
  await podlapse.accepted()
  await podlapse.seek(0)
  const next = podlapse.page.getByRole('button', { name: 'Next change', exact: true })
  const times: number[] = []
  for (let i = 0; i < 6; i++) {
    await next.click()
    times.push(await podlapse.playhead())
  }
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times.at(-1)).toBeGreaterThan(times[0] as number)
  await podlapse.page.getByRole('button', { name: 'Previous change', exact: true }).click()
  expect(await podlapse.playhead()).toBeLessThanOrEqual(times.at(-2) as number)
})
