import { expect, test } from 'vitest'
import type { Scenario } from '../scenario/scenario.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import type { TraceHeader } from '../trace/trace.ts'
import { HeldRun } from './held-run.ts'

const header = { kubernetes: '1.36' } as TraceHeader
const chunk = (endMs: number, ending: TraceChunk['ending'] = 'running'): TraceChunk => ({
  ...(endMs === 10 ? { header } : {}),
  ...{ endMs, ending, entries: [], probes: [], memory: [] },
})

test('a run is asked once it has come so far, or to its end', () => {
  const asked: number[] = []
  const held = new HeldRun({} as Scenario)
  const ask = (at: number) => held.whenAt(at, (reader) => asked.push(reader.now()))
  held.add(chunk(10))
  for (const at of [5, 10, 25, 90]) ask(at)
  expect(asked).toEqual([5])
  held.add(chunk(20))
  expect(asked).toEqual([5, 10])
  held.add(chunk(40, 'quiet'))
  expect(asked).toEqual([5, 10, 25, 90])
})

test('of a run that is given up what there is is told', () => {
  const asked: number[] = []
  const held = new HeldRun({} as Scenario)
  held.add(chunk(10))
  held.whenAt(60, (reader) => asked.push(reader.now()))
  held.close()
  expect(asked).toEqual([60])
})
