import { describe, expect, test } from 'vitest'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { withLines } from '../../scenario/with-lines.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import { typedRuns } from '../../view/terminal/typed-runs.ts'
import { simulate } from '../simulate.ts'

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  terminationGracePeriodSeconds: 20
  containers:
  - {name: app, image: busybox, command: [sh, -c, "trap '' TERM; while true; do sleep 1; done"]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
`

function simulated(steps: string, lines: Parameters<typeof withLines>[1] = []) {
  const { scenario } = compile(`${POD}spec: {until: 2m, steps: [${steps}]}\n`, { lookUpImage: PROGRAMS.image })
  if (!scenario) throw new Error('it is not simulated')
  return assembleTrace(simulate(withLines(scenario, lines), PROGRAMS))
}

describe('Ctrl-C', () => {
  test.each([
    ['kubectl get pods -w', 130],
    ['kubectl delete pod web', 130],
    ['kubectl get pods -w | grep web', 130],
    ['watch kubectl get pods', 130],
    ['sleep 60; echo never', 130],
    ["trap 'echo caught' INT; sleep 60; echo on", 0],
  ])('ends %s', (run, exitCode) => {
    const [typed] = typedRuns(simulated(`{at: 30s, run: ${JSON.stringify(run)}, interrupt: 35s}`))
    expect(typed?.end).toEqual({ at: 35_000, exitCode })
    expect(typed?.output.map(({ text }) => text).join('')).toContain('^C\n')
  })

  test('does nothing to what has ended', () => {
    const [typed] = typedRuns(simulated('{at: 30s, run: kubectl get pods, interrupt: 35s}'))
    expect(typed?.end?.exitCode).toBe(0)
    expect(typed?.output.map(({ text }) => text).join('')).not.toContain('^C')
  })

  test('leaves what was asked for: the Pod goes all the same', () => {
    const trace = simulated('{at: 30s, run: kubectl delete pod web, interrupt: 31s}')
    expect(trace.objects.get('Pod/default/web')?.at(-1)?.change).toBe('DELETED')
  })
})

test('whoever looks on beside the text changes nothing of it, and is no step of it', () => {
  const alone = simulated('{at: 40s, run: kubectl delete pod web}')
  const seen = simulated('{at: 40s, run: kubectl delete pod web}', [{ at: 20_000, line: 'kubectl get pods -w' }])
  const plain = (trace: typeof alone) =>
    trace.entries.flatMap((entry) => (entry.kind === 'object' ? [[entry.at, entry.change, entry.object]] : []))
  expect(plain(seen)).toEqual(plain(alone))
  expect(seen.steps.map(({ text }) => text)).toEqual(alone.steps.map(({ text }) => text))
  const [watching, deleting] = typedRuns(seen)
  expect(watching).toMatchObject({ aside: true, end: undefined, wrote: false })
  expect(watching?.output.map(({ text }) => text).join('')).toMatch(/^web +1\/1 +Terminating/m)
  expect(deleting).toMatchObject({ aside: false, wrote: true })
})
