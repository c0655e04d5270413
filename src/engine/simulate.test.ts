import { describe, expect, test } from 'vitest'
import fc from '../lib/testing/property.ts'
import type { Pod } from '../manifest/pod/pod.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import { assembleTrace } from '../trace/assemble.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import type { ObjectWritten } from '../trace/entry.ts'
import type { Span, Trace } from '../trace/trace.ts'
import { simulate } from './simulate.ts'
import { type RandomScenario, randomScenario, stepAction, textOf, UNTIL_MS } from './testing/random-scenario.ts'

/** Printed by fast-check when a property fails, with the path to the example. */
const SEED = 20260105

function chunksOf(random: RandomScenario): TraceChunk[] {
  const { scenario, problems, refusal } = compile(textOf(random))
  if (!scenario) throw new Error(refusal ?? JSON.stringify(problems))
  return [...simulate(scenario, PROGRAMS)]
}

/** The properties below ask the same scenarios, since they share the seed. */
const traces = new Map<string, Trace>()
function traceOf(random: RandomScenario): Trace {
  const text = textOf(random)
  const trace = traces.get(text) ?? assembleTrace(chunksOf(random))
  traces.set(text, trace)
  return trace
}

function holds(property: (trace: Trace) => void): void {
  fc.assert(
    fc.property(randomScenario, (random) => property(traceOf(random))),
    { seed: SEED, numRuns: 120 },
  )
}

type PodVersion = ObjectWritten & { readonly object: Pod }

/** The versions of each Pod, by uid. */
function podVersions(trace: Trace): PodVersion[][] {
  const byUid = new Map<string, PodVersion[]>()
  for (const entry of trace.entries) {
    if (entry.kind !== 'object' || entry.objectKind !== 'Pod') continue
    const uid = entry.object.metadata.uid ?? ''
    byUid.set(uid, [...(byUid.get(uid) ?? []), entry as PodVersion])
  }
  return [...byUid.values()]
}

const runsOf = (trace: Trace, container: string): readonly Span[] =>
  trace.spans.filter((span) => span.detail.kind === 'run' && span.container === container)
const containersOf = (trace: Trace) =>
  new Set(trace.spans.flatMap((span) => (span.detail.kind === 'run' ? [span.container ?? ''] : [])))

