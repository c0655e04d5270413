import { describe, expect, test } from 'vitest'
import type { Rejection } from './filter.ts'
import { fitError } from './fit-error.ts'

const rejected = (unresolvable: boolean, ...reasons: string[]): Rejection => ({ plugin: 'p', reasons, unresolvable })
const cpu = rejected(false, 'Insufficient cpu')
const label = rejected(true, "node(s) didn't match Pod's node affinity/selector")

describe('fitError', () => {
  test.each<[string, readonly Rejection[], boolean, string]>([
    ['no nodes at all', [], false, 'no nodes available to schedule pods'],
    [
      'all are full',
      [cpu, cpu, cpu],
      false,
      '0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
    ],
    [
      'larger than any node',
      [rejected(true, 'Insufficient cpu')],
      false,
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ],
    [
      'different reasons, in the order of their texts',
      [label, rejected(true, 'node(s) had untolerated taint(s)'), label],
      false,
      "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    ],
    [
      'one node with two reasons',
      [rejected(false, 'Insufficient cpu', 'Insufficient memory')],
      false,
      '0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    ],
    [
      'helpful for some',
      [cpu, label],
      false,
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.",
    ],
    [
      'counts are sorted as texts',
      [...Array(10).fill(cpu), label, label],
      false,
      "0/12 nodes are available: 10 Insufficient cpu, 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/12 nodes are available: 10 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
    ],
  ])('[SCHED-2] %s', (_situation, rejections, victims, expected) => {
    expect(fitError(rejections, victims)).toBe(expected)
  })
})
