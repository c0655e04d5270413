import { assertNever } from '../../lib/assert.ts'
import type { LogLine, SignalSent } from '../../trace/entry.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import { clockText } from '../time/time-scale.ts'
import type { Bar, Burst, ContainerLane, Exit, Lane, Mark, ProbeLane } from './lane.ts'
import { bytesText } from './memory.ts'
import type { LaneWords } from './words-en.ts'

/** To a tenth of a second, or to the millisecond for what is shorter. */
function when(at: number): string {
  return clockText(at, 100)
}

/** A mark in words: "app, run 4, killed at 1:00.4, exit 137". */
export function sentenceOf(lane: Lane, mark: Mark, words: LaneWords): string {
  const at = when(mark.from)
  const span = () => words.span(at, words.duration(mark.to - mark.from))
  switch (mark.kind) {
    case 'bar':
      if (lane.kind === 'setup') return words.line(words.ofPod(lane.pod.name, mark.state), span())
      return words.bar(subjectOf(lane, mark, words), mark.state, span())
    case 'status':
      return words.status(mark.word, mark.ready, span())
    case 'tick':
      return mark.message === undefined ? words.restarts(mark.text, at) : words.event(mark.text, at, mark.message)
    case 'line':
      return words.line(mark.state, span())
    case 'exit':
      return words.exit(lane.name, mark.run, howEnded(mark), at, mark.code, mark.reason)
    case 'ramp':
      return words.backOff(lane.name, words.duration(mark.lengthMs), at, words.duration(mark.to - mark.from))
    case 'flag':
      if (lane.kind === 'node') return words.taint(lane.node, mark.effect, mark.solid, at)
      return words.signal(lane.name, `SIG${mark.name}`, at, mark.effect as SignalSent['effect'])
    case 'grace':
      return words.grace(lane.name, mark.label, when(mark.deadline))
    case 'pin':
      return words.step(at, mark.text)
    case 'gate':
      return words.gate(mark.way, at)
    case 'burst':
      return words.memoryLimit(bytesText(mark.limitBytes), at, killedBy(mark, words))
    case 'try':
      return mark.ok ? words.scheduled(mark.text, at) : words.unschedulable(mark.text, at)
    case 'throttle':
      return words.throttle(lane.name, `${mark.wantedMilliCPU}m`, `${mark.limitMilliCPU}m`, span())
    case 'failures':
      return words.line(mark.text, span())
    default:
      return assertNever(mark)
  }
}

function subjectOf(lane: Lane, { label }: Bar, words: LaneWords): string {
  if (lane.kind === 'endpoints') return words.endpointsOf(lane.note, label)
  if (lane.kind === 'object') return `${lane.objectKind} ${lane.object}`
  return lane.kind === 'node' ? words.nodeNamed(lane.node) : lane.name
}

/** 128 + 9: what a shell calls the end by SIGKILL. */
const KILLED = 137

function howEnded({ tone, code }: Exit): 'oom' | 'killed' | 'ended' {
  if (tone === 'oom') return 'oom'
  return code === KILLED ? 'killed' : 'ended'
}

function killedBy({ pid, wholeContainer }: Burst, words: LaneWords): string {
  if (wholeContainer) return words.oomWhole
  return pid === 1 ? words.oom : words.oomChild(pid)
}

/** A line of a container's log, as it was said. */
export function logSentence({ name, logs }: ContainerLane, index: number, words: LaneWords): string {
  const { stream, at, line } = logs.lines[index] as LogLine
  return words.logLine(name, stream, when(at), line)
}

/** One attempt of a probe in words. */
export function attemptSentence({ container, track }: ProbeLane, index: number, words: LaneWords): string {
  const { columns, failureThreshold, successThreshold } = track
  const outcome = PROBE_OUTCOMES[columns.outcome[index] as number] ?? 'unknown'
  const run = columns.run[index] as number
  const threshold = outcome === 'success' ? successThreshold : failureThreshold
  const counted = outcome === 'unknown' || run > threshold || threshold === 1 ? undefined : ([run, threshold] as const)
  const decided = columns.decisive[index] === 1
  const at = when(columns.endAt[index] as number)
  return words.attempt(
    ...([track.probe, container, words.outcomes[outcome], at] as const),
    ...([counted, decided, track.messages.get(index)] as const),
  )
}
