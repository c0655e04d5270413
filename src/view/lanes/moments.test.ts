import { expect, test } from 'vitest'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { lanesOf } from './lanes.ts'
import { eventfulness, momentsOf } from './moments.ts'
import { LANES_EN } from './words-en.ts'

const lanes = lanesOf(runText(LIVENESS_KILL), { words: LANES_EN })
const ofKind = (kind: string) => lanes.find((lane) => lane.kind === kind)!
const whose = () => 'web'

test('of a probe each threshold is one, and the first failure that leads there', () => {
  const moments = momentsOf(ofKind('probe'), whose)
  const decided = moments.filter(({ like }) => like.endsWith('decides true'))
  expect(decided.length).toBeGreaterThan(2)
  expect(new Set(decided.map(({ like }) => like)).size).toBe(1)
  expect(moments.length).toBe(decided.length * 2)
})

test('of STATUS each change is one, and what it was before counts', () => {
  const words = momentsOf(ofKind('pod'), whose).map(({ like }) => like)
  expect(words).toContainEqual(expect.stringContaining('CrashLoopBackOff Running 1/1'))
  expect(words).toContainEqual(expect.stringContaining('ContainerCreating Running 1/1'))
})

test('conditions, memory that stays and what is done at the start say nothing', () => {
  for (const kind of ['conditions', 'memory', 'steps']) expect(momentsOf(ofKind(kind), whose)).toEqual([])
})

test('a lane says more, the more different things happen in it', () => {
  const much = (kind: string) => eventfulness(ofKind(kind))
  expect(much('container')).toBeGreaterThan(much('probe'))
  expect(much('probe')).toBeGreaterThan(much('setup'))
  expect(much('memory')).toBe(0)
})
