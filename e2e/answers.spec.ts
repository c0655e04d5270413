import { seriousOn } from './axe.ts'
import { expect, test } from './test.ts'

const NEVER_READY = `apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels: {app: shop}
spec:
  containers:
    - name: web
      image: nginx:1.27
      readinessProbe:
        httpGet: {path: /healthz, port: 80}
        periodSeconds: 5
    - name: helper
      image: busybox:1.36
      command: [sh, -c, "sleep 9999"]
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80}]}
`

const TOO_LITTLE = `apiVersion: v1
kind: Pod
metadata: {name: cache}
spec:
  containers:
    - name: cache
      image: podlapse/app:1
      args: [leak, --from, 20Mi, --to, 150Mi, --over, "20"]
      resources:
        limits:
          memory: 64Mi
`

test('why not ready: the probe that fails, its line, and what the Service does', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(NEVER_READY)
  await podlapse.accepted()
  await podlapse.seek(30)
  const why = page.getByRole('region', { name: 'Why not ready?' })
  await expect(why).toContainText('GET /healthz on port 80 answers 404; Service shop sends it nothing')
  await expect(why).not.toContainText('helper')
  await expect(why.getByRole('button', { name: 'line 11' }).first()).toBeVisible()
  await expect(page.locator('[data-key="run"]')).toContainText('Never ready: web: readiness fails')
  expect(await seriousOn(page)).toEqual([])
})

test('fix it: the limit that it needs, with the run before for comparison', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(TOO_LITTLE)
  await podlapse.accepted()
  await podlapse.seek(40)
  const fix = page.getByRole('button', { name: 'Fix it: limits.memory: 192Mi' })
  await expect(fix).toBeVisible()
  await expect(page.locator('[data-key="fix"]').first()).toContainText('Tried. Ready after')
  await fix.click()
  await podlapse.accepted()
  await expect(podlapse.manifest.getByText(/memory:\s192Mi/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible()
  await expect(page.locator('[data-key="run"]')).toContainText('Ready after')
  // Undone like any other change.
  await podlapse.focusEditor()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(podlapse.manifest.getByText(/memory:\s64Mi/)).toBeVisible()
})

test('a number is changed in place, and the run follows', async ({ podlapse }) => {
  const { page } = podlapse
  await podlapse.open()
  await podlapse.paste(TOO_LITTLE)
  await podlapse.accepted()
  await expect(podlapse.manifest.getByText('peak 64Mi')).toBeVisible()
  const limit = podlapse.manifest.getByText('64Mi', { exact: true }).first()
  const { x = 0, y = 0, width = 0, height = 0 } = (await limit.boundingBox()) ?? {}
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2 + 61, y + height / 2, { steps: 10 })
  await page.mouse.up()
  await podlapse.accepted()
  await expect(podlapse.manifest.getByText(/memory:\s1\d\dMi/)).toBeVisible()
  await expect(podlapse.manifest.getByText('peak 64Mi')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(podlapse.manifest.getByText('peak 64Mi')).toBeVisible()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(podlapse.manifest.getByText(/memory:\s72Mi/)).toBeVisible()
})
