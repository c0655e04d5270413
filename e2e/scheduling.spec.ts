import { expect, test } from './test.ts'

test('a Pod that waits for a node is told what each node said, and why the one that took it did', async ({
  podlapse,
}) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.choose('Waiting for a label')
  await podlapse.says('STATUS Pending')
  await podlapse.says('STATUS Running')
  await podlapse.seek(12)

  const scheduling = page.getByRole('region', { name: 'Scheduling' })
  await expect(scheduling).toContainText('3 nodes looked at, none fits')
  const table = scheduling.getByRole('table', { name: /^What the nodes said/ })
  const row = table.getByRole('row', { name: /cellar/ })
  await expect(row.getByRole('rowheader')).toContainText('attic')
  await expect(row).toContainText('NodeAffinity')
  await expect(row).toContainText("node(s) didn't match Pod's node affinity/selector")
  await expect(scheduling).toContainText('at 0:30.0, and then it fits')
  await expect(page.getByRole('region', { name: 'Why Pending?' })).toContainText('None of 3 nodes fits')

  await podlapse.seek(40)
  await expect(podlapse.status).toContainText('Running')
  await expect(scheduling).toContainText('the only one of 3 that fits')
  await expect(scheduling.getByRole('table', { name: 'Who said no' })).toBeHidden()
  await scheduling.getByText('the only one of 3 that fits').click()
  await expect(scheduling.getByRole('table', { name: 'Who said no' })).toContainText('attic')
})

test('what each node said has room on a phone', async ({ podlapse }) => {
  const { page } = podlapse
  await page.setViewportSize({ width: 390, height: 844 })
  await podlapse.open()
  await podlapse.choose('Waiting for a label')
  await podlapse.says('STATUS Pending')
  await podlapse.seek(12)
  await page.getByRole('button', { name: 'State', exact: true }).click()
  const table = page.getByRole('table', { name: /^What the nodes said/ })
  await expect(table).toContainText('NodeAffinity')
  const { x, width } = (await table.boundingBox()) ?? { x: -1, width: 0 }
  expect(x).toBeGreaterThanOrEqual(0)
  expect(x + width).toBeLessThanOrEqual(390)
})

test('a node has a lane once something is the matter with it', async ({ podlapse }) => {
  await podlapse.open()
  await podlapse.choose('A taint, and who tolerates it')
  await podlapse.says('Node lobby, taint cleaning=yes:NoSchedule comes at 0:20.0')
  await podlapse.says('Node lobby, taint cleaning=yes:NoSchedule goes at 0:50.0')
  await expect(podlapse.words).not.toContainText('Node vault')
})
