import { expect, test } from 'vitest'
import { type DependentPlan, planDependent } from './plan-dependent.ts'

const owner = (name: string) => ({ apiVersion: 'batch/v1', kind: 'Job', name, uid: `uid of ${name}` })

test.each<[string, string[], DependentPlan]>([
  ['nobody’s is left alone', [], { kind: 'nothing', because: 'noOwners' }],
  ['one whose owner is there stays', ['here'], { kind: 'nothing', because: 'allOwnersThere' }],
  ['one whose owners are all gone goes', ['gone', 'gone too'], { kind: 'delete' }],
  [
    'one of whose owners one is left forgets the other',
    ['gone', 'here'],
    { kind: 'keepOwners', owners: [owner('here')] },
  ],
])('GC-2 %s', (_name, owners, expected) => {
  const ownerReferences = owners.map(owner)
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', ownerReferences } }
  expect(planDependent(object, ({ name }) => name === 'here')).toEqual(expected)
})
