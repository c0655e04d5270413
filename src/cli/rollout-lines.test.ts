import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** Lines that act on what makes Pods: nobody in these texts makes any, so statuses are written by hand. */

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
      'kubectl rollout status deploy/shop --timeout=2s',
      'Waiting for deployment spec update to be observed...\n',
      'error: timed out waiting for the condition\n',
      1,
    ],
    ['kubectl rollout history deploy/shop', 'deployment.apps/shop \nNo rollout history found.\n', '', 0],
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
    const write = (status: string) =>
      `kubectl patch deploy shop --subresource=status --type=merge -p '{"status":${status}}'`
    const later = [
      'sleep 2',
      write('{"observedGeneration":1,"replicas":2,"updatedReplicas":1}'),
      'sleep 2',
      write('{"updatedReplicas":2,"availableReplicas":1}'),
      'sleep 2',
      write('{"availableReplicas":2}'),
    ].join('; ')
    const { tMs, endMs, stdout, exitCode } = typed(`(${later}) > /dev/null & kubectl rollout status deploy/shop`)
    expect({ stdout, exitCode }).toEqual({
      exitCode: 0,
      stdout: `Waiting for deployment spec update to be observed...
Waiting for deployment "shop" rollout to finish: 1 out of 2 new replicas have been updated...
Waiting for deployment "shop" rollout to finish: 1 of 2 updated replicas are available...
deployment "shop" successfully rolled out
`,
    })
    expect(Math.floor((endMs - tMs) / 1000)).toBe(6)
  })

  /** ReplicaSets as a Deployment's controller would leave them. */
  const KEPT = `uid=$(kubectl get deploy shop -o jsonpath={.metadata.uid}); for i in 1 2; do kubectl apply -f - > /dev/null <<END
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: shop-$i
  labels: {app: shop}
  annotations: {deployment.kubernetes.io/revision: "$i", kubernetes.io/change-cause: "cause $i"}
  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: shop, uid: $uid, controller: true}]
spec:
  replicas: 0
  selector: {matchLabels: {app: shop, pod-template-hash: h$i}}
  template:
    metadata: {labels: {app: shop, pod-template-hash: h$i}}
    spec: {containers: [{name: c, image: "nginx:1.2$((i+5))"}]}
END
done
`

  it('the history is what is kept of it', () => {
    expect(typed(`${KEPT}kubectl rollout history deploy/shop`)).toMatchObject({
      exitCode: 0,
      stdout: 'deployment.apps/shop \nREVISION  CHANGE-CAUSE\n1         cause 1\n2         cause 2\n\n',
    })
    expect(typed(`${KEPT}kubectl rollout history deploy/shop --revision=3`)).toMatchObject({
      stderr: 'error: unable to find the specified revision\n',
    })
  })

  it('a revision is shown as its template is described, its tabs not set', () => {
    const text =
      'Pod Template:\n  Labels:\tapp=shop\n\tpod-template-hash=h1\n  Annotations:\tkubernetes.io/change-cause: cause 1\n'
    const shown = typed(`${KEPT}kubectl rollout history deploy/shop --revision=1`).stdout
    expect(shown).toContain(
      `deployment.apps/shop with revision #1\n${text}  Containers:\n   c:\n    Image:\tnginx:1.26\n`,
    )
    expect(shown.endsWith('  Tolerations:\t<none>\n\n')).toBe(true)
    const dry = typed(`${KEPT}kubectl rollout undo deploy/shop --dry-run=client`).stdout
    expect(dry.startsWith(`deployment.apps/shop ${text}`) && dry.endsWith('  Tolerations:\t<none>\n (dry run)\n')).toBe(
      true,
    )
  })

  it('undo goes back to the template before, and keeps what says who has applied it', () => {
    const image =
      "kubectl get deploy shop -o jsonpath='{.spec.template.spec.containers[0].image} {.spec.template.metadata.labels}'"
    const { stdout, stderr, exitCode } = typed(`${KEPT}kubectl rollout undo deploy/shop; ${image}`)
    expect({ stdout, exitCode }).toEqual({
      exitCode: 0,
      stdout: 'deployment.apps/shop rolled back\nnginx:1.26 {"app":"shop"}',
    })
    expect(stderr).toContain("Warning: resource deployments/shop was previously managed with 'kubectl apply'.")
    expect(typed(`${KEPT}kubectl rollout undo deploy/shop --to-revision=2`).stdout).toBe(
      'deployment.apps/shop skipped rollback (current template already matches revision 2)\n',
    )
    expect(typed(`${KEPT}kubectl rollout undo deploy/shop --to-revision=9`).stderr).toContain(
      'error: unable to find specified revision 9 in history\n',
    )
  })
})
