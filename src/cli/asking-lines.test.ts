import { describe, expect, it } from 'vitest'
import { runCli } from './cli.ts'

/** Lines that ask how it is, or wait until it is so: what they print, when they end, and their exit status. */

interface Command {
  readonly tMs: number
  readonly endMs: number
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | null
}

const CLUSTER = `apiVersion: v1
kind: Pod
metadata: {name: talks, labels: {app: talks}}
spec:
  initContainers: [{name: first, image: busybox:1.36, command: [sh, -c, "echo hello; sleep 3"]}]
  containers:
    - {name: loud, image: busybox:1.36, command: [sh, -c, "i=0; while true; do echo loud $i; i=$((i+1)); sleep 5; done"]}
    - {name: quiet, image: busybox:1.36, command: [sh, -c, "printf quiet; sleep 20; exit 3"]}
---
apiVersion: v1
kind: Pod
metadata: {name: ends, labels: {app: ends}}
spec: {restartPolicy: Never, containers: [{name: c, image: busybox:1.36, command: [sh, -c, "echo one; sleep 12; echo two"]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: fails}
spec: {containers: [{name: c, image: busybox:1.36, command: [sh, -c, "exit 1"]}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: sum}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox:1.36, command: [echo, three]}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: never}
spec: {nodeSelector: {disk: "no"}, containers: [{name: c, image: busybox:1.36}]}
---
`

function typed(at: string, line: string): Command {
  let json = ''
  const scenario = { imagesPresent: true, steps: [{ at, run: line }] }
  runCli(['run', '-', '--until', '90s', '-o', 'json'], {
    stdout: (piece) => {
      json += piece
    },
    stderr: () => undefined,
    read: () => `${CLUSTER}${JSON.stringify({ apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec: scenario })}\n`,
  })
  const { commands } = JSON.parse(json) as { readonly commands: readonly Command[] }
  return commands[0] as Command
}

describe('logs', () => {
  it.each([
    ['20s', 'logs talks -c loud --tail=2', 'loud 2\nloud 3\n', '', 0],
    ['20s', 'logs talks loud --tail=1 --prefix', '[pod/talks/loud] loud 3\n', '', 0],
    ['20s', 'logs talks -c loud --since=6s --limit-bytes=8', 'loud 2\nl', '', 0],
    ['20s', 'logs talks --tail=1', 'loud 3\n', 'Defaulted container "loud" out of: loud, quiet, first (init)\n', 0],
    ['20s', 'logs talks --all-containers --tail=1', 'hello\nloud 3\n', '', 0],
    [
      '20s',
      'logs -l app=talks --all-containers --prefix --tail=1',
      '[pod/talks/first] hello\n[pod/talks/loud] loud 3\n',
      '',
      0,
    ],
    ['20s', 'logs -l app=none', '', 'No resources found in default namespace.\n', 0],
    [
      '2s',
      'logs talks -c loud',
      '',
      'Error from server (BadRequest): container "loud" in pod "talks" is waiting to start: PodInitializing\n',
      1,
    ],
    [
      '20s',
      'logs ends -p',
      '',
      'Error from server (BadRequest): previous terminated container "c" in pod "ends" not found\n',
      1,
    ],
    ['20s', 'logs ends', 'one\ntwo\n', '', 0],
    ['20s', 'logs never', '', '', 0],
    // Its Pods, and no others of the namespace.
    ['20s', 'logs job/sum', 'three\n', '', 0],
    ['20s', 'logs -l batch.kubernetes.io/job-name=sum', 'three\n', '', 0],
    [
      '20s',
      'logs nobody',
      '',
      'error: error from server (NotFound): pods "nobody" not found in namespace "default"\n',
      1,
    ],
    [
      '20s',
      'logs talks -c nope',
      '',
      'error: container nope is not valid for pod talks out of: loud, quiet, first (init)\n',
      1,
    ],
    [
      '20s',
      'logs svc/kube',
      '',
      'error: error from server (NotFound): services "kube" not found in namespace "default"\n',
      1,
    ],
    [
      '20s',
      'logs talks --all-containers -c loud',
      '',
      'error: --all-containers=true should not be specified with container name loud\n',
      1,
    ],
    ['20s', 'logs talks -c loud --tail=-2', '', 'error: --tail must be greater than or equal to -1\n', 1],
    [
      '20s',
      'logs -f talks --all-containers --max-log-requests=2',
      '',
      'error: you are attempting to follow 3 log streams, but maximum allowed concurrency is 2, use --max-log-requests to increase the limit\n',
      1,
    ],
  ])('at %s kubectl %s', (at, line, stdout, stderr, exitCode) => {
    expect(typed(at, `kubectl ${line}`)).toMatchObject({ stdout, stderr, exitCode })
  })

  it('-f goes on to the end of the container', () => {
    const { tMs, endMs, stdout, exitCode } = typed('5s', 'kubectl logs -f ends')
    expect({ stdout, exitCode }).toEqual({ stdout: 'one\ntwo\n', exitCode: 0 })
    expect(Math.floor((endMs - tMs) / 1000)).toBe(7)
  })

  it('-f waits for a container that is about to start', () => {
    const { stdout, stderr, exitCode } = typed('1s', 'timeout 7 kubectl logs -f talks -c loud')
    const waits = 'container "loud" in pod "talks" is waiting to start: PodInitializing\n'
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: 'loud 0\n', stderr: waits.repeat(4), exitCode: 124 })
  })

  it('of several that are followed the lines come as they are written', () => {
    const { stdout } = typed(
      '1s',
      'timeout 20 kubectl logs -f -l app=ends --all-containers; timeout 9 kubectl logs -f --prefix --all-containers talks',
    )
    expect(stdout).toBe(
      'one\ntwo\n[pod/talks/first] hello\n[pod/talks/loud] loud 0\n[pod/talks/loud] loud 1\n[pod/talks/loud] loud 2\n[pod/talks/loud] loud 3\n',
    )
  })

  it('-p is the log of the run before', () => {
    expect(typed('60s', 'kubectl logs talks -c quiet -p')).toMatchObject({ stdout: 'quiet\n', exitCode: 0 })
  })
})

