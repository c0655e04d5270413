import { expect, it } from 'vitest'
import { runCli } from './cli.ts'

const TEXT = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: talks, namespace: shop, labels: {app: talks}}
spec: {containers: [{name: c, image: busybox, command: [sh, -c, "echo one; sleep 10; echo two; exit 1"]}]}
`

function typed(at: string, line: string, text = TEXT) {
  const printed = { stdout: '', stderr: '' }
  const exitCode = runCli(['kubectl', '-', '--at', at, '--', ...line.split(' ')], {
    stdout: (piece) => {
      printed.stdout += piece
    },
    stderr: (piece) => {
      printed.stderr += piece
    },
    read: () => text,
  })
  return { ...printed, exitCode }
}

it.each([
  // The namespace is that of the text's Pods.
  ['5s', 'get pods --no-headers', 'talks   1/1   Running   0     5s\n', '', 0],
  ['0s', 'get pods -o name', 'pod/talks\n', '', 0],
  ['5s', 'logs talks', 'one\n', '', 0],
  ['5s', 'wait --for=condition=Ready pod/talks', 'pod/talks condition met\n', '', 0],
  ['5s', 'get pod none', '', 'Error from server (NotFound): pods "none" not found\n', 1],
  ['5s', 'get pods --foo', '', "error: unknown flag: --foo\nSee 'kubectl get --help' for usage.\n", 1],
])('at %s kubectl %s', (at, line, stdout, stderr, exitCode) => {
  expect(typed(at, line)).toEqual({ stdout, stderr, exitCode })
})

it.each(['delete pod talks', 'logs -f talks', 'get pods -w', 'exec talks -- date', 'wait --for=delete pod/talks'])(
  '%s is for a step',
  (line) => {
    const { stdout, stderr, exitCode } = typed('5s', line)
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    expect(stderr).toBe(
      `podlapse: "kubectl ${line}" acts or takes time: write it as a step of the Scenario, with "at" and "run"\n`,
    )
  },
)

it('what the API server refuses is not simulated', () => {
  const { stdout, stderr, exitCode } = typed('5s', 'get pods', TEXT.replace('busybox', '""'))
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 })
  expect(stderr).toContain('spec.containers[0].image: Required value')
})
