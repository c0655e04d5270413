import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/simulate.ts'
import { ensure } from '../lib/assert.ts'
import fc from '../lib/testing/property.ts'
import { MINUTE, type Time } from '../lib/time.ts'
import type { Pod } from '../manifest/pod/pod.ts'
import { PROGRAMS } from '../programs/programs.ts'
import type { Action } from '../scenario/action.ts'
import { compile } from '../scenario/compile.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { assembleTrace } from '../trace/assemble.ts'
import type { Trace } from '../trace/trace.ts'
import { GALLERY } from './gallery.ts'
import { traceText } from './testing/trace-text.ts'

/** Long enough for restarts and their back-off. */
const UNTIL = 1.5 * MINUTE

const scenarios = GALLERY.map(({ name, text }): Scenario => {
  const { scenario, refusal } = compile(text)
  if (!scenario) throw new Error(`${name}: ${refusal}`)
  return { ...scenario, untilMs: UNTIL, untilGiven: true }
})

const runs = new Map<Scenario, Trace>()

/** As it is written: run once, however often it is asked for. */
function unchanged(scenario: Scenario): Trace {
  const trace = runs.get(scenario) ?? run(scenario)
  runs.set(scenario, trace)
  return trace
}

function run(scenario: Scenario): Trace {
  return assembleTrace(simulate(scenario, PROGRAMS))
}

/** What people do to the first Pod there is, written in the text or made by a controller. */
function actionsOn({ entries }: Trace): Action[] {
  const first = entries.find((entry) => entry.kind === 'object' && entry.objectKind === 'Pod')
  const pod = ensure(first?.kind === 'object' ? (first.object as Pod) : undefined, 'a Pod')
  const { name } = pod.metadata
  const container = ensure(pod.spec.containers[0], 'a container').name
  const namespace = pod.metadata.namespace ?? 'default'
  return [
    typed(`kubectl delete pod ${name} -n ${namespace}`),
    typed(`kubectl delete pod ${name} -n ${namespace} --force`),
    { kind: 'killProcess', namespace, pod: name, container, signal: 'SIGKILL' },
    { kind: 'killSandbox', namespace, pod: name },
    typed(`kubectl exec ${name} -n ${namespace} -- sh -c 'kill -TERM 1'`),
  ]
}

function typed(line: string): Action {
  return { kind: 'run', line, brings: { objects: [], images: [] } }
}

function withStep(scenario: Scenario, atMs: Time, action: Action): Scenario {
  const steps = [...scenario.steps, { atMs, text: 'the step that is added', action }]
  return { ...scenario, steps: steps.sort((a, b) => a.atMs - b.atMs) }
}

describe('acting in the past', () => {
  it('changes nothing that has been seen: a step comes last at its instant', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scenarios),
        fc.integer({ min: 0, max: UNTIL }),
        fc.nat(4),
        (scenario, atMs, which) => {
          const before = unchanged(scenario)
          const after = run(withStep(scenario, atMs, actionsOn(before)[which] as Action))
          const step = after.entries.find((entry) => entry.kind === 'step' && entry.text === 'the step that is added')
          expect(step?.at).toBe(atMs)
          const seen = before.entries.filter((entry) => entry.at <= atMs)
          const seenAgain = after.entries.filter((entry) => entry.seq < (step?.seq ?? 0))
          expect(seenAgain.map((entry) => JSON.stringify(entry))).toEqual(seen.map((entry) => JSON.stringify(entry)))
          for (const [index, { columns }] of before.probes.entries()) {
            const attempts = columns.endAt.filter((endAt) => endAt <= atMs).length
            const later = after.probes[index]?.columns
            expect(later?.endAt.slice(0, attempts) ?? new Float64Array()).toEqual(columns.endAt.slice(0, attempts))
            expect(later?.outcome.slice(0, attempts) ?? new Uint8Array()).toEqual(columns.outcome.slice(0, attempts))
          }
        },
      ),
      { numRuns: 30 },
    )
  }, 120_000)
})

describe('a seed', () => {
  it('is all that chance comes from', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scenarios), fc.nat(), (scenario, seed) => {
        expect(traceText(run({ ...scenario, seed }))).toBe(traceText(run({ ...scenario, seed })))
      }),
      { numRuns: 10 },
    )
  }, 120_000)
})
