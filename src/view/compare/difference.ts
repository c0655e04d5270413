import type { Time } from '../../lib/time.ts'
import type { ConditionStatus } from '../../manifest/pod/status.ts'
import type { Trace } from '../../trace/trace.ts'
import { containersOf } from '../history/pod-history.ts'
import { firstDifference } from './first-difference.ts'
import { matchContainers, matchPods, type PodPair } from './match.ts'
import { type ContainerOutcome, type PodOutcome, podOutcome } from './outcome.ts'

/** One thing that is not as it was. `was` is of the pinned run, `is` of the present one; undefined: there it is not so. */
export type Difference = Subject &
  (
    | { readonly topic: 'pod'; readonly was: Time | undefined; readonly is: Time | undefined }
    | { readonly topic: 'container'; readonly was: Time | undefined; readonly is: Time | undefined }
    | { readonly topic: 'status'; readonly was: Standing | undefined; readonly is: Standing | undefined }
    | { readonly topic: 'oom' | 'restarts'; readonly was: readonly Time[]; readonly is: readonly Time[] }
    | {
        readonly topic: 'exit'
        readonly code: number
        readonly was: readonly Time[]
        readonly is: readonly Time[]
      }
    | { readonly topic: Milestone; readonly was: Time | undefined; readonly is: Time | undefined }
    | { readonly topic: 'node'; readonly was: Standing | undefined; readonly is: Standing | undefined }
    | {
        readonly topic: 'condition'
        readonly type: string
        readonly was: Standing<ConditionStatus> | undefined
        readonly is: Standing<ConditionStatus> | undefined
      }
    | {
        readonly topic: 'warning'
        readonly reason: string
        readonly was: Time | undefined
        readonly is: Time | undefined
      }
  )

export interface Subject {
  readonly pod: string
  readonly container: string | undefined
}

/** Something that is so at the end, and since when. */
export interface Standing<W extends string = string> {
  readonly word: W
  readonly since: Time
}

const MILESTONES = ['ready', 'started', 'scheduled', 'traffic', 'gone'] as const
export type Milestone = (typeof MILESTONES)[number]

export interface Comparison {
  /** The most important first. */
  readonly differences: readonly Difference[]
  /** The first instant at which anything is not as it was. */
  readonly first: Time | undefined
  /** Set where one run is known for a shorter time than the other: only so far are they compared. */
  readonly upTo: Time | undefined
  /** Whose names have to be said. */
  readonly severalPods: boolean
  readonly severalContainers: boolean
}

/** What a change of the text has changed. */
export function compare(was: Trace, is: Trace): Comparison {
  const until = horizonOf(was, is)
  const pairs = matchPods(was, is)
  const differences = pairs.flatMap((pair) => podDifferences(was, is, pair, until))
  return {
    differences: differences.sort(
      (a, b) => weightOf(b) - weightOf(a) || compareSubjects(a, b) || earliest(a) - earliest(b),
    ),
    first: firstDifference(was, is, pairs, until),
    upTo: until === Number.POSITIVE_INFINITY || was.endMs === is.endMs ? undefined : until,
    severalPods: pairs.length > 1,
    severalContainers: pairs.some((pair) =>
      [pair.was, pair.is].some((history) => history !== undefined && containersOf(history).length > 1),
    ),
  }
}

/** A run in which nothing more happens is known for ever; another one up to its end. */
function horizonOf(...traces: readonly Trace[]): Time {
  return Math.min(...traces.map(({ ending, endMs }) => (ending === 'quiet' ? Number.POSITIVE_INFINITY : endMs)))
}

/** Seen from the other run. */
export function negated(difference: Difference): Difference {
  return { ...difference, was: difference.is, is: difference.was } as Difference
}

/** Where to look at it: in the present run, or where it was. */
export function instantOf({ was, is }: Difference): Time {
  return timeOf(is) ?? timeOf(was) ?? 0
}

function timeOf(value: Difference['was']): Time | undefined {
  if (typeof value === 'number' || value === undefined) return value
  return 'since' in value ? value.since : value[0]
}

function earliest({ was, is }: Difference): Time {
  return Math.min(timeOf(was) ?? Number.MAX_SAFE_INTEGER, timeOf(is) ?? Number.MAX_SAFE_INTEGER)
}

