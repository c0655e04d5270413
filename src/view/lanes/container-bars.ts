import type { Time } from '../../lib/time.ts'
import type { ContainerKind } from '../../trace/entry.ts'
import type { Span } from '../../trace/trace.ts'
import {
  type ContainerStory,
  type Ending,
  endingOf,
  readyStretches,
  statusesWithin,
} from '../history/container-runs.ts'
import { exitTone, type Tone } from '../history/tone.ts'
import { BAR, FOOT, HOOK, NOT_READY, PULL, WAITING, WAITING_UNDER_RAMP } from './geometry.ts'
import type { Bar, Pattern } from './lane.ts'
import { bytesText } from './memory.ts'
import type { LaneWords } from './words-en.ts'

interface Look {
  readonly height: number
  readonly pattern: Pattern
  readonly tone: Tone
  readonly state: string
  readonly label?: string | undefined
  readonly mono?: boolean
}

export interface BarSpace {
  readonly barTop: number
  readonly kind: ContainerKind
  /** From the Pod's creation until it is gone or the trace ends. */
  readonly from: Time
  readonly until: Time
  readonly words: LaneWords
}

/** The container's states one after the other, without gap or overlap except before its first status. */
export function containerBars(story: ContainerStory, space: BarSpace): readonly Bar[] {
  const bars: Bar[] = []
  const put = (from: Time, to: Time, seq: number | undefined, look: Look) => {
    if (to <= from) return
    bars.push({
      kind: 'bar',
      from,
      to,
      seq,
      top: space.barTop + BAR - look.height,
      height: look.height,
      pattern: look.pattern,
      tone: look.tone,
      label: look.label,
      mono: look.mono ?? false,
      ends: space.kind === 'init' && look.pattern === 'solid' ? 'chevron' : 'round',
      rail: space.kind === 'sidecar' && (look.pattern === 'solid' || look.pattern === 'stopping'),
      state: look.state,
    })
  }
  let before = space.from
  let ending: Ending | undefined
  const { runs } = story
  for (const [index, run] of runs.entries()) {
    between(story, before, run.start, index === 0 ? undefined : runs[index - 1], ending, space.words, put)
    const end = Math.min(run.end ?? space.until, space.until)
    during(story, run, end, space, runs.length > 1, put)
    ending = endingOf(story, run)
    before = end
  }
  if (runs.length === 0 || runs.at(-1)?.end !== undefined) {
    between(story, before, space.until, runs.at(-1), ending, space.words, put)
  }
  return bars
}

type Put = (from: Time, to: Time, seq: number | undefined, look: Look) => void

/** One run, from the start of its process to its end. */
function during(story: ContainerStory, run: Span, end: Time, space: BarSpace, numbered: boolean, put: Put): void {
  const { kind, words } = space
  const { states } = words
  let from = run.start
  for (const hook of within(story.hooks, run.start, end)) {
    if (hook.detail.kind !== 'hook' || hook.detail.hook !== 'postStart') continue
    // The kubelet calls a container running only when this is done.
    put(hook.start, Math.min(hook.end ?? end, end), hook.id, {
      ...{ height: HOOK, pattern: 'battlement', tone: 'starting' },
      state: states.postStart,
    })
    from = Math.min(hook.end ?? end, end)
  }
  const hook = within(story.hooks, run.start, end).find((each) => isPreStop(each))
  const grace = within(story.graces, run.start, end)[0]
  const stopping = grace?.start ?? end
  const alive = Math.min(hook?.start ?? stopping, stopping)
  const stretches = isOneOff(kind)
    ? [{ from, to: end, ready: true, seq: run.id }].filter((stretch) => stretch.to > stretch.from)
    : readyStretches(story, run, from, end)
  let first = true
  for (const { from: start, to, ready, seq } of stretches) {
    const waitsForCpu = within(story.throttled, start, Math.min(to, alive)).length > 0
    const name = numbered ? words.run((run.restart ?? 0) + 1) : undefined
    const state = ready ? (isOneOff(kind) ? states.runs : states.ready) : states.notReady
    put(start, Math.min(to, alive), seq, {
      ...(ready
        ? { height: BAR, pattern: 'solid', tone: 'ready' }
        : { height: NOT_READY, pattern: 'solid', tone: 'notReady' }),
      state: waitsForCpu ? states.throttled(state) : state,
      label: labelOf(space, ready, first ? name : undefined, numbered),
    })
    first = false
    // What the process was when it was asked to stop says how high the rest is drawn.
    put(Math.max(start, stopping), to, grace?.id ?? seq, {
      height: ready ? BAR : NOT_READY,
      pattern: 'stopping',
      tone: ready ? 'ready' : 'notReady',
      state: states.stopping,
    })
  }
  if (hook) {
    put(hook.start, Math.min(hook.end ?? end, stopping), hook.id, {
      ...{ height: HOOK, pattern: 'battlement', tone: 't2' },
      state: states.preStop,
    })
    put(Math.min(hook.end ?? end, stopping), stopping, hook.id, {
      ...{ height: BAR, pattern: 'stopping', tone: 'ready' },
      state: states.stopping,
    })
  }
}

