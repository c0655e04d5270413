import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'
import { stepOfPin, withoutStep, withStepChanged } from './written-step.ts'

const TEXT = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: app, image: nginx}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec:
  steps:
  - {at: 1m30s, run: kubectl delete pod web}   # the end
  - at: 25
    run: kubectl get pods
  - {at: "40", node: node-1, do: stopKubelet}
  - {at: 50s, pod: web, do: kill}
  - at: 60s
    apply: {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
`
const DELETE = { at: 90_000, text: 'kubectl delete pod web' }

describe('the step that a pin stands for', () => {
  // Of each step of the compiled scenario, which is what pins are made of.
  const pins = compile(TEXT).scenario?.steps.map(({ atMs, text }) => ({ at: atMs, text })) ?? []

  test('is found for every step, whatever it does', () => {
    expect(pins.map((pin) => stepOfPin(TEXT, pin)?.index)).toEqual([1, 2, 3, 4, 0])
    expect(stepOfPin(TEXT, DELETE)?.run).toBe('kubectl delete pod web')
  })

  test.each([
    ['the manifest itself, which nobody wrote as a step', { at: 0, text: 'kubectl apply -f web.yaml' }],
    ['another time', { at: 91_000, text: DELETE.text }],
    ['another line', { at: 90_000, text: 'kubectl delete pod db' }],
  ])('is none for %s', (_, pin) => expect(stepOfPin(TEXT, pin)).toBeUndefined())

  test.each(['', 'a: [', 'kind: Scenario\napiVersion: podlapse.dev/v1\nspec: {steps: 3}'])('is none in %j', (text) => {
    expect(stepOfPin(text, DELETE)).toBeUndefined()
    expect(withoutStep(text, DELETE)).toBeUndefined()
  })
})

describe('a step', () => {
  test('is moved, and its comment stays', () => {
    const moved = withStepChanged(TEXT, DELETE, { at: 42_500 }) ?? ''
    expect(moved).toContain('- {at: 42.5s, run: kubectl delete pod web}   # the end')
    expect(moved.length).toBe(TEXT.length)
  })

  test('is moved to no time before the start', () => {
    expect(withStepChanged(TEXT, DELETE, { at: -5 })).toContain('{at: 0s, run: kubectl delete')
  })

  test('gets another line, and another time at once', () => {
    const pin = { at: 25_000, text: 'kubectl get pods' }
    const both = withStepChanged(TEXT, pin, { at: 26_000, run: 'kubectl get pod web -o "wide"' }) ?? ''
    const step = compile(both).scenario?.steps[0]
    expect(step).toMatchObject({ atMs: 26_000, text: 'kubectl get pod web -o "wide"' })
  })

  test('that types nothing gets no line', () => {
    expect(withStepChanged(TEXT, { at: 40_000, text: 'stopKubelet on node node-1' }, { run: 'ls' })).toBeUndefined()
  })

  test('is removed, and nothing else', () => {
    const left = withoutStep(TEXT, DELETE) ?? ''
    expect(compile(left).scenario?.steps.map(({ atMs }) => atMs)).toEqual([25_000, 40_000, 50_000, 60_000])
    expect(left).toContain('- at: 25\n')
  })
})
