import type { Time } from '../../lib/time.ts'
import type { ContainerStatus } from '../../manifest/pod/status.ts'
import type { ContainerKind, Seq } from '../../trace/entry.ts'
import type { Span, Trace } from '../../trace/trace.ts'
import { containerStory, endingOf } from '../history/container-runs.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { exitTone } from '../history/tone.ts'
import { type Machine, machineOf, type Visit } from './machine.ts'

export const CONTAINER_STATES = ['Waiting', 'Running', 'Terminated'] as const
export type ContainerState = (typeof CONTAINER_STATES)[number]

const KNOWN: readonly (readonly [ContainerState, ContainerState])[] = [
  ['Waiting', 'Running'],
  ['Running', 'Terminated'],
  ['Terminated', 'Running'],
  ['Terminated', 'Waiting'],
  ['Waiting', 'Terminated'],
]

type Change = Omit<Visit<ContainerState>, 'to'>

/**
 * The states of a container. Whether it runs and how it ended is said by its runs, also where one was too short for the
 * API to hear of it; what it waits for is what the API says.
 */
export function containerMachine(trace: Trace, history: PodHistory, container: string, kind: ContainerKind): Machine {
  const story = containerStory(trace, history, container)
  const changes: { readonly change: Change; readonly order: number }[] = []
  // At one instant a run ends before anything is written of it, and begins after.
  for (const run of story.runs) {
    const first = story.statuses.find(
      ({ at, status }) => at >= run.start && at < (run.end ?? Infinity) && isOf(status, run),
    )
    changes.push({ change: running(run.start, run.id, first?.status, kind), order: 2 })
    const ending = endingOf(story, run)
    if (run.end === undefined || ending === undefined) continue
    const { code, reason, tone } = ending
    const sub = code < 0 ? reason : `${reason} ${code}`.trim()
    changes.push({ change: { state: 'Terminated', sub, tone, from: run.end, seq: run.endSeq ?? run.id }, order: 0 })
  }
  for (const { at, seq, status } of story.statuses) {
    const run = runAt(story.runs, at)
    const change = run ? isOf(status, run) && running(at, seq, status, kind) : atRest(at, seq, status)
    if (change) changes.push({ change, order: 1 })
  }
  changes.sort((a, b) => a.change.from - b.change.from || a.order - b.order || a.change.seq - b.change.seq)
  return machineOf(
    visitsOf(
      changes.map(({ change }) => change),
      endOf(history, story.runs),
    ),
    KNOWN,
  )
}

function visitsOf(changes: readonly Change[], end: Time | undefined): readonly Visit[] {
  const visits: { -readonly [Key in keyof Visit]: Visit[Key] }[] = []
  for (const change of changes) {
    const last = visits.at(-1)
    // The API tells of an end that is over already.
    if (last && (isSame(last, change) || (last.state === 'Terminated' && change.state === 'Terminated'))) continue
    if (end !== undefined && change.from >= end && visits.length > 0) continue
    if (last) last.to = change.from
    visits.push({ ...change, to: undefined })
  }
  const last = visits.at(-1)
  if (last) last.to = end
  return visits
}

const isSame = (a: Pick<Visit, 'state' | 'sub'>, b: Change): boolean => a.state === b.state && a.sub === b.sub

/** When nothing is left of it: the object has gone, and nothing runs any more. */
function endOf({ deletedAt }: PodHistory, runs: readonly Span[]): Time | undefined {
  if (deletedAt === undefined) return undefined
  const last = runs.at(-1)
  if (last !== undefined && last.end === undefined) return undefined
  return Math.max(deletedAt, last?.end ?? 0)
}

function runAt(runs: readonly Span[], at: Time): Span | undefined {
  return runs.findLast(({ start, end }) => start <= at && (end === undefined || end > at))
}

/** The status is of this run, and not of one before. */
function isOf(status: ContainerStatus, run: Span): boolean {
  return status.state.running !== undefined && status.restartCount === (run.restart ?? 0)
}

function running(from: Time, seq: Seq, status: ContainerStatus | undefined, kind: ContainerKind): Change {
  const base = { state: 'Running', from, seq } as const
  // Nobody asks these whether they are ready.
  if (kind === 'init' || kind === 'ephemeral') return { ...base, sub: 'running', tone: 'ready' }
  if (status?.started === false) return { ...base, sub: 'notStarted', tone: 'notReady' }
  const ready = status?.ready === true
  return { ...base, sub: ready ? 'ready' : 'notReady', tone: ready ? 'ready' : 'notReady' }
}

function atRest(from: Time, seq: Seq, { state }: ContainerStatus): Change | undefined {
  const base = { from, seq }
  if (state.waiting) return { ...base, state: 'Waiting', sub: state.waiting.reason ?? 'Waiting', tone: 'waiting' }
  if (!state.terminated) return undefined
  const { exitCode, reason = '' } = state.terminated
  const tone = exitTone(exitCode, reason)
  return { ...base, state: 'Terminated', sub: `${reason} ${exitCode}`.trim(), tone }
}
