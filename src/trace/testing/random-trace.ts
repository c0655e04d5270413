import fc from '../../lib/testing/property.ts'
import { ASSUMPTIONS } from '../../scenario/assumptions.ts'
import type { TraceChunk } from '../chunk.ts'
import type { PodRef, Seq } from '../entry.ts'
import { PROBE_OUTCOMES } from '../probe-track.ts'
import { TraceRecorder } from '../recorder.ts'

const POD: PodRef = { namespace: 'default', name: 'web', uid: 'u1' }

type Op =
  | { readonly op: 'wait'; readonly ms: number }
  | { readonly op: 'write'; readonly name: string; readonly change: 'ADDED' | 'MODIFIED' | 'DELETED' }
  | { readonly op: 'event'; readonly key: string }
  | { readonly op: 'log' }
  | { readonly op: 'open' }
  | { readonly op: 'close'; readonly pick: number }
  | {
      readonly op: 'probe'
      readonly track: number
      readonly outcome: number
      readonly took: number
      readonly decisive: boolean
    }
  | { readonly op: 'memory'; readonly track: number; readonly bytes: number }
  | { readonly op: 'cut' }

const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ op: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    op: fc.constant('write' as const),
    name: fc.constantFrom('a', 'b'),
    change: fc.constantFrom('ADDED' as const, 'MODIFIED' as const, 'DELETED' as const),
  }),
  fc.record({ op: fc.constant('event' as const), key: fc.constantFrom('x', 'y', 'z') }),
  fc.constant({ op: 'log' as const }),
  fc.constant({ op: 'open' as const }),
  fc.record({ op: fc.constant('close' as const), pick: fc.nat() }),
  fc.record({
    op: fc.constant('probe' as const),
    track: fc.nat({ max: 1 }),
    outcome: fc.nat({ max: 3 }),
    took: fc.nat({ max: 2 }),
    decisive: fc.boolean(),
  }),
  fc.record({ op: fc.constant('memory' as const), track: fc.nat({ max: 1 }), bytes: fc.nat({ max: 100 }) }),
  fc.constant({ op: 'cut' as const }),
)

/** The chunks of a trace in which nothing makes sense, except what every trace keeps: order, and ends after beginnings. */
export const randomChunks: fc.Arbitrary<TraceChunk[]> = fc
  .tuple(fc.array(op, { maxLength: 60 }), fc.boolean())
  .map(([ops, many]) => record(many ? Array.from({ length: 12 }, () => ops).flat() : ops))

function record(ops: readonly Op[]): TraceChunk[] {
  const recorder = new TraceRecorder({
    kubernetes: '1.36',
    name: 'random',
    seed: 1,
    untilMs: 1_000_000,
    assumptions: ASSUMPTIONS,
  })
  const chunks: TraceChunk[] = []
  const open: Seq[] = []
  const runs = new Map<number, { outcome: number; run: number; busyUntil: number }>()
  let now = 0
  for (const step of ops) {
    switch (step.op) {
      case 'wait':
        now += step.ms
        break
      case 'write':
        recorder.record(now, undefined, {
          kind: 'object',
          change: step.change,
          objectKind: 'Pod',
          namespace: 'default',
          name: step.name,
          by: { name: 'test' },
          object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: step.name } },
        })
        break
      case 'event':
        recorder.record(now, undefined, {
          kind: 'event',
          key: step.key,
          type: 'Normal',
          reason: 'R',
          message: 'm',
          count: 1,
          firstAt: now,
          component: 'kubelet',
          regarding: { kind: 'Pod', namespace: 'default', name: 'web' },
        })
        break
      case 'log':
        recorder.record(now, undefined, {
          kind: 'log',
          pod: POD,
          container: 'app',
          restart: 0,
          stream: 'stdout',
          line: String(now),
        })
        break
      case 'open':
        open.push(recorder.record(now, undefined, { kind: 'span', pod: POD, span: { kind: 'sandbox' } }).seq)
        break
      case 'close': {
        const [opened] = open.splice(step.pick % Math.max(1, open.length), 1)
        if (opened !== undefined)
          recorder.record(now, undefined, { kind: 'spanEnd', opened, outcome: { kind: 'done' } })
        break
      }
      case 'probe': {
        // An attempt is recorded when it ends, and one prober does not probe twice at a time.
        const last = runs.get(step.track)
        const run = last?.outcome === step.outcome ? last.run + 1 : 1
        const at = Math.max(now, last?.busyUntil ?? 0)
        now = at + step.took
        runs.set(step.track, { outcome: step.outcome, run, busyUntil: now })
        recorder.attempt(
          recorder.probeTrack({
            pod: POD,
            container: 'app',
            probe: step.track === 0 ? 'liveness' : 'readiness',
            handler: 'exec',
            periodMs: 10_000,
            timeoutMs: 1000,
            failureThreshold: 3,
            successThreshold: 1,
          }),
          {
            at,
            endAt: now,
            outcome: PROBE_OUTCOMES[step.outcome] as (typeof PROBE_OUTCOMES)[number],
            run,
            restart: 0,
            decisive: step.decisive,
            ...(step.outcome === 0 ? {} : { message: `failed at ${now}` }),
          },
        )
        break
      }
      case 'memory':
        recorder.memory(
          recorder.memoryTrack({
            pod: POD,
            container: `c${step.track}`,
            limitBytes: 100,
            requestBytes: undefined,
          }),
          now,
          step.bytes,
        )
        break
      case 'cut':
        chunks.push(recorder.takeChunk(now, 'running'))
        break
    }
  }
  chunks.push(recorder.takeChunk(now, 'quiet'))
  return chunks
}
