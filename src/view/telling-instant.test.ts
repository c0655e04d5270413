import { expect, test } from 'vitest'
import { tellingInstant } from './telling-instant.ts'
import { graceKillTrace } from './testing/fixture-trace.ts'

test('of a Pod that is killed four times it is the wait that follows', () => {
  // At 1:00.4 it ends for the fourth time, and STATUS is CrashLoopBackOff until 1:23.
  const at = tellingInstant(graceKillTrace())
  expect(at).toBeGreaterThan(60_000)
  expect(at).toBeLessThan(70_000)
})