/** Init and ephemeral containers are never asked whether they are ready: running is all the life they can have. */
function isOneOff(kind: ContainerKind): boolean {
  return kind === 'init' || kind === 'ephemeral'
}

function labelOf(
  { kind, words }: BarSpace,
  ready: boolean,
  name: string | undefined,
  numbered: boolean,
): string | undefined {
  if (name !== undefined) return name
  if (!ready) return words.notReady
  if (numbered) return undefined
  return kind === 'init' ? words.init : kind === 'ephemeral' ? words.runs : words.ready
}

function isPreStop(span: Span): boolean {
  return span.detail.kind === 'hook' && span.detail.hook === 'preStop'
}

/** The time without a process: how the last run ended, then what the status says it waits for, pulls and starts. */
function between(
  story: ContainerStory,
  from: Time,
  to: Time,
  last: Span | undefined,
  ending: Ending | undefined,
  words: LaneWords,
  put: Put,
): void {
  let at = from
  let seq = last?.endSeq
  let look = ending ? footOf(ending, words) : undefined
  for (const change of changesBetween(story, from, to, words)) {
    if (look && look.state === change.look.state && look.height === change.look.height) continue
    if (look) put(at, change.at, seq, look)
    at = Math.max(at, change.at)
    look = change.look
    seq = change.seq
  }
  if (look) put(at, to, seq, look)
}

interface Change {
  readonly at: Time
  readonly seq: number
  readonly look: Look
}

function changesBetween(story: ContainerStory, from: Time, to: Time, words: LaneWords): readonly Change[] {
  const busy: Span[] = [...within(story.pulls, from, to), ...within(story.starts, from, to)].sort(
    (a, b) => a.start - b.start,
  )
  const changes: Change[] = []
  for (const { at, seq, status } of statusesWithin(story, from, to)) {
    const { waiting, terminated } = status.state
    // A status that still says running lags behind: the process is gone.
    const ramp = within(story.backOffs, at, at + 1)[0]
    if (waiting && !covered(busy, at)) changes.push({ at, seq, look: waitingLook(waiting.reason ?? '', ramp, words) })
    else if (terminated && !covered(busy, at)) {
      const tone = exitTone(terminated.exitCode, terminated.reason)
      changes.push({
        at,
        seq,
        look: footOf({ code: terminated.exitCode, reason: terminated.reason ?? '', tone }, words),
      })
    }
  }
  for (const span of busy) {
    const look: Look =
      span.detail.kind === 'pull'
        ? {
            ...{ height: PULL, pattern: 'pull', tone: 'starting', mono: true },
            label: bytesText(span.detail.sizeBytes),
            state: words.states.pulls(span.detail.image),
          }
        : { height: BAR, pattern: 'outline', tone: 'starting', state: words.states.starts }
    changes.push({ at: Math.max(span.start, from), seq: span.id, look })
    if (span.end !== undefined && span.end < to && !covered(busy, span.end)) {
      const status = statusesWithin(story, 0, span.end + 1).at(-1)
      const reason = status?.status.state.waiting?.reason ?? ''
      changes.push({
        at: span.end,
        seq: span.id,
        look: waitingLook(reason, within(story.backOffs, span.end, to)[0], words),
      })
    }
  }
  return changes.sort((a, b) => a.at - b.at)
}

function covered(busy: readonly Span[], at: Time): boolean {
  return busy.some((span) => span.start <= at && (span.end === undefined || at < span.end))
}

function waitingLook(reason: string, ramp: Span | undefined, words: LaneWords): Look {
  return {
    height: ramp ? WAITING_UNDER_RAMP : WAITING,
    pattern: 'hatch',
    tone: 'waiting',
    label: ramp || reason === '' ? undefined : reason,
    mono: true,
    state: words.states.waits(reason),
  }
}

function footOf({ code, reason, tone }: Ending, words: LaneWords): Look {
  const pattern = tone === 'oom' ? 'dots' : tone === 'exitZero' ? 'plain' : 'slashes'
  return { height: FOOT, pattern, tone, state: words.states.ended(reason, code) }
}

/** Spans that touch a stretch of time; the list is in the order of their starts. */
function within(spans: readonly Span[], from: Time, to: Time): readonly Span[] {
  return spans.filter((span) => span.start < to && (span.end === undefined || span.end > from || span.start === from))
}
