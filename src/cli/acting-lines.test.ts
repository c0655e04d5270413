import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** Lines that replace, show to others, scale by load, or attach: what they print, and what is there then. */

const CLUSTER = `apiVersion: v1
kind: Pod
metadata: {name: talks, labels: {app: talks}}
spec:
  terminationGracePeriodSeconds: 4
  containers:
    - name: c
      image: busybox:1.36
      command: [sh, -c, "i=0; while true; do echo at $i; i=$((i+1)); sleep 4; done"]
      ports: [{containerPort: 8080}, {containerPort: 53, protocol: UDP}]
---
apiVersion: v1
kind: Pod
metadata: {name: bare}
spec: {restartPolicy: Never, containers: [{name: c, image: busybox:1.36, command: [sh, -c, "sleep 9; echo bye"]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: never, labels: {app: never}}
spec: {nodeSelector: {disk: "no"}, containers: [{name: c, image: busybox:1.36}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {a: "1", b: "2"}
---
`

const FILES = {
  'settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {c: "3"}\n',
  'none.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: none}\n',
  'talks.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: talks}\nspec: {containers: [{name: c, image: "busybox:1.37", command: [sleep, "1000"]}]}\n',
}

function typed(line: string, at = '5s') {
  let json = ''
  const scenario = { imagesPresent: true, workstation: { files: FILES }, steps: [{ at, run: line }] }
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

const DATA = "kubectl get cm settings -o jsonpath='{.data}'"
const PORTS =
  'kubectl get svc talks -o jsonpath=\'{range .spec.ports[*]}{.name} {.port} {.protocol} {.targetPort}{"\\n"}{end}{.spec.selector}\''
const METRICS = "kubectl get hpa dep -o jsonpath='{.spec.minReplicas} {.spec.maxReplicas} {.spec.metrics[*].resource}'"
const DEPLOYMENT =
  'kubectl create deployment dep --image=nginx > /dev/null 2>&1 || kubectl apply -f - > /dev/null <<END\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: dep}\nspec: {selector: {matchLabels: {app: dep}}, template: {metadata: {labels: {app: dep}}, spec: {containers: [{name: c, image: nginx}]}}}\nEND\n'

describe('what is there afterwards', () => {
  it.each([
    [`kubectl replace -f settings.yaml; ${DATA}`, 'configmap/settings replaced\n{"c":"3"}', '', 0],
    [
      `kubectl replace -f settings.yaml --dry-run=server; ${DATA}`,
      'configmap/settings replaced (server dry run)\n{"a":"1","b":"2"}',
      '',
      0,
    ],
    [
      `kubectl replace --force -f settings.yaml; ${DATA}`,
      'configmap "settings" deleted from default namespace\nconfigmap/settings replaced\n{"c":"3"}',
      '',
      0,
    ],
    [
      'kubectl replace -f none.yaml',
      '',
      'Error from server (NotFound): error when replacing "none.yaml": configmaps "none" not found\n',
      1,
    ],
    ['kubectl replace --grace-period=3 -f none.yaml', '', 'error: --grace-period must have --force specified\n', 1],
    [
      `kubectl expose pod talks; ${PORTS}`,
      'service/talks exposed\nport-1 8080 TCP 8080\nport-2 53 UDP 53\n{"app":"talks"}',
      '',
      0,
    ],
    [
      `kubectl expose pod talks --port=80 --target-port=8080; ${PORTS}`,
      'service/talks exposed\n 80 TCP 8080\n{"app":"talks"}',
      '',
      0,
    ],
    ['kubectl expose pod talks --port=80 --name=x --type=NodePort --dry-run=client -o name', 'service/x\n', '', 0],
    [
      'kubectl expose pod bare --port=80',
      '',
      "error: couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed\n",
      1,
    ],
    ['kubectl expose pod never', '', "error: couldn't find port via --port flag or introspection\n", 1],
    ['kubectl expose cm settings --port=80', '', 'error: cannot expose a ConfigMap\n', 1],
    [
      `${DEPLOYMENT}kubectl autoscale deploy/dep --min=2 --max=5 --cpu=70%; ${METRICS}`,
      'horizontalpodautoscaler.autoscaling/dep autoscaled\n2 5 {"name":"cpu","target":{"averageUtilization":70,"type":"Utilization"}}',
      '',
      0,
    ],
    [
      `${DEPLOYMENT}kubectl autoscale deploy/dep --max=5 --memory=200Mi --name=other -o name`,
      'horizontalpodautoscaler.autoscaling/other\n',
      '',
      0,
    ],
    ['kubectl autoscale pod/talks --max=5', '', 'error: cannot autoscale a Pod\n', 1],
    [
      'kubectl autoscale deploy/dep --max=2 --min=3',
      '',
      'error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 2, min: 3\n',
      1,
    ],
  ])('%s', (line, stdout, stderr, exitCode) => {
    expect(typed(line)).toMatchObject({ stdout, stderr, exitCode })
  })

  it.each([
    ['cm', 'kube-root-ca.crt', 'configmap "kube-root-ca.crt"'],
    ['svc', 'kubernetes', 'service "kubernetes"'],
    ['sa', 'default', 'serviceaccount "default"'],
  ])('what every cluster has is there again as soon as it is deleted: %s', (kind, name, said) => {
    const { tMs, endMs, stdout, exitCode } = typed(
      `kubectl delete ${kind} ${name}; kubectl delete ${kind} --all; kubectl get ${kind} ${name} -o name`,
    )
    expect({ exitCode, took: endMs - tMs < 1000 }).toEqual({ exitCode: 0, took: true })
    expect(stdout.startsWith(`${said} deleted from default namespace\n`)).toBe(true)
    expect(stdout.endsWith(`/${name}\n`)).toBe(true)
  })

  it('a request for a certificate is approved or denied; nobody signs it', () => {
    const request =
      'printf \'%s\' \'{"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":{"name":"jane"},"spec":{"request":"eA==","signerName":"x.io/y","usages":["client auth"]}}\' | kubectl apply -f - > /dev/null; '
    const reason = "kubectl get csr jane -o jsonpath='{.status.conditions[*].reason}'"
    expect(typed(`${request}kubectl certificate deny jane none; ${reason}`)).toMatchObject({
      stdout: 'certificatesigningrequest.certificates.k8s.io/jane denied\nKubectlDeny',
      stderr: 'Error from server (NotFound): certificatesigningrequests.certificates.k8s.io "none" not found\n',
    })
    expect(typed('kubectl certificate approve')).toMatchObject({
      stderr: 'error: one or more CSRs must be specified as <name> or -f <filename>\n',
      exitCode: 1,
    })
  })

  it('a Pod that is replaced by force has gone before the new one comes', () => {
    const { tMs, endMs, stdout } = typed(
      "kubectl replace --force -f talks.yaml; kubectl get pod talks -o jsonpath='{.spec.containers[0].image}'",
    )
    expect(stdout).toBe('pod "talks" deleted from default namespace\npod/talks replaced\nbusybox:1.37')
    expect(Math.floor((endMs - tMs) / 1000)).toBe(4)
  })
})

describe('cp', () => {
  it.each([
    ['kubectl cp talks:/a', 'error: source and destination are required\n'],
    ['kubectl cp a b', 'error: one of src or dest must be a remote file specification\n'],
    ['kubectl cp talks:/a shop/talks:/b', 'error: one of src or dest must be a local file specification\n'],
    ['kubectl cp :/a b', 'error: filespec must match the canonical format: [[namespace/]pod:]file/path\n'],
    ['kubectl cp none.txt talks:/a', "error: none.txt doesn't exist in local filesystem\n"],
    ['kubectl cp none:/a b', 'Error from server (NotFound): pods "none" not found\n'],
  ])('%s', (line, stderr) => {
    expect(typed(line)).toMatchObject({ stdout: '', stderr, exitCode: 1 })
  })
})

describe('attach', () => {
  const SAID = /^All commands and output .*\nIf you don't see a command prompt, try pressing enter.\n/

  it('shows what is written from then on, until the container ends', () => {
    const first = typed('timeout 10 kubectl attach talks', '6s')
    expect(first.stdout).toBe('at 2\nat 3\n')
    expect(first.stderr).toMatch(SAID)
    expect(typed('kubectl attach bare --quiet')).toMatchObject({ stdout: 'bye\n', stderr: '', exitCode: 0 })
  })

  it.each([
    ['5s', 'kubectl attach never', 'error: unable to upgrade connection: pod never does not have a host assigned\n'],
    ['15s', 'kubectl attach bare', 'error: cannot attach a container in a completed pod; current phase is Succeeded\n'],
    ['5s', 'kubectl attach none', 'Error from server (NotFound): pods "none" not found\n'],
    ['5s', 'kubectl attach', 'error: at least 1 argument is required for attach\n'],
  ])('at %s %s', (at, line, stderr) => {
    const command = typed(line, at)
    expect({ stderr: command.stderr.replace(SAID, ''), exitCode: command.exitCode }).toEqual({ stderr, exitCode: 1 })
  })
})
