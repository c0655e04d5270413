import { describe, expect, test } from 'vitest'
import { MINUTE, rfc3339, SECOND } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { container, pod } from '../../testing/pod.ts'
import { getRawResourceReplicas, getResourceReplicas, type Measured } from './calculate-replicas.ts'

const NOW = 10 * MINUTE
/** Long after what their start may say. */
const OLD = rfc3339(1 * MINUTE)

interface Shape {
  readonly request?: string
  readonly phase?: Pod['status']['phase']
  readonly ready?: boolean
  readonly readySince?: number
  readonly startedAt?: number
  readonly deleted?: boolean
}

function made(name: string, shape: Shape = {}): Pod {
  const { request = '200m', phase = 'Running', ready = true, readySince, startedAt, deleted } = shape
  return pod({
    metadata: { name },
    containers: [container('app', { resources: request === '' ? {} : { requests: { cpu: request } } })],
    ...(deleted ? { deletedWithin: 30 } : {}),
    status: {
      phase,
      startTime: startedAt === undefined ? OLD : rfc3339(startedAt),
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          lastTransitionTime: readySince === undefined ? OLD : rfc3339(readySince),
        },
      ],
    },
  })
}

/** What each Pod uses; undefined: nobody knows. */
function measured(
  current: number,
  pods: readonly (readonly [Pod, number | undefined])[],
  more: Partial<Measured> = {},
) {
  const metrics = new Map(
    pods.flatMap(([{ metadata }, value]) =>
      value === undefined
        ? []
        : [[metadata.name, { timestamp: NOW - 10 * SECOND, window: 15 * SECOND, value }] as const],
    ),
  )
  return {
    ...{ currentReplicas: current, pods: pods.map(([each]) => each), metrics, resource: 'cpu', container: undefined },
    ...{ tolerances: { scaleUp: 0.1, scaleDown: 0.1 }, now: NOW },
    ...more,
  }
}

const young = { startedAt: NOW - 1 * MINUTE }

describe('Pods by the percentage of what they request', () => {
  test.each<[string, number, number, readonly (readonly [Pod, number | undefined])[], number]>([
    [
      'HPA-1: as many times as many as they use of it',
      50,
      2,
      [
        [made('a'), 200],
        [made('b'), 200],
      ],
      4,
    ],
    ['rounded up', 50, 1, [[made('a'), 130]], 2],
    [
      'within a tenth of it nothing changes',
      50,
      2,
      [
        [made('a'), 109],
        [made('b'), 109],
      ],
      2,
    ],
    [
      'beyond a tenth it does',
      50,
      2,
      [
        [made('a'), 112],
        [made('b'), 112],
      ],
      3,
    ],
    [
      'fewer where less is used',
      50,
      4,
      [
        [made('a'), 40],
        [made('b'), 40],
        [made('c'), 40],
        [made('d'), 40],
      ],
      2,
    ],
    [
      'HPA-2: one without metrics uses nothing where more are wanted',
      50,
      2,
      [
        [made('a'), 300],
        [made('b'), undefined],
      ],
      3,
    ],
    [
      'and all it requests where fewer would do',
      50,
      2,
      [
        [made('a'), 20],
        [made('b'), undefined],
      ],
      2,
    ],
    [
      'so that it goes down by as much as is sure',
      50,
      4,
      [
        [made('a'), 0],
        [made('b'), 0],
        [made('c'), 0],
        [made('d'), undefined],
      ],
      2,
    ],
    [
      'one that is not ready uses nothing where more are wanted',
      50,
      2,
      [
        [made('a'), 300],
        [made('b', { ready: false, ...young }), 900],
      ],
      3,
    ],
    [
      'and is left out where fewer would do',
      50,
      2,
      [
        [made('a'), 20],
        [made('b', { ready: false, ...young }), 900],
      ],
      1,
    ],
    [
      'one that is Pending is not ready',
      50,
      2,
      [
        [made('a'), 300],
        [made('b', { phase: 'Pending' }), undefined],
      ],
      3,
    ],
    [
      'one that became ready a moment ago is not either',
      50,
      2,
      [
        [made('a'), 20],
        [made('b', { ...young, readySince: NOW - 20 * SECOND }), 900],
      ],
      1,
    ],
    [
      'one that was ready and is not any more counts after five minutes',
      50,
      2,
      [
        [made('a'), 100],
        [made('b', { ready: false, readySince: 5 * MINUTE }), 300],
      ],
      4,
    ],
    [
      'one that was never ready does not',
      50,
      2,
      [
        [made('a'), 100],
        [made('b', { ready: false }), 300],
      ],
      2,
    ],
    [
      'one that is being deleted is not there',
      50,
      2,
      [
        [made('a'), 100],
        [made('b', { deleted: true }), 900],
      ],
      2,
    ],
    [
      'one that has ended is not there',
      50,
      2,
      [
        [made('a'), 100],
        [made('b', { phase: 'Failed' }), 900],
      ],
      2,
    ],
    [
      'what is unknown never turns the direction',
      90,
      3,
      [
        [made('a'), 100],
        [made('b'), undefined],
        [made('c'), undefined],
      ],
      3,
    ],
  ])('%s', (_, target, current, pods, expected) => {
    expect(getResourceReplicas(measured(current, pods), target)).toMatchObject({ replicas: expected })
  })

  test('what they use is told in percent and on average', () => {
    const got = getResourceReplicas(
      measured(2, [
        [made('a'), 101],
        [made('b', { request: '300m' }), 50],
      ]),
      50,
    )
    expect(got).toEqual({ replicas: 2, utilization: 30, average: 75 })
  })

  test.each<[string, Measured, string]>([
    ['no Pods', measured(1, []), 'no pods returned by selector while calculating replica count'],
    [
      'none that counts',
      measured(1, [[made('a', { ready: false, ...young }), 5]]),
      'did not receive metrics for targeted pods (pods might be unready)',
    ],
    [
      'a Pod without a request',
      measured(1, [[made('a', { request: '' }), 5]]),
      'missing request for cpu in container app of Pod a',
    ],
    [
      'a container that is not there',
      measured(1, [[made('a'), 5]], { container: 'other' }),
      'container other not found in Pod a',
    ],
  ])('%s', (_, given, expected) => {
    expect(getResourceReplicas(given, 50)).toBe(expected)
  })
})

describe('Pods by what each uses', () => {
  test.each<[string, number, readonly (readonly [Pod, number | undefined])[], number]>([
    [
      'as many times as many',
      2,
      [
        [made('a'), 300],
        [made('b'), 300],
      ],
      6,
    ],
    ['requests have no say', 1, [[made('a', { request: '' }), 150]], 2],
    [
      'one without metrics uses what is wanted where fewer would do',
      3,
      [
        [made('a'), 10],
        [made('b'), 10],
        [made('c'), undefined],
      ],
      2,
    ],
  ])('%s', (_, current, pods, expected) => {
    expect(getRawResourceReplicas(measured(current, pods), 100)).toMatchObject({ replicas: expected })
  })

  test('memory counts whether or not a Pod is ready', () => {
    const given = measured(1, [[made('a', { ready: false, ...young }), 3000]], { resource: 'memory' })
    expect(getRawResourceReplicas(given, 1000)).toEqual({ replicas: 3, average: 3000 })
  })
})

test('tolerances can be its own', () => {
  const tolerances = { scaleUp: 0.5, scaleDown: 0 }
  const at = (value: number) => getResourceReplicas(measured(4, [[made('a'), value]], { tolerances }), 50)
  expect([at(149), at(152), at(98)]).toMatchObject([{ replicas: 4 }, { replicas: 2 }, { replicas: 1 }])
})
