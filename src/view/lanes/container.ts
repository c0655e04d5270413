import type { Trace } from '../../trace/trace.ts'
import { type ContainerStory, containerStory, endingOf } from '../history/container-runs.ts'
import { lifeOf } from '../history/on-node.ts'
import type { ContainerOfPod, PodHistory } from '../history/pod-history.ts'
import { containerBars } from './container-bars.ts'
import { logsOf } from './container-logs.ts'
import {
  ABOVE_BAR,
  ABOVE_COMPACT_BAR,
  ABOVE_QUIET_BAR,
  BAR,
  BELOW_BADGE,
  BELOW_BAR,
  BELOW_QUIET_BAR,
  EXIT_OVERSHOOT,
  FOOT,
  GRACE_ABOVE,
  LOG_BELOW,
  LOG_BELOW_RAIL,
  POLE,
  rampPeak,
  SHORT_POLE,
} from './geometry.ts'
import type { ContainerLane, Exit, Flag, Grace, Mark, Ramp, Throttle } from './lane.ts'
import type { LaneWords } from './words-en.ts'

export function containerLane(
  trace: Trace,
  history: PodHistory,
  { container, kind }: ContainerOfPod,
  words: LaneWords,
  compact = false,
): ContainerLane {
  const story = containerStory(trace, history, container.name)
  const life = lifeOf(trace, history, container.name)
  const ramps = rampsOf(story, life.to)
  const tall = ramps.length > 0 || story.signals.length > 0 || story.graces.length > 0
  const exits = story.runs.some((run) => run.end !== undefined)
  const barTop = tall ? (compact ? ABOVE_COMPACT_BAR : ABOVE_BAR) : ABOVE_QUIET_BAR
  const bars = containerBars(story, { barTop, kind, from: life.from, until: life.to, words })
  const marks: Mark[] = [
    ...bars,
    ...ramps.map((ramp) => ({ ...ramp, base: barTop + BAR - FOOT })),
    ...exitsOf(story, barTop),
    ...flagsOf(story, barTop, compact ? SHORT_POLE : POLE),
    ...gracesOf(story, barTop, words),
    ...throttlesOf(story, barTop, life.to),
  ]
  return {
    kind: 'container',
    id: `container/${history.ref.uid}/${container.name}`,
    name: container.name,
    note: words.kinds[kind],
    mono: true,
    indent: false,
    ruled: true,
    height: barTop + BAR + (tall && !compact ? BELOW_BAR : exits ? BELOW_BADGE : BELOW_QUIET_BAR),
    pod: history.ref,
    container: container.name,
    nodeUid: history.onNode.uid,
    containerKind: kind,
    barTop,
    logs: logsOf(trace, history, container.name),
    logTop: barTop + BAR + (kind === 'sidecar' ? LOG_BELOW_RAIL : LOG_BELOW),
    life,
    // A stable sort: of marks of one instant the bar is painted first, flags and exits upon it.
    marks: marks.sort((a, b) => a.from - b.from),
  }
}

function throttlesOf(story: ContainerStory, barTop: number, until: number): readonly Throttle[] {
  return story.throttled.flatMap(({ id, start, end = until, detail }) => {
    if (detail.kind !== 'throttled') return []
    const { limitMilliCPU, wantedMilliCPU } = detail
    return [{ kind: 'throttle', from: start, to: end, seq: id, top: barTop, limitMilliCPU, wantedMilliCPU }]
  })
}

function rampsOf(story: ContainerStory, until: number): readonly Ramp[] {
  const ramps: Ramp[] = []
  for (const span of story.backOffs) {
    if (span.detail.kind !== 'backOff' || span.detail.lengthMs <= 0) continue
    // After a probe kill the refusal counts from an older exit, but the next try counts from the killed run's own:
    // the whole length is waited from there.
    const lastEnd = story.runs.findLast((run) => run.end !== undefined && run.end <= span.start)?.end ?? 0
    const from = span.detail.of === 'restart' ? Math.max(span.detail.since, lastEnd) : span.detail.since
    ramps.push({
      kind: 'ramp',
      from,
      nominalTo: from + span.detail.lengthMs,
      to: span.end ?? until,
      seq: span.id,
      base: 0,
      peak: rampPeak(span.detail.lengthMs),
      lengthMs: span.detail.lengthMs,
    })
  }
  return ramps
}

function exitsOf(story: ContainerStory, barTop: number): readonly Exit[] {
  const exits: Exit[] = []
  for (const run of story.runs) {
    const ending = endingOf(story, run)
    if (!ending || run.end === undefined) continue
    exits.push({
      kind: 'exit',
      from: run.end,
      to: run.end,
      seq: run.endSeq ?? run.id,
      top: barTop - EXIT_OVERSHOOT,
      height: BAR + 2 * EXIT_OVERSHOOT,
      code: ending.code,
      reason: ending.reason,
      tone: ending.tone,
      run: (run.restart ?? 0) + 1,
    })
  }
  return exits
}

function flagsOf(story: ContainerStory, barTop: number, pole: number): readonly Flag[] {
  const flags: Flag[] = []
  for (const sent of story.signals) {
    const name = sent.signal.replace(/^SIG/, '')
    const last = flags.at(-1)
    // One signal to several processes at once is one signal.
    if (last && last.from === sent.at && last.name === name) continue
    flags.push({
      kind: 'flag',
      from: sent.at,
      to: sent.at,
      seq: sent.seq,
      foot: barTop,
      pole,
      name,
      solid: name === 'KILL',
      effect: sent.effect,
    })
  }
  return flags
}

function gracesOf(story: ContainerStory, barTop: number, words: LaneWords): readonly Grace[] {
  const graces: Grace[] = []
  for (const span of story.graces) {
    if (span.detail.kind !== 'grace') continue
    const { deadline, graceMs } = span.detail
    const used = (span.end ?? deadline) - span.start
    const early = span.end !== undefined && span.end < deadline
    graces.push({
      kind: 'grace',
      from: span.start,
      to: span.end ?? deadline,
      seq: span.id,
      deadline,
      y: barTop - GRACE_ABOVE,
      label: early ? words.graceUsed(words.duration(used), words.duration(graceMs)) : words.duration(graceMs),
    })
  }
  return graces
}