describe('simulate', () => {
  test('the same text gives the same bytes', () => {
    fc.assert(
      fc.property(randomScenario, (random) => {
        expect(JSON.stringify(chunksOf(random))).toBe(JSON.stringify(chunksOf(random)))
      }),
      { seed: SEED, numRuns: 25 },
    )
  })

  test('what was seen before a later step stays true, to the last thing of its instant', () => {
    fc.assert(
      fc.property(randomScenario, stepAction, fc.nat(), (random, action, pick) => {
        const before = traceOf(random)
        const lastStep = before.steps.at(-1)?.at ?? 0
        const instants = before.entries.filter(({ at }) => at > lastStep).map(({ at }) => at)
        const atMs = instants[pick % instants.length] ?? lastStep + 1
        const after = traceOf({ ...random, steps: [...random.steps, { atMs, action }] })
        const cut = after.steps.find(({ index }) => index === random.steps.length)
        expect(cut?.at).toBe(atMs)
        const seen = before.entries.filter(({ at }) => at <= atMs)
        expect(after.entries.filter(({ seq }) => seq < (cut?.seq ?? 0))).toEqual(seen)
        const attempts = ({ probes }: Trace) =>
          probes.flatMap(({ columns }) => [...columns.seq].filter((seq) => seq < (cut?.seq ?? 0)))
        expect(attempts(after)).toEqual(attempts(before))
      }),
      { seed: SEED, numRuns: 40 },
    )
  })

  test('entries are numbered in the order of time, and every cause came before', () => {
    holds((trace) => {
      const numbers = new Set<number>(trace.probes.flatMap(({ columns }) => [...columns.seq]))
      let last = { seq: 0, at: 0 }
      for (const entry of trace.entries) {
        expect(entry.seq).toBeGreaterThan(last.seq)
        expect(entry.at).toBeGreaterThanOrEqual(last.at)
        last = entry
        numbers.add(entry.seq)
      }
      for (const { seq, cause } of trace.entries) {
        if (cause === undefined) continue
        expect(cause).toBeLessThan(seq)
        expect(numbers).toContain(cause)
      }
    })
  })

  test('[API-1] versions and restart counts never fall, and nothing follows a deletion', () => {
    holds((trace) => {
      for (const versions of podVersions(trace)) {
        const counts = new Map<string, number>()
        let version = 0
        for (const { object } of versions) {
          expect(Number(object.metadata.resourceVersion)).toBeGreaterThan(version)
          version = Number(object.metadata.resourceVersion)
          const { containerStatuses = [], initContainerStatuses = [] } = object.status
          for (const { name, restartCount } of [...containerStatuses, ...initContainerStatuses]) {
            expect(restartCount).toBeGreaterThanOrEqual(counts.get(name) ?? 0)
            counts.set(name, restartCount)
          }
        }
        const deleted = versions.findIndex((entry) => entry.change === 'DELETED')
        expect([-1, versions.length - 1]).toContain(deleted)
      }
    })
  })

  test('[PHASE-2] a Pod that has succeeded or failed stays so, and nothing of it runs', () => {
    holds((trace) => {
      for (const versions of podVersions(trace)) {
        const ended = versions.find(({ object }) => ['Succeeded', 'Failed'].includes(object.status.phase))
        if (!ended) continue
        for (const { object, seq } of versions)
          if (seq > ended.seq) expect(object.status.phase).toBe(ended.object.status.phase)
        const { uid } = ended.object.metadata
        const running = trace.spans.filter(
          ({ detail, pod, id, endSeq }) =>
            detail.kind === 'run' && pod.uid === uid && (id > ended.seq || (endSeq ?? Infinity) > ended.seq),
        )
        expect(running).toEqual([])
      }
    })
  })

  test('[START-1] never do two instances of one container run at the same time', () => {
    holds((trace) => {
      for (const container of containersOf(trace)) {
        const runs = runsOf(trace, container)
        runs.forEach((run, index) => {
          const next = runs[index + 1]
          if (next) expect(run.endSeq ?? Infinity).toBeLessThan(next.id)
          expect(run.restart).toBe(index)
        })
      }
    })
  })

  test('[START-3] a container starts only after the init containers before it have succeeded', () => {
    holds((trace) => {
      const spec = podVersions(trace)[0]?.[0]?.object.spec
      const names = (spec?.initContainers ?? []).map(({ name }) => name)
      const sidecars = new Set(
        spec?.initContainers?.flatMap(({ name, restartPolicy }) => (restartPolicy ? [name] : [])),
      )
      for (const container of containersOf(trace)) {
        const before = names.includes(container) ? names.slice(0, names.indexOf(container)) : names
        for (const run of runsOf(trace, container)) {
          for (const init of before) {
            const latest = runsOf(trace, init).findLast((each) => each.id < run.id)
            expect(latest, `${init} before ${container}`).toBeDefined()
            if (sidecars.has(init)) continue
            expect(latest?.endSeq ?? Infinity).toBeLessThan(run.id)
            expect(latest?.outcome).toMatchObject({ kind: 'exit', exitCode: 0 })
          }
        }
      }
    })
  })

  test('[TERM-2] a minute after a Pod is gone nothing of it goes on', () => {
    holds((trace) => {
      for (const versions of podVersions(trace)) {
        const last = versions.at(-1)
        if (last?.change !== 'DELETED' || last.at > UNTIL_MS - 60_000) continue
        const open = trace.spans.filter((span) => span.pod.uid === last.object.metadata.uid && span.end === undefined)
        expect(open.map(({ detail, container }) => `${detail.kind} ${container}`)).toEqual([])
      }
    })
  })

  test('the scenarios asked are not all alike', () => {
    const seen = new Map<string, number>()
    const count = (what: string, so: boolean) => seen.set(what, (seen.get(what) ?? 0) + (so ? 1 : 0))
    holds((trace) => {
      const versions = podVersions(trace).flat()
      const phases = versions.map(({ object }) => object.status.phase)
      const { initContainers = [] } = versions[0]?.object.spec ?? {}
      count('deleted', versions.at(-1)?.change === 'DELETED')
      count('succeeded', phases.includes('Succeeded'))
      count('failed', phases.includes('Failed'))
      count(
        'restarted',
        trace.spans.some(({ detail, restart }) => detail.kind === 'run' && (restart ?? 0) > 1),
      )
      count('initialized', initContainers.length > 0 && runsOf(trace, 'a').length > 0)
      count(
        'probed',
        trace.probes.some(({ columns }) => columns.length > 0),
      )
      count(
        'killed for its memory',
        trace.entries.some(({ kind }) => kind === 'oom'),
      )
      count(
        'waited',
        trace.spans.some(({ detail }) => detail.kind === 'backOff'),
      )
      count('in a second sandbox', trace.spans.filter(({ detail }) => detail.kind === 'sandbox').length > 1)
    })
    for (const [what, times] of seen) expect(times, what).toBeGreaterThanOrEqual(4)
  })
})
