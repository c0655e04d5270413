import { assertNever } from '../../lib/assert.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import { clockText, durationText } from '../time-scale.ts'
import type { Bar, Burst, Exit, Lane, Mark, ProbeLane } from './lane.ts'
import { bytesText } from './memory.ts'

/** To a tenth of a second, or to the millisecond for what is shorter. */
function when(at: number): string {
  return clockText(at, 100)
}

function span(from: number, to: number): string {
  return `from ${when(from)} for ${durationText(to - from)}`
}

/** A mark in words: "app, run 4, killed at 1:00.4, exit 137". */
export function sentenceOf(lane: Lane, mark: Mark): string {
  switch (mark.kind) {
    case 'bar':
      return `${subjectOf(lane, mark)} ${mark.state}, ${span(mark.from, mark.to)}`
    case 'status':
      return `STATUS ${mark.word}, READY ${mark.ready}, ${span(mark.from, mark.to)}`
    case 'tick':
      return mark.message === undefined
        ? `RESTARTS ${mark.text} at ${when(mark.from)}`
        : `Event ${mark.text} at ${when(mark.from)}: ${mark.message}`
    case 'line':
      return `${mark.state}, ${span(mark.from, mark.to)}`
    case 'exit':
      return `${lane.name}, run ${mark.run}, ${endedBy(mark)} at ${when(mark.from)}, exit ${mark.code} ${mark.reason}`.trim()
    case 'ramp':
      return `${lane.name}, back-off of ${durationText(mark.lengthMs)} from ${when(mark.from)}, started again after ${durationText(mark.to - mark.from)}`
    case 'flag':
      if (lane.kind === 'node')
        return `Node ${lane.node}, taint ${mark.effect} ${mark.solid ? 'comes' : 'goes'} at ${when(mark.from)}`
      return `${lane.name}, SIG${mark.name} at ${when(mark.from)}, ${EFFECTS[mark.effect] ?? mark.effect}`
    case 'grace':
      return `${lane.name}, grace period ${mark.label}, until ${when(mark.deadline)}`
    case 'pin':
      return `Step at ${when(mark.from)}: ${mark.text}`
    case 'gate':
      return mark.text === 'in'
        ? `Into the endpoints at ${when(mark.from)}`
        : `Out of the endpoints at ${when(mark.from)}`
    case 'burst':
      return `Memory reached its limit of ${bytesText(mark.limitBytes)} at ${when(mark.from)}: ${killedBy(mark)}`
    default:
      return assertNever(mark)
  }
}

function subjectOf(lane: Lane, { label }: Bar): string {
  if (lane.kind === 'endpoints') return `${lane.note ?? 'Endpoint'}: ${label ?? 'the Pod'}`
  return lane.kind === 'node' ? `Node ${lane.node}` : lane.name
}

const EFFECTS: Readonly<Record<string, string>> = {
  ends: 'which ends it',
  caught: 'which it handles',
  ignored: 'which it ignores',
}

/** 128 + 9: what a shell calls the end by SIGKILL. */
const KILLED = 137

function endedBy({ tone, code }: Exit): string {
  if (tone === 'oom') return 'killed for memory'
  return code === KILLED ? 'killed' : 'ended'
}

/** A process that is not the first one dies alone under cgroup v1: nobody who only looks at the container sees it. */
function killedBy({ pid, wholeContainer }: Burst): string {
  if (wholeContainer) return 'OOM kill of the whole container'
  return pid === 1 ? 'OOM kill' : `OOM kill of process ${pid}, not the first one, so the container goes on`
}

/** One attempt of a probe in words. */
export function attemptSentence({ container, track }: ProbeLane, index: number): string {
  const { columns, failureThreshold, successThreshold } = track
  const outcome = PROBE_OUTCOMES[columns.outcome[index] as number] ?? 'unknown'
  const run = columns.run[index] as number
  const threshold = outcome === 'success' ? successThreshold : failureThreshold
  const counted = outcome === 'unknown' || run > threshold || threshold === 1 ? '' : `, ${run} of ${threshold}`
  const decided = columns.decisive[index] === 1 ? ', which decided' : ''
  const said = track.messages.get(index)
  return `${track.probe} of ${container}, ${outcome} at ${when(columns.endAt[index] as number)}${counted}${decided}${said ? `: ${said}` : ''}`
}
