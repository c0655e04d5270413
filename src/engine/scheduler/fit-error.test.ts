import { describe, expect, test } from 'vitest'
import { fitError } from './fit-error.ts'
import type { Rejection } from './plugin.ts'

const rejected = (...reasons: string[]): Rejection => ({ plugin: 'p', reasons, unresolvable: false })
const cpu = rejected('Insufficient cpu')
const label = rejected("node(s) didn't match Pod's node affinity/selector")
const taint = rejected('node(s) had untolerated taint(s)')

describe('fitError', () => {
  test.each<[string, readonly Rejection[], string]>([
    ['all for one reason', [cpu, cpu, cpu], '0/3 nodes are available: 3 Insufficient cpu.'],
    [
      'different reasons, in the order of their texts',
      [label, taint, label],
      "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector.",
    ],
    [
      'one node with two reasons',
      [rejected('Insufficient cpu', 'Insufficient memory')],
      '0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.',
    ],
    [
      'counts are sorted as texts',
      [...Array(10).fill(cpu), label, label],
      "0/12 nodes are available: 10 Insufficient cpu, 2 node(s) didn't match Pod's node affinity/selector.",
    ],
  ])('[SCHED-2] %s', (_situation, rejections, expected) => {
    expect(fitError(rejections.length, rejections)).toBe(expected)
  })

  test('[SCHED-2] what a plugin says of all nodes stands in the place of the counts, and what came after it behind', () => {
    expect(fitError(2, [], { preFilter: 'no such claim', postFilter: 'not found' })).toBe(
      '0/2 nodes are available: no such claim. not found',
    )
    expect(fitError(1, [cpu], { postFilter: 'preemption: no.' })).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. preemption: no.',
    )
  })
})
