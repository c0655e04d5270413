import { describe, expect, test } from 'vitest'
import fc from '../lib/testing/property.ts'
import { assembleTrace, TraceAssembler } from './assemble.ts'
import { changesOf, neighbourChange } from './changes.ts'
import type { TraceEntry } from './entry.ts'
import { entriesUpTo, entryOf, happeningOf } from './lookup.ts'
import { eventsAt, memoryAt, objectAt, stateAt } from './state-at.ts'
import { randomChunks } from './testing/random-trace.ts'
import { objectKey, type Trace } from './trace.ts'

const upTo = (trace: Trace, at: number) => trace.entries.filter((entry) => entry.at <= at)
const ofKind = <K extends TraceEntry['kind']>(entries: readonly TraceEntry[], kind: K) =>
  entries.filter((entry): entry is Extract<TraceEntry, { kind: K }> => entry.kind === kind)

/** The same by reading everything, every time. */
function naiveStateAt(trace: Trace, at: number) {
  const entries = upTo(trace, at)
  const objects = new Map<string, unknown>()
  for (const entry of ofKind(entries, 'object')) {
    const key = objectKey(entry.objectKind, entry.namespace, entry.name)
    if (entry.change === 'DELETED') objects.delete(key)
    else objects.set(key, entry)
  }
  const closed = new Set(ofKind(entries, 'spanEnd').map((entry) => entry.opened))
  const events = new Map<string, unknown>()
  for (const event of ofKind(entries, 'event')) events.set(event.key, event)
  return {
    objects,
    open: ofKind(entries, 'span')
      .map((entry) => entry.seq)
      .filter((seq) => !closed.has(seq)),
    events: [...events.values()],
    logs: ofKind(entries, 'log'),
  }
}

const momentOf = (trace: Trace) => fc.integer({ min: -1, max: trace.endMs + 2 })
const traceAndMoment = randomChunks
  .map((chunks) => assembleTrace(chunks))
  .chain((trace) => fc.tuple(fc.constant(trace), fc.array(momentOf(trace), { minLength: 1, maxLength: 8 })))

describe('stateAt', () => {
  test('says what a scan of the whole trace says', () => {
    fc.assert(
      fc.property(traceAndMoment, ([trace, moments]) => {
        for (const at of moments) {
          const state = stateAt(trace, at)
          const naive = naiveStateAt(trace, at)
          expect(new Map(state.objects)).toEqual(naive.objects)
          expect(state.openSpans.map((span) => span.id)).toEqual(naive.open)
          expect(state.events).toEqual(naive.events)
          expect(state.logs).toEqual(naive.logs)
          for (const [track, probe] of state.probes.entries()) {
            const { columns } = trace.probes[track]!
            const ended = [...columns.endAt].filter((end) => end <= at).length
            expect(probe.index).toBe(ended - 1)
            if (ended > 0) expect(probe.run).toBe(columns.run[ended - 1])
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('memory lies on the straight line between the samples around it', () => {
    const track = {
      pod: { namespace: 'default', name: 'web', uid: 'u' },
      container: 'app',
      limitBytes: 100,
      requestBytes: undefined,
      columns: { length: 4, at: Float64Array.of(10, 20, 20, 30), bytes: Float64Array.of(0, 50, 0, 10) },
    }
    expect([9, 10, 15, 20, 25, 30, 99].map((at) => memoryAt(track, at))).toEqual([undefined, 0, 25, 0, 5, 10, 10])
  })

  test('is right after going back', () => {
    fc.assert(
      fc.property(traceAndMoment, ([trace, moments]) => {
        for (const at of moments) expect(eventsAt(trace, at)).toEqual(naiveStateAt(trace, at).events)
      }),
    )
  })

  test('an object that is gone has no current version', () => {
    fc.assert(
      fc.property(traceAndMoment, ([trace, moments]) => {
        for (const at of moments) expect(objectAt(trace, 'Pod/default/a', at)?.change).not.toBe('DELETED')
      }),
    )
  })
})

describe('TraceAssembler', () => {
  test('gives the same trace however the pieces are cut, and earlier snapshots stay as they were', () => {
    fc.assert(
      fc.property(randomChunks, (chunks) => {
        const assembler = new TraceAssembler()
        const seen: { snapshot: Trace; copy: Trace }[] = []
        for (const chunk of chunks) {
          assembler.add(chunk)
          const snapshot = assembler.snapshot()!
          seen.push({ snapshot, copy: structuredClone(snapshot) })
        }
        for (const { snapshot, copy } of seen) expect(structuredClone(snapshot)).toEqual(copy)
        const whole = assembleTrace(chunks)
        expect(structuredClone(assembler.snapshot())).toEqual(structuredClone(whole))
        expect(whole.entries.length).toBe(chunks.reduce((sum, chunk) => sum + chunk.entries.length, 0))
      }),
    )
  })

  test('has nothing to show before the first piece', () => {
    expect(new TraceAssembler().snapshot()).toBeUndefined()
  })
})

describe('changes', () => {
  test('are in order, each once, and walking over them meets each', () => {
    fc.assert(
      fc.property(randomChunks.map(assembleTrace), (trace) => {
        const changes = [...changesOf(trace)]
        expect(changes).toEqual([...new Set(changes)].sort((a, b) => a - b))
        const forward: number[] = []
        for (let at = neighbourChange(trace, -1, 1); at !== undefined; at = neighbourChange(trace, at, 1))
          forward.push(at)
        expect(forward).toEqual(changes)
        const back: number[] = []
        for (
          let at = neighbourChange(trace, trace.endMs + 9, -1);
          at !== undefined;
          at = neighbourChange(trace, at, -1)
        )
          back.push(at)
        expect(back.toReversed()).toEqual(changes)
      }),
    )
  })
})

describe('lookup', () => {
  test('finds every entry and every attempt by its number', () => {
    fc.assert(
      fc.property(traceAndMoment, ([trace, moments]) => {
        for (const entry of trace.entries) {
          expect(entryOf(trace, entry.seq)).toBe(entry)
          expect(happeningOf(trace, entry.seq)).toEqual({ kind: 'entry', entry })
        }
        for (const [track, { columns }] of trace.probes.entries()) {
          for (const [index, seq] of columns.seq.entries()) {
            expect(happeningOf(trace, seq)).toEqual({ kind: 'attempt', track, index })
          }
        }
        expect(happeningOf(trace, 1_000_000)).toBeUndefined()
        for (const at of moments) expect(entriesUpTo(trace, at)).toBe(upTo(trace, at).length)
      }),
    )
  })
})
