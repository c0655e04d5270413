import { describe, expect, test } from 'vitest'
import { rfc3339, SECOND } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { type PodShape, pod } from '../testing/pod.ts'
import { emptyWorld, recorded, runUntil } from '../testing/world.ts'
import { type DeleteDecision, decideDelete } from './decide-delete.ts'
import { ApiServer } from './server.ts'
import { Store } from './store.ts'

const bound: PodShape = { nodeName: 'n1', terminationGracePeriodSeconds: 30, status: { phase: 'Running' } }
const marked = (graceSeconds: number, deadline: number, bumpGeneration: boolean): DeleteDecision => ({
  kind: 'mark',
  graceSeconds,
  deletionTimestamp: rfc3339(deadline * SECOND),
  bumpGeneration,
})
const NOTHING: DeleteDecision = { kind: 'nothing' }

describe('decideDelete at 100 s', () => {
  test.each<[string, string, PodShape, number | undefined, DeleteDecision]>([
    ['API-2', 'a Pod that runs gets its own grace', bound, undefined, marked(30, 130, true)],
    ['API-2', 'or the one that was asked for', bound, 5, marked(5, 105, true)],
    ['API-2', 'or more than its own', bound, 60, marked(60, 160, true)],
    ['API-2', 'a negative grace is one second', bound, -1, marked(1, 101, true)],
    ['API-3', 'a grace of 0', bound, 0, marked(0, 100, true)],
    ['API-3', 'no node yet: grace 0, whatever was asked for', { ...bound, nodeName: '' }, 5, marked(0, 100, true)],
    ['API-3', 'it has succeeded', { ...bound, status: { phase: 'Succeeded' } }, undefined, marked(0, 100, true)],
    ['API-3', 'it has failed', { ...bound, status: { phase: 'Failed' } }, 30, marked(0, 100, true)],
    [
      'API-2',
      'no grace in its spec',
      { nodeName: 'n1', status: { phase: 'Running' } },
      undefined,
      marked(30, 130, true),
    ],
  ])('[%s] %s', (_rule, _situation, shape, gracePeriodSeconds, expected) => {
    const options = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }
    expect(decideDelete(pod(shape), options, 100 * SECOND)).toEqual(expected)
  })

  // Deleted at 90 s with a grace of 60.
  const deleted = { ...bound, metadata: { deletionTimestamp: rfc3339(150 * SECOND), deletionGracePeriodSeconds: 60 } }
  test.each<[string, string, PodShape, number | undefined, DeleteDecision]>([
    ['API-2', 'without a grace: nothing new', deleted, undefined, NOTHING],
    ['API-2', 'with the same grace: nothing new', deleted, 60, NOTHING],
    ['API-2', 'with a longer one: nothing new', deleted, 90, NOTHING],
    ['API-2', 'with a shorter one, counted from the first time', deleted, 20, marked(20, 110, false)],
    ['API-2', 'with one that is over already: now, and a second', deleted, 5, marked(1, 100, false)],
    ['API-3', 'with 0', deleted, 0, marked(0, 100, false)],
    [
      'API-3',
      'after it has ended, without a grace',
      { ...deleted, status: { phase: 'Failed' } },
      undefined,
      marked(0, 100, false),
    ],
  ])('[%s] again, %s', (_rule, _situation, shape, gracePeriodSeconds, expected) => {
    const options = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }
    expect(decideDelete(pod(shape), options, 100 * SECOND)).toEqual(expected)
  })
})

const BY = { by: { name: 'test' } }

describe('a Pod that is deleted', () => {
  function deletions(shape: PodShape, ...graces: readonly (number | undefined)[]) {
    const world = emptyWorld()
    const store = new Store(world)
    const api = new ApiServer(world, store)
    store.add(pod(shape), BY)
    const answers = graces.map((gracePeriodSeconds) =>
      api.delete('Pod', 'default', 'web', gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }, BY),
    )
    runUntil(world)
    const versions = [...recorded(world).objects.values()].flat().map((entry) => {
      const { metadata } = entry.object as Pod
      return [entry.change, metadata.deletionGracePeriodSeconds, metadata.generation]
    })
    return { answers, versions: versions.slice(1), left: api.get('Pod', 'default', 'web') !== undefined }
  }

  test('[API-2] marks a Pod that runs, and counts its generation up once', () => {
    expect(deletions(bound, undefined, 5)).toEqual({
      answers: [true, true],
      versions: [
        ['MODIFIED', 30, 2],
        ['MODIFIED', 5, 2],
      ],
      left: true,
    })
  })

  test('[API-3] marks what goes at once too, before it goes', () => {
    expect(deletions(bound, 0)).toEqual({
      answers: [true],
      versions: [
        ['MODIFIED', 0, 2],
        ['DELETED', 0, 2],
      ],
      left: false,
    })
  })

  test('[API-3] does not let it go while a finalizer holds it', () => {
    const held = deletions({ ...bound, metadata: { finalizers: ['example.com/hold'] } }, 0, 0)
    expect(held).toEqual({ answers: [true, true], versions: [['MODIFIED', 0, 2]], left: true })
  })

  test('says when there is no such Pod, or another one of its name', () => {
    expect(deletions(bound, 0, 0).answers).toEqual([true, false])
    const world = emptyWorld()
    const store = new Store(world)
    const { uid } = store.add(pod(bound), BY).metadata
    const body = { preconditions: { uid: 'another' } }
    const at = { kind: 'Pod', namespace: 'default', name: 'web' } as const
    expect(new ApiServer(world, store).request({ verb: 'delete', ...at, body }, BY).status).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on pods "web": Precondition failed: UID in precondition: another, UID in object meta: ${uid}`,
    })
  })
})
