import { type Duration, SECOND } from '../../lib/time.ts'
import type { DecisionMade } from '../../trace/entry.ts'
import { schedulingDecisionOf } from '../../trace/scheduling.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { spansOfLife } from '../history/on-node.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { SETUP_BAR, SETUP_BAR_TOP, SETUP_LANE } from './geometry.ts'
import type { Bar, Mark, SetupLane, Try } from './lane.ts'
import type { LaneWords } from './words-en.ts'

/** A Pod that gets its volumes in this time waits for nothing. */
const SOON: Duration = 2 * SECOND

/**
 * What comes before containers: the scheduler's attempts, the volumes, the sandbox. Where all went well at once the lane
 * is a minor one.
 */
export function setupLane(trace: Trace, history: PodHistory, words: LaneWords): SetupLane | undefined {
  const tries = triesOf(trace, history)
  const spans = spansOfLife(trace, history).filter(({ detail: { kind } }) => kind === 'volumes' || kind === 'sandbox')
  if (tries.length === 0 && spans.length === 0) return undefined
  const sandboxes = spans.filter(({ detail }) => detail.kind === 'sandbox')
  const slow = spans.some(({ start, end = trace.endMs, outcome }) => end - start > SOON || outcome?.kind === 'failed')
  const eventful = tries.length > 1 || tries.some(({ ok }) => !ok) || sandboxes.length > 1 || slow
  const marks: Mark[] = [...tries, ...spans.map((span) => bar(span, trace, words))]
  return {
    kind: 'setup',
    id: `setup/${history.ref.uid}`,
    name: words.names.setup,
    note: words.setupNote,
    mono: false,
    indent: false,
    ruled: true,
    minor: !eventful,
    height: SETUP_LANE,
    pod: history.ref,
    life: { from: history.createdAt, to: history.until, ended: history.deletedAt !== undefined },
    marks: marks.sort((a, b) => a.from - b.from),
  }
}

function triesOf(trace: Trace, { ref }: PodHistory): readonly Try[] {
  return (schedulingOf(trace).get(ref.uid) ?? []).flatMap((entry) => {
    const decision = schedulingDecisionOf(entry)
    if (!decision) return []
    const { at, seq } = entry
    const ok = decision.kind === 'bind'
    return [{ kind: 'try', from: at, to: at, seq, ok, text: ok ? decision.node : decision.message }]
  })
}

const decisions = new WeakMap<Trace, ReadonlyMap<string, readonly DecisionMade[]>>()

/** The scheduler's decisions by Pod: with many Pods the entries are gone through once. */
function schedulingOf(trace: Trace): ReadonlyMap<string, readonly DecisionMade[]> {
  let known = decisions.get(trace)
  if (!known) {
    const found = new Map<string, DecisionMade[]>()
    for (const entry of trace.entries) {
      if (entry.kind !== 'decision' || entry.decision !== 'schedule') continue
      const list = found.get(entry.pod.uid) ?? []
      found.set(entry.pod.uid, list)
      list.push(entry)
    }
    known = found
    decisions.set(trace, known)
  }
  return known
}

function bar({ id, detail, start, end, outcome }: Span, trace: Trace, { states, setupBars }: LaneWords): Bar {
  const volumes = detail.kind === 'volumes'
  const failed = outcome?.kind === 'failed' ? outcome.message : undefined
  return {
    kind: 'bar',
    from: start,
    to: end ?? trace.endMs,
    seq: id,
    top: SETUP_BAR_TOP,
    height: SETUP_BAR,
    pattern: volumes ? 'hatch' : 'outline',
    tone: volumes ? 'waiting' : 'starting',
    label: volumes ? setupBars.volumes : setupBars.sandbox,
    mono: false,
    ends: 'round',
    rail: false,
    state: states.setup(volumes ? 'volumes' : 'sandbox', failed),
  }
}
