import { describe, expect, test } from 'vitest'
import { runCli } from './cli.ts'

const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  terminationGracePeriodSeconds: 10
  containers:
  - {name: app, image: busybox, command: [sh, -c, "trap '' TERM; while true; do sleep 1; done"]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 3m}
`

function ran(args: readonly string[], typed: readonly string[] = []) {
  const lines = [...typed]
  let stdout = ''
  let stderr = ''
  const exitCode = runCli(['shell', ...args], {
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    read: () => TEXT,
    line: () => lines.shift(),
  })
  return { stdout, stderr, exitCode }
}

describe('podlapse shell -c', () => {
  test.each<readonly [string, string, string, number]>([
    ['kubectl get pods --no-headers', 'web   1/1   Running   0     42s\n', '', 0],
    ['kubectl get pods -o name | wc -l', '1\n', '', 0],
    ['kubectl get pod nobody', '', 'Error from server (NotFound): pods "nobody" not found\n', 1],
    ['kubectl delete pod web', 'pod "web" deleted from default namespace\n', '', 0],
    [
      'kubectl wait --for=delete pod/web --timeout=5s',
      '',
      'error: timed out waiting for the condition on pods/web\n',
      1,
    ],
    ["kubectl exec web -- sh -c 'echo hello; exit 3'", 'hello\n', 'command terminated with exit code 3\n', 3],
  ])('%s', (line, stdout, stderr, exitCode) => {
    const { stdout: out, stderr: err, exitCode: code } = ran(['web.yaml', '--at', '42s', '-c', line])
    expect(out + err).toBe(stdout + stderr)
    expect(code).toBe(exitCode)
  })

  test.each([
    [['-c', 'kubectl get pods'], 'a file is missing'],
    [['web.yaml', '--at', 'soon', '-c', 'true'], '--at wants a time'],
    [['-'], 'a session needs standard input'],
    [['web.yaml', '-c', 'kubectl exec -it web -- sh'], 'is not simulated'],
    [['web.yaml', '-c', 'cd /tmp'], 'a shell of its own'],
  ])('%j is misused: %s', (args, words) => {
    const { stderr, exitCode } = ran(args)
    expect(stderr).toContain(words)
    expect(exitCode).toBe(2)
  })
})

test('a session has a clock, variables, and a text that grows', () => {
  const { stdout, stderr, exitCode } = ran(
    ['web.yaml'],
    [
      ':until Ready',
      ':at 20s',
      'P=$(kubectl get pods -o name)',
      ':for 3s kubectl get pods -w --no-headers',
      'kubectl delete $P',
      'kubectl get pods -o name',
      ':text',
      ':quit',
    ],
  )
  expect(stdout).toMatch(/web {2}1\/1 {2}Running {2}0\n/)
  expect(stdout).toContain('^C\n0:23.0 $ pod "web" deleted from default namespace\n0:33')
  expect(stdout).toMatch(/at: 23s, run: .*P='pod\/web'; kubectl delete \$P/)
  expect(stderr).toBe('')
  expect(exitCode).toBe(0)
})
