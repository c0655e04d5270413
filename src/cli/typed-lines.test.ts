import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** Lines typed on the workstation of a simulated cluster: what they print, and what becomes of the cluster. */

interface Json {
  readonly objects: readonly { readonly kind: string; readonly name: string; readonly change: string }[]
  readonly commands: readonly {
    readonly tMs: number
    readonly endMs: number
    readonly stdout: string
    readonly stderr: string
    readonly exitCode: number
  }[]
}

const CLUSTER = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, env: prod}}
spec: {containers: [{name: c, image: nginx:1.27}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, labels: {app: db}}
spec: {containers: [{name: c, image: redis:7}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
`

function typed(line: string) {
  let json = ''
  runCli(['run', '-', '--until', '90s', '-o', 'json'], {
    stdout: (piece) => {
      json += piece
    },
    stderr: () => undefined,
    read: () => `${CLUSTER}spec: {steps: [{at: 30s, run: ${JSON.stringify(line)}}]}\n`,
  })
  const { objects, commands } = JSON.parse(json) as Json
  // Every version of every object, in their order.
  const last = new Map(objects.filter(({ kind }) => kind === 'Pod').map(({ name, change }) => [name, change]))
  const pods = [...last].flatMap(([name, change]) => (change === 'DELETED' ? [] : [name]))
  return { pods, ...commands[0] }
}

describe('a line of the workstation', () => {
  it.each([
    ['kubectl delete pod web --dry-run=client', 0, 'pod "web" deleted from default namespace (dry run)\n', 'web db'],
    [
      'kubectl delete pod web --dry-run=server',
      0,
      'pod "web" deleted from default namespace (server dry run)\n',
      'web db',
    ],
    ['kubectl delete pod web', 0, 'pod "web" deleted from default namespace\n', 'db'],
    ["kubectl delete pod -l 'app!=db'", 0, 'pod "web" deleted from default namespace\n', 'db'],
    ["kubectl get pods -l 'env in (prod)' -o name", 0, 'pod/web\n', 'web db'],
    ['kubectl get pods --no-headers | wc -l', 0, '2\n', 'web db'],
    ['for i in 1 2; do echo $i; sleep 1; done; false', 1, '1\n2\n', 'web db'],
  ])('%s', (line, exitCode, stdout, running) => {
    const { pods, ...command } = typed(line)
    expect(command).toMatchObject({ exitCode, stdout, stderr: '' })
    expect(pods.sort()).toEqual(running.split(' ').sort())
  })

  it('set image is for the object that it names, and for no Pod of that name', () => {
    const { pods, exitCode, stdout, stderr } = typed('kubectl set image deployment/web c=nginx:1.28')
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain('deployments.apps "web" not found')
    expect(pods.sort()).toEqual(['db', 'web'])
  })

  it('what waits takes its time', () => {
    const { tMs, endMs } = typed('for i in 1 2; do sleep 1; done')
    const seconds = (Number(endMs) - Number(tMs)) / 1000
    expect([tMs, Math.floor(seconds)]).toEqual([30_000, 2])
  })
})
