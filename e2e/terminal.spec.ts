import type { Page } from '@playwright/test'
import type { PodlapsePage } from './page.ts'
import { expect, test } from './test.ts'

const LIVENESS = `apiVersion: v1
kind: Pod
metadata:
  name: liveness-exec
  labels: {test: liveness}
spec:
  containers:
  - name: liveness
    image: busybox:1.36
    args: [/bin/sh, -c, "touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600"]
    livenessProbe:
      exec: {command: [cat, /tmp/healthy]}
      initialDelaySeconds: 5
      periodSeconds: 5
`

/** The terminal as somebody uses it who sees its rows and types. */
class TerminalPanel {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('t')
    await expect(this.page.locator('.xterm-helper-textarea')).toBeFocused()
  }

  async type(line: string): Promise<void> {
    await this.page.keyboard.type(line)
    await this.page.keyboard.press('Enter')
  }

  async shows(words: string | RegExp): Promise<void> {
    await expect(this.page.locator('.xterm-rows')).toContainText(words)
  }

  async hides(words: string | RegExp): Promise<void> {
    await expect(this.page.locator('.xterm-rows')).not.toContainText(words)
  }
}

async function start(podlapse: PodlapsePage, seconds: number): Promise<TerminalPanel> {
  await podlapse.open()
  await podlapse.paste(LIVENESS)
  await podlapse.accepted()
  await podlapse.seek(seconds)
  const terminal = new TerminalPanel(podlapse.page)
  await terminal.open()
  return terminal
}

test('the liveness exercise of the notes, typed from start to end', async ({ podlapse }) => {
  const terminal = await start(podlapse, 20)
  const { page } = podlapse
  await terminal.type('kubectl get pod liveness-exec')
  await terminal.shows(/liveness-exec +1\/1 +Running +0 +20s/)
  await terminal.type('kubectl describe pod liveness-exec | grep -i liveness: ')
  await terminal.shows(/Liveness: +exec \[cat \/tmp\/healthy\] delay=5s/)
  await page.keyboard.press('Escape')
  await podlapse.seek(50)
  await terminal.open()
  await terminal.type('k describe pod liveness-exec | tail -n 3')
  await terminal.shows(/Unhealthy.*Liveness probe failed/)
  // It takes its time, and changes nothing: the clock goes on, the text stays.
  await terminal.type(
    "kubectl wait --for=jsonpath='{.status.containerStatuses[0].restartCount}'=1 pod/liveness-exec --timeout=60s",
  )
  await terminal.shows('pod/liveness-exec condition met')
  await terminal.type('kubectl get pod liveness-exec --no-headers')
  await terminal.shows(/liveness-exec +1\/1 +Running +1 \(/)
  await expect(podlapse.manifest).not.toContainText('steps')
  await terminal.type('kubectl delete pod liveness-exec')
  await terminal.shows('pod "liveness-exec" deleted from default namespace')
  await terminal.shows('→ line 20')
  await terminal.type('kubectl get pods')
  await terminal.shows('No resources found in default namespace.')
  await expect(podlapse.manifest).toContainText('kubectl delete pod')
})

test('the screen is what it was at the playhead, and undo takes a typed step back', async ({ podlapse }) => {
  const terminal = await start(podlapse, 20)
  const { page } = podlapse
  await terminal.type('kubectl get pods')
  await terminal.shows(/Running +0 +20s/)
  await terminal.type('kubectl delete pod liveness-exec --grace-period=5')
  await terminal.shows('deleted from default namespace')
  await terminal.shows(/0:2\d\.\d \$\s*$/)
  await page.keyboard.press('Escape')
  await podlapse.seek(10)
  await terminal.hides('kubectl get pods')
  await podlapse.seek(22)
  await terminal.shows('kubectl delete pod')
  await terminal.hides(/0:22\.0 \$/)
  await podlapse.seek(28)
  await terminal.shows(/0:28\.0 \$/)
  await page.keyboard.press('Control+z')
  await terminal.hides('kubectl delete pod')
  await terminal.shows(/Running +0 +20s/)
  await podlapse.says('Running')
})

test('Ctrl-C ends what goes on, also beside another shell', async ({ podlapse }) => {
  const terminal = await start(podlapse, 20)
  const { page } = podlapse
  await terminal.type('kubectl get pods -w')
  await terminal.shows(/liveness-exec +1\/1 +Running/)
  await page.keyboard.press('Control+c')
  await terminal.shows('^C')
  await terminal.shows('exit 130')
  await terminal.type('kubectl get pods -w')
  await page.getByRole('button', { name: 'New tab' }).click()
  await terminal.hides('kubectl')
  await terminal.type('kubectl delete pod liveness-exec --grace-period=1')
  await terminal.shows('deleted from default namespace')
  await page.getByRole('button', { name: 'shell 1', exact: true }).click()
  await terminal.shows(/liveness-exec +1\/1 +Terminating/)
})

test('by keyboard: completion, history, and out again', async ({ podlapse }) => {
  const terminal = await start(podlapse, 20)
  const { page } = podlapse
  await page.keyboard.type('kubectl desc')
  await page.keyboard.press('Tab')
  await page.keyboard.type('pod live')
  await page.keyboard.press('Tab')
  await terminal.shows('kubectl describe pod liveness-exec')
  await page.keyboard.press('Control+u')
  await terminal.type('POD=$(kubectl get pods -o name)')
  await terminal.type('echo "it is $POD"')
  await terminal.shows('it is pod/liveness-exec')
  await page.keyboard.press('Control+l')
  await terminal.hides('it is pod')
  await page.keyboard.press('Control+r')
  await page.keyboard.type('echo')
  await page.keyboard.press('Enter')
  await terminal.shows('it is pod/liveness-exec')
  await terminal.type('kubectl exec -it liveness-exec -- sh')
  await terminal.shows('not simulated')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Home')
  await expect(podlapse.clock).toHaveText(/^0:00/)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a text field takes the line, and its step can be found', async ({ podlapse }) => {
    const { page } = podlapse
    await podlapse.open()
    await page.getByRole('button', { name: 'Shell' }).click()
    await page.getByRole('textbox', { name: 'Command' }).fill('kubectl get pods')
    await page.keyboard.press('Enter')
    const log = page.getByRole('log')
    await expect(log).toContainText('NAME')
    await page.getByRole('textbox', { name: 'Command' }).fill('kubectl label pod --all seen=yes')
    await page.keyboard.press('Enter')
    await expect(log).toContainText('labeled')
    await page.getByRole('button', { name: /line \d+/ }).click()
    await expect(page.getByRole('textbox', { name: 'Manifest' })).toHaveValue(/seen=yes/)
  })
})
