import { assertNever } from '../../lib/assert.ts'
import type { Time } from '../../lib/time.ts'
import type { PodRef } from '../../trace/entry.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import type { StateTone, Tone } from '../history/tone.ts'
import type { Lane, Mark, ProbeLane } from './lane.ts'

/** Something that happens in a lane and is worth a look. */
export interface Moment {
  readonly at: Time
  /** How much it says, where nothing like it has been seen before. */
  readonly weight: number
  /** What is like it has the same word: the third exit 137 of a container says less than the first. */
  readonly like: string
}

/** Pods of one owner live alike: what is seen of one has been seen of all. */
export type FamilyOf = (pod: PodRef) => string

const STATUS: Readonly<Partial<Record<Tone, number>>> = { oom: 6, exitNonZero: 6, waiting: 6, notReady: 4, t2: 5 }
/** What every Pod says before it runs. */
const BEGINNING = /^(?:Pending|ContainerCreating|PodInitializing|Init:\d+\/\d+)$/
const EXIT: Readonly<Partial<Record<StateTone, number>>> = { oom: 7, exitNonZero: 6, exitZero: 4 }
const THRESHOLD = 6
const FIRST_FAILURE = 2
const GONE = 6
const DELETED_OBJECT = 4

/** All of a lane, in the order of time. */
export function momentsOf(lane: Lane, familyOf: FamilyOf): readonly Moment[] {
  const whose = 'pod' in lane ? familyOf(lane.pod) : ''
  const moments =
    lane.kind === 'probe'
      ? attempts(lane, whose)
      : lane.marks.flatMap((mark, index) => {
          const said = ofMark(lane, mark, index)
          return said ? [{ at: mark.from, weight: said[0], like: `${idOf(lane)} ${whose} ${said[1]}` }] : []
        })
  if (!lane.life.ended || (lane.kind !== 'pod' && lane.kind !== 'object' && lane.kind !== 'node')) return moments
  const weight = lane.kind === 'pod' ? GONE : DELETED_OBJECT
  return [...moments, { at: lane.life.to, weight, like: `${idOf(lane)} ${whose} gone` }]
}

/** Lanes of two Pods of one family are alike; the rest go by what they are of. */
function idOf(lane: Lane): string {
  return 'pod' in lane ? `${lane.kind}/${'container' in lane ? lane.container : ''}` : lane.id
}

type Said = readonly [weight: number, what: string]

function ofMark(lane: Lane, mark: Mark, index: number): Said | undefined {
  switch (mark.kind) {
    case 'pin':
      // With what is created at the start the story begins.
      return mark.from > 0 ? [10, `step ${index}`] : undefined
    case 'status':
      return [
        BEGINNING.test(mark.word) ? 1 : (STATUS[mark.tone] ?? 3),
        `${wordBefore(lane, index)} ${mark.word} ${mark.ready}`,
      ]
    case 'exit':
      return [EXIT[mark.tone] ?? 5, `exit ${mark.code}`]
    case 'flag':
      return [mark.solid ? 4 : 3, `${mark.name} ${mark.solid} ${mark.effect}`]
    case 'burst':
      return [5, 'limit']
    case 'gate':
      return [3, mark.way]
    case 'try':
      return mark.ok ? [1, 'bound'] : [4, 'no node']
    case 'ramp':
      return [2, `back-off ${mark.lengthMs}`]
    case 'failures':
      return [6, mark.reason]
    case 'throttle':
      return [2, 'throttled']
    case 'bar':
      return ofBar(lane, mark, index)
    // With a restart comes an exit, with a phase STATUS, with a grace period a signal.
    case 'tick':
    case 'line':
    case 'grace':
      return undefined
    default:
      return assertNever(mark)
  }
}

/** To run again after a wait is not what it was to run first. */
function wordBefore({ marks }: Lane, index: number): string {
  for (let i = index - 1; i >= 0; i -= 1) {
    const mark = marks[i]
    if (mark?.kind === 'status') return mark.word
  }
  return ''
}

function ofBar(lane: Lane, { state, pattern }: Extract<Mark, { kind: 'bar' }>, index: number): Said | undefined {
  if (lane.kind === 'node') return index === 0 ? undefined : [5, state]
  // Its first state is what it was made with.
  if (lane.kind === 'object') return [index === 0 ? 1 : 4, state]
  if (lane.kind !== 'container') return undefined
  if (pattern === 'battlement') return [3, state]
  return pattern === 'solid' ? [2, state] : [0.5, state]
}

/** Thresholds that were crossed, and the first of the failures that led there. */
function attempts({ track, container }: ProbeLane, whose: string): readonly Moment[] {
  const { columns, probe } = track
  const moments: Moment[] = []
  for (let i = 0; i < columns.length; i += 1) {
    const failed = PROBE_OUTCOMES[columns.outcome[i] as number] !== 'success'
    const decisive = columns.decisive[i] === 1
    const first = failed && columns.run[i] === 1
    if (!decisive && !first) continue
    const weight = decisive ? (failed ? THRESHOLD : THRESHOLD / 2) : FIRST_FAILURE
    const like = `probe/${container} ${whose} ${probe} ${decisive ? `decides ${failed}` : 'fails'}`
    moments.push({ at: columns.endAt[i] as number, weight, like })
  }
  return moments
}

/** How much happens in a lane: what comes again and again counts ever less. */
export function eventfulness(lane: Lane): number {
  const seen = new Map<string, number>()
  let sum = 0
  for (const { weight, like } of momentsOf(lane, ({ uid }) => uid)) {
    const times = (seen.get(like) ?? 0) + 1
    seen.set(like, times)
    sum += weight / times
  }
  return sum
}
