import { expect, it } from 'vitest'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { CommandError } from '../command-line/command.ts'
import { byLikelihood, podSelectorOf } from './pods-of-object.ts'

function pod(name: string, phase: string, readyFrom?: number, restarts = 0, node = 'east'): Pod {
  const time = (second: number) => `2026-01-05T09:00:${String(second).padStart(2, '0')}Z`
  return {
    metadata: { name, creationTimestamp: time(0) },
    spec: node === '' ? {} : { nodeName: node },
    status: {
      phase,
      containerStatuses: [{ restartCount: restarts }],
      conditions:
        readyFrom === undefined ? [] : [{ type: 'Ready', status: 'True', lastTransitionTime: time(readyFrom) }],
    },
  } as unknown as Pod
}

const PODS = [
  pod('unassigned', 'Pending', undefined, 0, ''),
  pod('pending', 'Pending'),
  pod('restarted', 'Running', undefined, 4),
  pod('fresh', 'Running'),
  pod('ready-late', 'Running', 30),
  pod('ready-early', 'Running', 10),
]

it.each([
  ['get the logs from', 'ready-early ready-late restarted fresh pending unassigned'],
  ['attach to', 'ready-early ready-late fresh restarted pending unassigned'],
] as const)('to %s, the likeliest Pod comes first', (doing, names) => {
  expect(
    PODS.toSorted(byLikelihood(doing))
      .map(({ metadata }) => metadata.name)
      .join(' '),
  ).toBe(names)
})

it.each([
  ['apps/v1', 'Deployment', { selector: { matchLabels: { app: 'shop' } } }, 'app=shop'],
  ['v1', 'Service', { selector: { app: 'shop', tier: 'web' } }, 'app=shop,tier=web'],
  ['v1', 'Service', {}, "cannot attach to *v1.Service: invalid service 'x': Service is defined without a selector"],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    {},
    'cannot attach to *v2.HorizontalPodAutoscaler: selector for *v2.HorizontalPodAutoscaler not implemented',
  ],
])('the Pods of a %s %s %j', (apiVersion, kind, spec, expected) => {
  const found = (() => {
    try {
      return podSelectorOf({ apiVersion, kind, metadata: { name: 'x' }, spec } as unknown as KubeObject, 'attach to')
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      return error.errors[0]
    }
  })()
  expect(found).toBe(expected)
})