function compareSubjects(a: Subject, b: Subject): number {
  return order(a.pod, b.pod) || order(a.container ?? '', b.container ?? '')
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function podDifferences(wasTrace: Trace, isTrace: Trace, pair: PodPair, until: Time): Difference[] {
  const nameOf = pair.is?.ref.name ?? pair.was?.ref.name ?? ''
  // Two names of one Pod: the smaller, so that it does not matter which run is looked at from which.
  const pod = pair.was && order(pair.was.ref.name, nameOf) < 0 ? pair.was.ref.name : nameOf
  const subject = { pod, container: undefined }
  const within = (history: PodPair['was']) => (history && history.createdAt <= until ? history : undefined)
  const [before, after] = [within(pair.was), within(pair.is)]
  if (before === undefined || after === undefined) {
    if (before === after) return []
    return [{ ...subject, topic: 'pod', was: before?.createdAt, is: after?.createdAt }]
  }
  const was = podOutcome(wasTrace, before, until)
  const is = podOutcome(isTrace, after, until)
  return [
    ...standing('status', subject, was.status, is.status),
    ...MILESTONES.flatMap((topic): Difference[] => {
      // That it is gone only in one of them is said of its STATUS.
      const told = topic === 'gone' && (was.gone === undefined || is.gone === undefined)
      if (topic === 'started' || told || was[topic] === is[topic]) return []
      return [{ ...subject, topic, was: was[topic], is: is[topic] }]
    }),
    ...standing('node', subject, nodeOf(was), nodeOf(is)),
    ...union(was.conditions, is.conditions).flatMap((type): Difference[] => {
      const [a, b] = [was.conditions.get(type), is.conditions.get(type)]
      // That it is ready, and when, is said already.
      if (a?.status === b?.status || type === 'Ready' || type === 'ContainersReady') return []
      return [{ ...subject, topic: 'condition', type, was: wordOf(a), is: wordOf(b) }]
    }),
    ...union(was.warnings, is.warnings).flatMap((reason): Difference[] => {
      const [a, b] = [was.warnings.get(reason), is.warnings.get(reason)]
      return (a === undefined) === (b === undefined) ? [] : [{ ...subject, topic: 'warning', reason, was: a, is: b }]
    }),
    ...matchContainers(was.containers, is.containers).flatMap((each) =>
      containerDifferences(pod, each, before.createdAt, after.createdAt),
    ),
  ]
}

function standing(
  topic: 'status' | 'node',
  subject: Subject,
  was: Standing | undefined,
  is: Standing | undefined,
): Difference[] {
  return was?.word === is?.word ? [] : [{ ...subject, topic, was, is } as Difference]
}

function nodeOf({ node, scheduled }: PodOutcome): Standing | undefined {
  return node === undefined || scheduled === undefined ? undefined : { word: node, since: scheduled }
}

function wordOf(
  condition: { readonly status: ConditionStatus; readonly since: Time } | undefined,
): Standing<ConditionStatus> | undefined {
  return condition && { word: condition.status, since: condition.since }
}

function union<K>(a: ReadonlyMap<K, unknown>, b: ReadonlyMap<K, unknown>): readonly K[] {
  return [...new Set([...a.keys(), ...b.keys()])]
}

function containerDifferences(
  pod: string,
  { was, is }: { readonly was: ContainerOutcome | undefined; readonly is: ContainerOutcome | undefined },
  wasCreated: Time,
  isCreated: Time,
): Difference[] {
  const names = [was?.name, is?.name].filter((name) => name !== undefined).sort(order)
  const subject = { pod, container: names[0] }
  if (was === undefined || is === undefined) {
    const side = (outcome: ContainerOutcome | undefined, created: Time) => outcome && (outcome.started ?? created)
    return [{ ...subject, topic: 'container', was: side(was, wasCreated), is: side(is, isCreated) }]
  }
  const found: Difference[] = []
  if (was.started !== is.started) found.push({ ...subject, topic: 'started', was: was.started, is: is.started })
  // When exactly each of them was is for the eye; that there are more or fewer of them is news.
  if (was.restarts.length !== is.restarts.length) {
    found.push({ ...subject, topic: 'restarts', was: was.restarts, is: is.restarts })
  }
  if (was.ooms.length !== is.ooms.length || was.ooms[0] !== is.ooms[0]) {
    found.push({ ...subject, topic: 'oom', was: was.ooms, is: is.ooms })
  }
  for (const code of union(was.exits, is.exits)) {
    const [a, b] = [was.exits.get(code) ?? [], is.exits.get(code) ?? []]
    if (a.length !== b.length || a[0] !== b[0]) found.push({ ...subject, topic: 'exit', code, was: a, is: b })
  }
  return found
}

/** What somebody would want to hear first. The same from both sides. */
function weightOf({ topic, was, is }: Difference): number {
  const appears = Array.isArray(was)
    ? (was as readonly Time[]).length === 0 || (is as readonly Time[]).length === 0
    : was === undefined || is === undefined
  return WEIGHTS[topic] + (appears ? 5 : 0)
}

const WEIGHTS: Readonly<Record<Difference['topic'], number>> = {
  pod: 90,
  status: 80,
  oom: 70,
  restarts: 66,
  ready: 64,
  traffic: 56,
  exit: 54,
  gone: 50,
  container: 40,
  node: 30,
  scheduled: 28,
  started: 24,
  warning: 16,
  condition: 12,
}
