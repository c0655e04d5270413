import { describe, expect, test } from 'vitest'
import { SECOND } from '../../lib/time.ts'
import { container, type PodShape, pod } from '../testing/pod.ts'
import { calculateEffectiveGracePeriod, remainingGrace, setTerminationGracePeriod } from './grace-period.ts'

describe('setTerminationGracePeriod', () => {
  const probe = (terminationGracePeriodSeconds?: number) => ({
    tcpSocket: { port: 1 },
    ...(terminationGracePeriodSeconds === undefined ? {} : { terminationGracePeriodSeconds }),
  })
  const app = container('app', { livenessProbe: probe(5), startupProbe: probe(7) })

  test.each<[string, PodShape, typeof app, 'liveness' | 'startup' | 'other', number, string]>([
    ['the Pod’s', { terminationGracePeriodSeconds: 30 }, app, 'other', 30, 'spec.terminationGracePeriodSeconds'],
    [
      'the liveness probe’s own',
      { terminationGracePeriodSeconds: 30 },
      app,
      'liveness',
      5,
      'livenessProbe.terminationGracePeriodSeconds',
    ],
    [
      'the startup probe’s own',
      { terminationGracePeriodSeconds: 30 },
      app,
      'startup',
      7,
      'startupProbe.terminationGracePeriodSeconds',
    ],
    [
      'the Pod’s, where the probe has none',
      { terminationGracePeriodSeconds: 30 },
      container('app', { livenessProbe: probe() }),
      'liveness',
      30,
      'spec.terminationGracePeriodSeconds',
    ],
    [
      'the deletion’s, over everything',
      { terminationGracePeriodSeconds: 30, deletedWithin: 12 },
      app,
      'liveness',
      12,
      'metadata.deletionGracePeriodSeconds',
    ],
    ['two seconds, where nothing is said', {}, container('app'), 'other', 2, ''],
  ])('[KILL-3] %s', (_situation, shape, subject, reason, seconds, field) => {
    expect(setTerminationGracePeriod(pod(shape), subject, reason)).toEqual({ seconds, field })
  })
})

describe('calculateEffectiveGracePeriod', () => {
  const spec = { terminationGracePeriodSeconds: 30 }
  test.each<[string, number, PodShape, number | undefined, number]>([
    ['nothing said: the spec’s', 0, spec, undefined, 30],
    ['a deletion', 0, { ...spec, deletedWithin: 5 }, undefined, 5],
    ['a deletion with more than the spec’s', 0, { ...spec, deletedWithin: 60 }, undefined, 60],
    ['an eviction’s override', 0, spec, 1, 1],
    ['an override over a deletion', 0, { ...spec, deletedWithin: 20 }, 10, 10],
    ['a second, shorter deletion', 60, { ...spec, deletedWithin: 5 }, undefined, 5],
    ['a second, longer deletion changes nothing', 5, { ...spec, deletedWithin: 60 }, undefined, 5],
    ['a deletion at once: a second, not the spec’s', 0, { ...spec, deletedWithin: 0 }, undefined, 1],
    ['an override of 0: a second, not the spec’s', 0, spec, 0, 1],
    ['the spec has 0: at least a second', 0, { terminationGracePeriodSeconds: 0 }, undefined, 1],
    ['nothing said anywhere: at least a second', 0, {}, undefined, 1],
  ])('[TERM-1] %s', (_situation, current, shape, override, expected) => {
    expect(calculateEffectiveGracePeriod(current, pod(shape), override)).toBe(expected)
  })
})

describe('remainingGrace', () => {
  test.each([
    ['KILL-5', 'nothing was spent', 30, 0, 30],
    ['KILL-5', 'preStop took six of ten seconds', 10, 6000, 4],
    ['KILL-5', 'whole seconds count: 6.9 are six', 10, 6900, 4],
    ['KILL-7', 'preStop used it up', 8, 8000, 2],
    ['KILL-7', 'a grace of one second', 1, 0, 2],
    ['KILL-7', 'a grace of none', 0, 0, 2],
  ])('[%s] %s', (_rule, _situation, grace, spent, seconds) => {
    expect(remainingGrace(grace, spent)).toBe(seconds * SECOND)
  })
})
