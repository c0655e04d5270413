import { describe, expect, test } from 'vitest'
import type { ControllerRevision } from '../../../manifest/object/controller-revision.ts'
import type { PodTemplate } from '../../../manifest/object/job.ts'
import { setDefaultsPodSpec } from '../../../manifest/pod/defaults.ts'
import {
  compareRevisions,
  isEqualRevision,
  newRevision,
  superfluousRevisions,
  templateIn,
} from './controller-revisions.ts'

const OWNER = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'w', namespace: 'default', uid: 'u1' } }

function template(image: string): PodTemplate {
  const readinessProbe = { httpGet: { path: '/', port: 80 }, initialDelaySeconds: 3, periodSeconds: 2 }
  const spec: PodTemplate['spec'] = { containers: [{ name: 'c', image, readinessProbe }] }
  setDefaultsPodSpec(spec)
  return { metadata: { labels: { app: 'p' } }, spec }
}

function revisionOf(image: string, revision = 1): ControllerRevision {
  return newRevision({ owner: OWNER, template: template(image), revision, collisionCount: 0 })
}

describe('a revision (REVISION-1)', () => {
  test('has the name that a real cluster gives it', () => {
    expect(revisionOf('nginx:1.27').metadata.name).toBe('w-5b58596549')
    expect(revisionOf('nginx:1.28').metadata.name).toBe('w-6bc664c946')
  })

  test('has another name where that one is taken', () => {
    const again = newRevision({ owner: OWNER, template: template('nginx:1.27'), revision: 1, collisionCount: 1 })
    expect(again.metadata.name).not.toBe('w-5b58596549')
  })

  test('keeps the template, and belongs to its owner', () => {
    const revision = revisionOf('nginx:1.27')
    expect(templateIn(revision)).toEqual(template('nginx:1.27'))
    expect(revision.metadata.ownerReferences).toMatchObject([{ kind: 'StatefulSet', name: 'w', controller: true }])
    expect(revision.metadata.labels).toEqual({ app: 'p', 'controller-revision-hash': '5b58596549' })
  })

  test('is another where the template is', () => {
    expect(isEqualRevision(revisionOf('nginx:1.27'), revisionOf('nginx:1.27', 7))).toBe(true)
    expect(isEqualRevision(revisionOf('nginx:1.27'), revisionOf('nginx:1.28'))).toBe(false)
  })
})

describe('revisions that nothing is of', () => {
  const all = [3, 1, 2, 4].map((number) => revisionOf(`nginx:1.2${number}`, number)).toSorted(compareRevisions)
  test.each([
    ['all fit', 4, [], []],
    ['the oldest go', 1, [], [1, 2, 3]],
    ['those that Pods are of stay, and do not count', 1, [1, 3], [2]],
    ['none is to be kept', 0, [4], [1, 2, 3]],
  ])('%s', (_, limit, live, gone) => {
    const isLive = ({ revision }: ControllerRevision) => live.some((each) => each === revision)
    expect(superfluousRevisions(all, isLive, limit).map(({ revision }) => revision)).toEqual(gone)
  })
})