describe('wait', () => {
  it.each([
    ['10s', 'wait --for=condition=Ready pod/talks', 'pod/talks condition met\n', '', 0, 0],
    ['1s', 'wait --for=condition=Ready pod/talks --timeout=30s', 'pod/talks condition met\n', '', 0, 3],
    ['5s', "wait --for=jsonpath='{.status.phase}'=Succeeded pod/ends", 'pod/ends condition met\n', '', 0, 9],
    [
      '5s',
      'wait --for=condition=Ready pod/never --timeout=4s',
      '',
      'error: timed out waiting for the condition on pods/never\n',
      1,
      4,
    ],
    ['5s', 'wait --for=condition=Ready pod/never --timeout=0', '', 'error: condition not met for pods/never\n', 1, 0],
    [
      '5s',
      'wait --for=condition=Ready pod/never pod/nobody --timeout=2s',
      '',
      'timed out waiting for the condition on pods/never\nError from server (NotFound): pods "nobody" not found\n',
      1,
      2,
    ],
    ['5s', 'wait --for=condition=Ready pod -l app=none', '', 'error: no matching resources found\n', 1, 0],
    ['5s', 'wait --for=delete pod/nobody', '', '', 0, 0],
    ['5s', 'wait --for=create cm/later --timeout=3s', '', 'error: timed out waiting for the condition\n', 1, 3],
    ['5s', 'wait pod/talks', '', 'error: unrecognized condition: []\n', 1, 0],
  ])('at %s kubectl %s', (at, line, stdout, stderr, exitCode, seconds) => {
    const command = typed(at, `kubectl ${line}`)
    expect(command).toMatchObject({ stdout, stderr, exitCode })
    expect(Math.floor((command.endMs - command.tMs) / 1000)).toBe(seconds)
  })

  it('--for=delete waits until it is gone, --for=create until it is there', () => {
    const gone = typed(
      '15s',
      'kubectl delete pod talks --grace-period=5 --wait=false; kubectl wait --for=delete pod/talks',
    )
    expect(gone).toMatchObject({
      stdout: 'pod "talks" deleted from default namespace\npod/talks condition met\n',
      exitCode: 0,
    })
    const there = typed(
      '5s',
      '(sleep 4; kubectl run late --image=busybox:1.36 > /dev/null) & kubectl wait --for=create pod/late',
    )
    expect(there).toMatchObject({ stdout: 'pod/late condition met\n', exitCode: 0 })
    expect(Math.floor((there.endMs - there.tMs) / 1000)).toBe(4)
  })
})

describe('events', () => {
  it.each([
    ['20s', 'events --for pod/nobody', '', 'No events found in default namespace.\n', 0],
    ['20s', 'events -n elsewhere', '', 'No events found in elsewhere namespace.\n', 0],
    ['20s', 'events --for talks', '', 'error: --for must be in resource/name form\n', 1],
    ['20s', 'events --types=Loud', '', 'error: valid --types are Normal or Warning\n', 1],
    ['20s', 'events -o name', '', '', 0],
  ])('at %s kubectl %s', (at, line, stdout, stderr, exitCode) => {
    expect(typed(at, `kubectl ${line}`)).toMatchObject({ stdout, stderr, exitCode })
  })

  it('are counted, the oldest first', () => {
    const { stdout } = typed('70s', 'kubectl events --for=pod/fails --types=warning')
    const [head = '', row = '', ...others] = stdout.trimEnd().split('\n')
    expect(head.split(/ {2,}/)).toEqual(['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'])
    expect(row).toMatch(/^\d+s \(x[3-5] over 6\ds\) {3}Warning {3}BackOff {3}Pod\/fails {3}Back-off restarting failed/)
    expect(others).toEqual([])
  })

  it('-w tells what comes', () => {
    const { stdout, exitCode } = typed('9s', 'timeout 10 kubectl events -w --for pod/ends --no-headers; true')
    expect(exitCode).toBe(0)
    expect(stdout.split('\n').map((row) => row.split(/ {2,}/)[2])).toEqual([
      'Scheduled',
      'Pulled',
      'Created',
      'Started',
      undefined,
    ])
  })
})
