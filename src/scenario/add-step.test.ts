import { describe, expect, test } from 'vitest'
import { type NewStep, withStep } from './add-step.ts'
import { compile } from './compile.ts'

const POD = `# a Pod
apiVersion: v1
kind: Pod
metadata: {name: web}   # its name
spec:
  containers:
  - {name: app, image: nginx}
`
const HEAD = 'apiVersion: podlapse.dev/v1\nkind: Scenario\n'
const DELETE: NewStep = { run: 'kubectl delete pod web' }

const TEXTS: readonly (readonly [string, string])[] = [
  ['no Scenario document', POD],
  ['one without a spec', `${POD}---\n${HEAD}`],
  ['one with other fields only', `${POD}---\n${HEAD}spec:\n  seed: 2 # two\n  until: 5m\n`],
  ['one in flow style', `${POD}---\n${HEAD}spec: {until: 5m} # short\n`],
  [
    'steps in a block',
    `${POD}---\n${HEAD}spec:\n  until: 5m\n  steps:\n  - {at: 20s, run: kubectl get pods} # look\n  # more\n`,
  ],
  [
    'steps that are indented',
    `${POD}---\n${HEAD}spec:\n  steps:\n    - at: 20s\n      run: kubectl get pods\n  until: 5m\n`,
  ],
  ['steps in a flow list', `${POD}---\n${HEAD}spec: {until: 5m, steps: [{at: 20s, run: kubectl get pods}]}\n`],
  ['an empty list of steps', `${POD}---\n${HEAD}spec: {until: 5m, steps: []}\n`],
  ['a Scenario before the Pod', `${HEAD}spec:\n  until: 5m\n---\n${POD}`],
  ['no line break at the end', `${POD}---\n${HEAD}spec:\n  until: 5m`],
]

describe('one more step', () => {
  test.each(TEXTS)('is put into a text with %s', (_, text) => {
    const longer = withStep(text, 65_300, DELETE) as string
    const { scenario, problems } = compile(longer)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const before = compile(text).scenario?.steps.length ?? 0
    expect(scenario?.steps).toHaveLength(before + 1)
    expect(scenario?.steps.at(-1)).toMatchObject({ atMs: 65_300 })
  })

  test.each(TEXTS)('leaves every line of a text with %s, but the one that it is put into', (_, text) => {
    const longer = withStep(text, 1000, DELETE) as string
    const lines = longer.split('\n')
    const gone = text.split('\n').filter((line) => !lines.includes(line))
    expect(gone.length).toBeLessThanOrEqual(1)
    for (const comment of text.match(/#.*/g) ?? []) expect(longer).toContain(comment)
  })

  test.each<[NewStep]>([
    [DELETE],
    [{ pod: 'web', do: 'evict' }],
    [{ pod: 'web', container: 'app', do: 'kill' }],
    [{ node: 'node-1', do: 'stopKubelet' }],
  ])('may be %j', (step) => {
    const { scenario, problems } = compile(withStep(POD, 5000, step) as string)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(scenario?.steps).toHaveLength(1)
  })

  test('is not put into what cannot be read', () => {
    expect(withStep('a: [', 0, DELETE)).toBeUndefined()
  })
})
