import { expect, test } from 'vitest'
import { rawEntriesAt } from './raw-entries.ts'
import { LIVENESS_KILL, runText } from './testing/run-text.ts'
import { EXPLAIN_EN } from './words-en.ts'

const trace = runText(LIVENESS_KILL)

test.each([0, 1_000, 12_345, trace.endMs])('at %i ms: what has happened, the newest first, and nothing later', (at) => {
  const raw = rawEntriesAt(trace, at, 30, EXPLAIN_EN)
  expect(raw.length).toBeGreaterThan(0)
  expect(raw.length).toBeLessThanOrEqual(30)
  expect(raw.every((each) => each.at <= at && each.text !== '')).toBe(true)
  expect(raw.map((each) => each.at)).toEqual(raw.map((each) => each.at).sort((a, b) => b - a))
})

test('attempts of probes are among them, and all can be written as JSON', () => {
  const raw = rawEntriesAt(trace, trace.endMs, 400, EXPLAIN_EN)
  expect(new Set(raw.map((each) => each.kind))).toContain('attempt')
  expect(new Set(raw.map((each) => each.seq)).size).toBe(raw.length)
  for (const { value, seq } of raw) expect(JSON.parse(JSON.stringify(value))).toMatchObject({ seq })
})
