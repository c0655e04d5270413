import { describe, expect, test } from 'vitest'
import { completeWork } from './pod-worker.ts'
import type { SyncOutcome } from './sync-pod.ts'

const OK: SyncOutcome = { kind: 'ok', acted: true }
const refusedFor = (seconds: number): SyncOutcome => ({ kind: 'backOff', expiresAt: 100_000 + seconds * 1000 })

describe('completeWork', () => {
  test.each<[string, string, SyncOutcome, number, number]>([
    ['SYNC-2', 'nothing was wrong, shortest', OK, 0, 60_000],
    ['SYNC-2', 'nothing was wrong, longest', OK, 0.9999, 89_997],
    ['SYNC-3', 'something was wrong, shortest', { kind: 'error' }, 0, 10_000],
    ['SYNC-3', 'something was wrong, longest', { kind: 'error' }, 0.9999, 14_999],
    ['SYNC-4', 'a back-off of ten seconds, shortest', refusedFor(10), 0, 10_000],
    ['SYNC-4', 'a back-off of ten seconds, half of the jitter', refusedFor(10), 0.5, 12_500],
    ['SYNC-4', 'a back-off of a minute', refusedFor(60), 0.5, 75_000],
    ['SYNC-4', 'a back-off of five minutes: not longer than of one', refusedFor(300), 0.5, 75_000],
    ['SYNC-4', 'a back-off that is over already', refusedFor(-3), 0.5, 0],
  ])('[%s] %s', (rule, _situation, outcome, random, delay) => {
    expect(completeWork(false, outcome, 100_000, random)).toMatchObject({ kind: 'after', delay, rule })
  })

  test('[SYNC-2] only what waits for nothing in particular does not keep the simulation going', () => {
    expect(completeWork(false, OK, 0, 0)).toMatchObject({ background: true })
    expect(completeWork(false, { kind: 'error' }, 0, 0)).toMatchObject({ background: false })
    expect(completeWork(false, refusedFor(10), 0, 0)).toMatchObject({ background: false })
  })

  test('[TERM-1] from running to terminating to terminated there is no wait', () => {
    expect(completeWork(true, { kind: 'terminal' }, 0, 0.7)).toEqual({ kind: 'now' })
  })
})
