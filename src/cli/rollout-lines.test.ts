import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** Lines that act on what makes Pods. */

const CLUSTER = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop, labels: {tier: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: c, image: nginx:1.27}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 1
  selector: {matchLabels: {app: db}}
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: redis:7}]}}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80}]}
---
`

function typed(line: string) {
  let json = ''
  const scenario = { steps: [{ at: '5s', run: line }] }
  runCli(['run', '-', '--until', '60s', '-o', 'json'], {
    stdout: (piece) => {
      json += piece
    },
    stderr: () => undefined,
    read: () => `${CLUSTER}${JSON.stringify({ apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec: scenario })}\n`,
  })
  const { commands } = JSON.parse(json) as {
    readonly commands: readonly { tMs: number; endMs: number; stdout: string; stderr: string; exitCode: number }[]
  }
  const [command] = commands
  if (!command) throw new Error('no command has been run')
  return command
}

const REPLICAS = 'kubectl get deploy shop -o jsonpath={.spec.replicas}'

describe('scale', () => {
  it.each([
    [`kubectl scale deploy/shop --replicas=5; ${REPLICAS}`, 'deployment.apps/shop scaled\n5', '', 0],
    [
      `kubectl scale deploy shop --replicas=5 --dry-run=client; ${REPLICAS}`,
      'deployment.apps/shop scaled (dry run)\n2',
      '',
      0,
    ],
    [
      `kubectl scale deploy shop --replicas=5 --dry-run=server; ${REPLICAS}`,
      'deployment.apps/shop scaled (server dry run)\n2',
      '',
      0,
    ],
    [`kubectl scale deploy -l tier=web --replicas=4 -o name; ${REPLICAS}`, 'deployment.apps/shop\n4', '', 0],
    [`kubectl scale deploy --all --replicas=0; ${REPLICAS}`, 'deployment.apps/shop scaled\n0', '', 0],
    [
      `kubectl scale sts/db deploy/shop --replicas=3; ${REPLICAS}`,
      'statefulset.apps/db scaled\ndeployment.apps/shop scaled\n3',
      '',
      0,
    ],
    ['kubectl scale deploy/shop --current-replicas=3 --replicas=1', '', 'error: Expected replicas to be 3, was 2\n', 1],
    [
      'kubectl scale svc/shop --replicas=1',
      '',
      'Error from server (NotFound): the server could not find the requested resource\n',
      1,
    ],
    [
      'kubectl scale deploy/shop deploy/none --replicas=1',
      'deployment.apps/shop scaled\n',
      'Error from server (NotFound): deployments.apps "none" not found\n',
      1,
    ],
    ['kubectl scale deploy/shop', '', 'error: required flag(s) "replicas" not set\n', 1],
    ['kubectl scale deploy -l app=none --replicas=1', '', 'error: no objects passed to scale\n', 1],
  ])('%s', (line, stdout, stderr, exitCode) => {
    expect(typed(line)).toMatchObject({ stdout, stderr, exitCode })
  })
})

describe('rollout', () => {
  const NEXT_IMAGE = 'kubectl set image deploy/shop c=nginx:1.28 > /dev/null'
  /** The second revision is there. */
  const ROLLED = `${NEXT_IMAGE}; sleep 20; `
  const PAUSED = 'kubectl get deploy shop -o jsonpath={.spec.paused}'

  it.each([
    [`kubectl rollout pause deploy/shop; ${PAUSED}`, 'deployment.apps/shop paused\ntrue', '', 0],
    [
      `kubectl rollout pause deploy/shop; kubectl rollout resume deploy/shop; ${PAUSED}`,
      'deployment.apps/shop paused\ndeployment.apps/shop resumed\n',
      '',
      0,
    ],
    ['kubectl rollout resume deploy/shop', '', 'error: deployments.apps "shop" is not paused\n', 1],
    [
      'kubectl rollout pause sts/db deploy/none',
      '',
      'Error from server (NotFound): deployments.apps "none" not found\nerror: statefulsets.apps "db" pausing is not supported\n',
      1,
    ],
    ['kubectl rollout restart deploy', 'deployment.apps/shop restarted\n', '', 0],
    ['kubectl rollout restart ds', '', 'No resources found in default namespace.\n', 0],
    ['kubectl rollout restart svc/shop', '', 'error: services "shop" restarting is not supported\n', 1],
    ['kubectl rollout restart', '', 'error: required resource not specified\n', 1],
    ['kubectl rollout status svc/shop', '', 'error: no status viewer has been implemented for Service\n', 1],
    [
      'kubectl set image deploy/shop c=nginx:nope > /dev/null; sleep 2; kubectl rollout status deploy/shop --timeout=2s',
      'Waiting for deployment "shop" rollout to finish: 1 out of 2 new replicas have been updated...\n',
      'error: timed out waiting for the condition\n',
      1,
    ],
    [
      'kubectl rollout history deploy/shop',
      'deployment.apps/shop \nREVISION  CHANGE-CAUSE\n1         <none>\n\n',
      '',
      0,
    ],
    ['kubectl rollout undo deploy/shop', '', 'error: no rollout history found for deployment "shop"\n', 1],
    ['kubectl rollout history svc/shop', '', 'error: no history viewer has been implemented for "Service"\n', 1],
    ['kubectl rollout undo sts/db', '', 'error: no last revision to roll back to\n', 1],
  ])('%s', (line, stdout, stderr, exitCode) => {
    const command = typed(line)
    expect({ ...command, stderr: command.stderr.replace(/^Warning: resource .*\n/, '') }).toMatchObject({
      stdout,
      stderr,
      exitCode,
    })
  })

  it('a restart is a change of the template; two within a second are one', () => {
    const { stdout, stderr, exitCode } = typed(
      "kubectl rollout restart deploy/shop; kubectl get deploy shop -o jsonpath='{.spec.template.metadata.annotations}'; echo; kubectl rollout restart deploy/shop",
    )
    expect(stdout).toMatch(/^deployment.apps\/shop restarted\n\{"kubectl.kubernetes.io\/restartedAt":"20\d\d-.*Z"\}\n$/)
    expect(stderr).toBe(
      'error: failed to create patch for shop: if restart has already been triggered within the past second, please wait before attempting to trigger another\n',
    )
    expect(exitCode).toBe(1)
  })

  it('the status is told at each change, until it is done', () => {
    const { tMs, endMs, stdout, exitCode } = typed(
      `kubectl patch deploy shop -p '{"spec":{"minReadySeconds":3}}' > /dev/null; ${NEXT_IMAGE}; kubectl rollout status deploy/shop`,
    )
    const waiting = 'Waiting for deployment "shop" rollout to finish:'
    const lines = stdout.split('\n').filter((line, index, all) => line !== all[index - 1])
    expect({ lines, exitCode }).toEqual({
      exitCode: 0,
      lines: [
        'Waiting for deployment spec update to be observed...',
        `${waiting} 0 out of 2 new replicas have been updated...`,
        `${waiting} 1 out of 2 new replicas have been updated...`,
        `${waiting} 1 old replicas are pending termination...`,
        'deployment "shop" successfully rolled out',
        '',
      ],
    })
    // One Pod after the other: each has to be ready for three seconds.
    expect(Math.floor((endMs - tMs) / 1000)).toBe(8)
  })

  it('the history is what is kept of it', () => {
    const cause = (text: string) =>
      `kubectl annotate deploy shop --overwrite kubernetes.io/change-cause='${text}' > /dev/null`
    const line = `${cause('cause 1')}; sleep 1; ${NEXT_IMAGE}; ${cause('cause 2')}; sleep 20; kubectl rollout history deploy/shop`
    expect(typed(line)).toMatchObject({
      exitCode: 0,
      stdout: 'deployment.apps/shop \nREVISION  CHANGE-CAUSE\n1         cause 1\n2         cause 2\n\n',
    })
    expect(typed(`${ROLLED}kubectl rollout history deploy/shop --revision=3`)).toMatchObject({
      stderr: 'error: unable to find the specified revision\n',
    })
  })

  it('a revision is shown as its template is described, its tabs not set', () => {
    const shown = typed(`${ROLLED}kubectl rollout history deploy/shop --revision=1`).stdout
    const text =
      /Pod Template:\n {2}Labels:\tapp=shop\n\tpod-template-hash=[4-9bcdf]{8,10}\n {2}Containers:\n {3}c:\n {4}Image:\tnginx:1.27\n/
    expect(shown.startsWith('deployment.apps/shop with revision #1\nPod Template:')).toBe(true)
    expect(shown).toMatch(text)
    expect(shown.endsWith('  Tolerations:\t<none>\n\n')).toBe(true)
    const dry = typed(`${ROLLED}kubectl rollout undo deploy/shop --dry-run=client`).stdout
    expect(dry).toMatch(text)
    expect(dry.endsWith('  Tolerations:\t<none>\n (dry run)\n')).toBe(true)
  })

  it('undo goes back to the template before, as a revision of its own, and keeps what says who has applied it', () => {
    const image =
      "kubectl get deploy shop -o jsonpath='{.spec.template.spec.containers[0].image} {.spec.template.metadata.labels}'"
    const history = 'sleep 5; echo; kubectl rollout history deploy/shop'
    const { stdout, stderr, exitCode } = typed(`${ROLLED}kubectl rollout undo deploy/shop; ${image}; ${history}`)
    expect({ stdout, exitCode }).toEqual({
      exitCode: 0,
      stdout: `deployment.apps/shop rolled back
nginx:1.27 {"app":"shop"}
deployment.apps/shop${' '}
REVISION  CHANGE-CAUSE
2         <none>
3         <none>

`,
    })
    expect(stderr).toContain("Warning: resource deployments/shop was previously managed with 'kubectl apply'.")
    expect(typed(`${ROLLED}kubectl rollout undo deploy/shop --to-revision=2`).stdout).toBe(
      'deployment.apps/shop skipped rollback (current template already matches revision 2)\n',
    )
    expect(typed(`${ROLLED}kubectl rollout undo deploy/shop --to-revision=9`).stderr).toContain(
      'error: unable to find specified revision 9 in history\n',
    )
  })
})
