import { describe, expect, test } from 'vitest'
import { withStep } from './add-step.ts'
import { compile } from './compile.ts'
import { stepPlaces, withInterrupt } from './step-in-text.ts'

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: app, image: nginx}\n'
const RUN = 'kubectl get pods -w'
const TEXT = withStep(withStep(POD, 65_300, { run: RUN }) ?? '', 70_000, { run: RUN }) ?? ''

describe('a step in its text', () => {
  test('has a line', () => {
    const [place] = stepPlaces(TEXT, 65_300, RUN)
    expect(TEXT.split('\n')[(place?.line ?? 0) - 1]).toContain(`at: 65.3s, run: ${RUN}`)
    expect(stepPlaces(TEXT, 65_301, RUN)).toEqual([])
    expect(stepPlaces(POD, 65_300, RUN)).toEqual([])
    expect(stepPlaces('}{', 65_300, RUN)).toEqual([])
  })

  test('twice the same at one instant are two', () => {
    const twice = withStep(TEXT, 65_300, { run: RUN }) ?? ''
    expect(stepPlaces(twice, 65_300, RUN).map(({ item }) => item)).toEqual([0, 2])
  })

  test('can be interrupted', () => {
    const cut = withInterrupt(TEXT, 1, 82_500) ?? ''
    const { scenario, problems } = compile(cut)
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(scenario?.steps.map(({ action }) => action)).toMatchObject([{ kind: 'run' }, { interruptAt: 82_500 }])
  })
})
