import { describe, expect, test } from 'vitest'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import { assembleTrace } from '../trace/assemble.ts'
import { TraceReader } from '../view/reader/trace-reader.ts'
import { readLine } from './read-line.ts'
import { simulate } from './simulate.ts'

const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
  - {name: app, image: nginx:1.27}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 1m}
`

const { scenario } = compile(TEXT, { lookUpImage: PROGRAMS.image })
const trace = scenario && assembleTrace(simulate(scenario, PROGRAMS))

function typed(line: string, at = 30_000) {
  if (!scenario || !trace) throw new Error('it is not simulated')
  return readLine(line, new TraceReader(trace, at), scenario, PROGRAMS)
}

describe('a line that only reads', () => {
  test.each([
    ['kubectl get pods --no-headers', 'web   1/1   Running   0     30s\n'],
    ['k get pods -o name | grep web', 'pod/web\n'],
    ['kubectl get pods -A -o name | wc -l', '1\n'],
    ["kubectl get pod web -o json | jq -r '.metadata.labels.app'", 'web\n'],
    ["kubectl get pods | awk 'NR==2{print $3}'", 'Running\n'],
    ['P=$(kubectl get pods -o name | head -n 1); echo "found $P"', 'found pod/web\n'],
    [
      'for p in web nobody; do kubectl get pod $p -o name; done 2>&1 | sort',
      'Error from server (NotFound): pods "nobody" not found\npod/web\n',
    ],
  ])('%s', (line, stdout) => {
    expect(typed(line)).toEqual({ stdout, stderr: '', exitCode: 0 })
  })

  test('says what is wrong on stderr, with its exit status', () => {
    expect(typed('kubectl get pod nobody')).toEqual({
      stdout: '',
      stderr: 'Error from server (NotFound): pods "nobody" not found\n',
      exitCode: 1,
    })
    expect(typed('kubctl get pods')?.exitCode).toBe(127)
  })

  test('sees the cluster of its instant', () => {
    expect(typed('kubectl get pods --no-headers', 0)?.stdout).toContain('Pending')
  })
})

test.each([
  'kubectl delete pod web',
  'kubectl get pods -w',
  'sleep 1',
  'kubectl logs -f web',
  'kubectl exec web -- ls',
  'while true; do :; done',
])('%s is no such line', (line) => {
  expect(typed(line)).toBeUndefined()
})
