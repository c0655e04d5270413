import { expect, test } from 'vitest'
import { type DependentPlan, type OwnerStanding, planDependent } from './plan-dependent.ts'

const owner = (name: string) => ({ apiVersion: 'batch/v1', kind: 'Job', name, uid: `uid of ${name}` })

const STANDINGS: Readonly<Record<string, OwnerStanding>> = { here: 'there', waits: 'waiting' }

test.each<[string, string[], boolean, DependentPlan]>([
  ['nobody’s is left alone', [], true, { kind: 'nothing', because: 'noOwners' }],
  ['one whose owner is there stays', ['here'], true, { kind: 'nothing', because: 'allOwnersThere' }],
  ['one whose owners are all gone goes', ['gone', 'gone too'], true, { kind: 'delete', policy: 'Background' }],
  ['one whose owner waits for it goes', ['waits'], false, { kind: 'delete', policy: 'Background' }],
  ['one that has made others itself goes after them', ['waits'], true, { kind: 'delete', policy: 'Foreground' }],
  [
    'one of whose owners one is left forgets the others',
    ['gone', 'here', 'waits'],
    true,
    { kind: 'keepOwners', owners: [owner('here')] },
  ],
])('GC-2 %s', (_name, owners, hasDependents, expected) => {
  const ownerReferences = owners.map(owner)
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', ownerReferences } }
  expect(planDependent(object, ({ name }) => STANDINGS[name] ?? 'gone', hasDependents)).toEqual(expected)
})
