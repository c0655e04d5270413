import { expect, test } from 'vitest'
import { ASSUMPTIONS } from '../scenario/assumptions.ts'
import { assembleTrace } from './assemble.ts'
import { TraceRecorder } from './recorder.ts'

test('a probe is counted for as long as anybody lives: no count begins again', () => {
  const header = { kubernetes: '1.36', name: 'long', seed: 1, untilMs: 1_000_000, assumptions: ASSUMPTIONS } as const
  const recorder = new TraceRecorder(header)
  const track = recorder.probeTrack({
    pod: { namespace: 'default', name: 'old', uid: 'u' },
    ...{ container: 'app', probe: 'liveness', handler: 'exec' },
    ...{ periodMs: 1000, timeoutMs: 1000, failureThreshold: 3, successThreshold: 1 },
  })
  // 16 bits are eighteen hours of a probe a second, 32 are a century.
  const counts = [65_534, 65_535, 65_536, 65_537, 131_072, 2 ** 32 - 1]
  for (const [at, run] of counts.entries()) {
    recorder.attempt(track, { at, endAt: at, outcome: 'success', run, restart: run, decisive: false })
  }
  const [columns] = assembleTrace([recorder.takeChunk(10, 'until')]).probes.map((each) => each.columns)
  expect([...(columns?.run ?? [])].slice(0, counts.length)).toEqual(counts)
  expect([...(columns?.restart ?? [])].slice(0, counts.length)).toEqual(counts)
  expect([...(columns?.decisive ?? [])].slice(0, counts.length).every((each) => each === 0)).toBe(true)
})
