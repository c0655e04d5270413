import { describe, expect, it } from 'vitest'
import type { BudgetSpec } from '../../../manifest/object/disruption-budget.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { pod } from '../../testing/pod.ts'
import { budgetStatus, type ScaleOf } from './budget-status.ts'

const one = (ready: boolean): Pod =>
  pod({ status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] } })
const pods = (ready: number, unready = 0): Pod[] => [
  ...Array.from({ length: ready }, () => one(true)),
  ...Array.from({ length: unready }, () => one(false)),
]

describe('budgetStatus (PDB-1)', () => {
  const ofFour = () => ({ uid: 'owner', replicas: 4 })
  const unowned = () => undefined
  const bare = () => 'unmanaged' as const
  it.each<[string, BudgetSpec, Pod[], ScaleOf, number | string]>([
    ['two of three must stay', { minAvailable: 2 }, pods(3), unowned, 1],
    ['one is not ready: none may go', { minAvailable: 2 }, pods(2, 1), unowned, 0],
    ['nobody is there', { minAvailable: 0 }, [], unowned, 0],
    ['half of four', { minAvailable: '50%' }, pods(4), ofFour, 2],
    ['a share is rounded up', { minAvailable: '51%' }, pods(4), ofFour, 1],
    ['one may be missing', { maxUnavailable: 1 }, pods(4), ofFour, 1],
    ['one is missing already', { maxUnavailable: 1 }, pods(3), ofFour, 0],
    ['a quarter of four', { maxUnavailable: '25%' }, pods(4), ofFour, 1],
    [
      'a share of nobody knows how many',
      { maxUnavailable: 1 },
      pods(1),
      unowned,
      `found no controllers for pod "${one(true).metadata.name}"`,
    ],
  ])('%s', (_, spec, all, scaleOf, allowed) => {
    const status = budgetStatus(spec, all, scaleOf)
    expect(typeof status === 'string' ? status : status.status.disruptionsAllowed).toBe(allowed)
  })

  it.each<[string, BudgetSpec, boolean, number]>([
    ['one may be missing', { maxUnavailable: 1 }, true, 0],
    ['a share must stay', { minAvailable: '50%' }, true, 0],
    ['a number must stay: nobody has to be asked', { minAvailable: 1 }, false, 1],
  ])('Pods of nobody are counted, but not expected: %s', (_, spec, unmanaged, allowed) => {
    expect(budgetStatus(spec, pods(2), bare)).toMatchObject({
      unmanaged,
      status: { currentHealthy: 2, expectedPods: unmanaged ? 0 : 2, disruptionsAllowed: allowed },
    })
  })
})
