import type { Time } from '../../lib/time.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { ContainerKind, Seq } from '../../trace/entry.ts'
import { schedulingDecisionOf } from '../../trace/scheduling.ts'
import { countUpTo } from '../../trace/search.ts'
import { lastVersionAt } from '../../trace/state-at.ts'
import { objectKey, type Span, type Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import { nodeStateOf } from '../history/node-state.ts'
import { spansOfLife } from '../history/on-node.ts'
import { containersOf, type PodHistory, statusOf } from '../history/pod-history.ts'
import { exitTone, type StateTone } from '../history/tone.ts'
import type { Message, Party } from './message.ts'
import type { PodChange } from './pod-change.ts'
import { changesOf } from './write-messages.ts'

/** What stands on the canvas besides the messages: the object as the API server has it, and what is on the node. */
export interface ClusterScene {
  readonly pod: string
  /** Those around the present one. */
  readonly versions: readonly SceneVersion[]
  /** How many there are up to the instant. */
  readonly written: number
  readonly gone: boolean
  readonly node: SceneNode | undefined
  readonly nodeCount: number
  readonly sandbox: 'none' | 'coming' | 'up' | 'gone'
  readonly ip: string | undefined
  readonly containers: readonly SceneContainer[]
  readonly picked: { readonly node: string | undefined; readonly of: number } | undefined
}

export interface SceneVersion {
  readonly version: string
  readonly changes: readonly PodChange[]
  readonly at: Time
  readonly seq: Seq
  readonly when: 'past' | 'present' | 'future'
}

export interface SceneNode {
  readonly name: string
  readonly cpu: string | undefined
  readonly memory: string | undefined
  readonly ready: string | undefined
  readonly troubles: readonly string[]
}

export type ContainerPhase =
  | 'absent'
  | 'pulling'
  | 'starting'
  | 'running'
  | 'stopping'
  | 'backOff'
  | 'waiting'
  | 'ended'

/** A container as the runtime has it, which the API hears of a little later. */
export interface SceneContainer {
  readonly name: string
  readonly kind: ContainerKind
  readonly phase: ContainerPhase
  readonly tone: StateTone | undefined
  /** Which run it is, from 1; 0 before the first. */
  readonly run: number
  readonly exitCode: number | undefined
  /** What a waiting one waits for, as the API has it. */
  readonly reason: string | undefined
  /** What it printed last. */
  readonly line: string | undefined
}

export function clusterScene(trace: Trace, uid: string, at: Time): ClusterScene | undefined {
  const history = historiesOf(trace).find(({ ref }) => ref.uid === uid)
  if (history === undefined) return undefined
  const spans = spansOfLife(trace, history).filter(({ start }) => start <= at)
  const nodes = [...trace.objects.keys()].filter((key) => key.startsWith('Node/'))
  const written = countUpTo(history.versions, at)
  const now = history.versions[written - 1]
  return {
    pod: history.ref.name,
    versions: versionsAround(trace, history, written - 1),
    written,
    gone: now?.written.change === 'DELETED',
    node: now?.pod.spec.nodeName === undefined ? undefined : nodeAt(trace, now.pod.spec.nodeName, at),
    nodeCount: nodes.length,
    sandbox: sandboxAt(spans, at),
    ip: now?.pod.status.podIP,
    containers: containersOf(history).map(({ container, kind }) =>
      containerAt(trace, history, spans, container.name, kind, at),
    ),
    picked: pickedAt(trace, history, at),
  }
}

/** So many versions before and after the present one: more there is never room for. */
const AROUND = 8

function versionsAround(trace: Trace, { versions }: PodHistory, present: number): readonly SceneVersion[] {
  const first = Math.max(0, present - AROUND)
  return versions.slice(first, Math.max(0, present) + AROUND).map(({ at, written }, offset) => {
    const index = first + offset
    return {
      ...{ at, seq: written.seq, version: written.object.metadata.resourceVersion ?? '' },
      changes: changesOf(trace, written) ?? [],
      when: index === present ? 'present' : index < present ? 'past' : 'future',
    }
  })
}

function nodeAt(trace: Trace, name: string, at: Time): SceneNode {
  const version = lastVersionAt(trace, objectKey('Node', '', name), at)
  if (version === undefined) return { name, cpu: undefined, memory: undefined, ready: undefined, troubles: [] }
  const { capacity } = (version.object as Node).status ?? {}
  const { ready, troubles } = nodeStateOf(version)
  return { name, cpu: capacity?.cpu, memory: capacity?.memory, ready, troubles }
}

function sandboxAt(spans: readonly Span[], at: Time): ClusterScene['sandbox'] {
  const last = spans.findLast(({ detail }) => detail.kind === 'sandbox')
  // Of a life that took over running processes, the sandbox was made in another one.
  if (last === undefined) return spans.some((span) => span.detail.kind === 'run' && isOpen(span, at)) ? 'up' : 'none'
  if (last.end === undefined || last.end > at) return 'coming'
  if (last.outcome?.kind !== 'done') return 'none'
  const stopped = spans.some(
    ({ detail, start, end }) => detail.kind === 'terminating' && start >= last.start && end !== undefined && end <= at,
  )
  return stopped ? 'gone' : 'up'
}

function isOpen({ end }: Span, at: Time): boolean {
  return end === undefined || end > at
}

function containerAt(
  trace: Trace,
  history: PodHistory,
  all: readonly Span[],
  name: string,
  kind: ContainerKind,
  at: Time,
): SceneContainer {
  const spans = all.filter((span) => span.container === name)
  const open = (what: Span['detail']['kind']) => spans.findLast((span) => span.detail.kind === what && isOpen(span, at))
  const lastRun = spans.findLast(({ detail }) => detail.kind === 'run')
  const status = statusAt(history, name, at)
  const base = {
    ...{ name, kind, exitCode: undefined, reason: undefined, line: undefined },
    run: lastRun === undefined ? 0 : (lastRun.restart ?? 0) + 1,
  }
  if (open('run')) {
    const ready =
      kind === 'init' || kind === 'ephemeral' || (status?.ready === true && status.state.running !== undefined)
    const line = lastLine(trace, history, name, at, lastRun?.start ?? 0)
    if (open('grace') || (open('hook')?.detail.kind === 'hook' && isPreStop(open('hook')))) {
      return { ...base, phase: 'stopping', tone: ready ? 'ready' : 'notReady', line }
    }
    // Until the API has heard of the run it is not known to be anything else than starting.
    const heard = status?.state.running !== undefined && status.restartCount === (lastRun?.restart ?? 0)
    return heard || (lastRun?.start ?? at) < at - HEARD_AFTER
      ? { ...base, phase: 'running', tone: ready ? 'ready' : 'notReady', line }
      : { ...base, phase: 'starting', tone: 'starting', line }
  }
  if (open('start')) return { ...base, phase: 'starting', tone: 'starting' }
  if (open('pull')) return { ...base, phase: 'pulling', tone: 'starting' }
  const waiting = status?.state.waiting?.reason
  const backOff = open('backOff')
  if (backOff) return { ...base, ...exitOf(lastRun), phase: 'backOff', tone: 'waiting', reason: waiting }
  if (lastRun) return { ...base, ...exitOf(lastRun), phase: 'ended' }
  return status === undefined || waiting === undefined
    ? { ...base, phase: 'absent', tone: undefined }
    : { ...base, phase: 'waiting', tone: 'waiting', reason: waiting }
}

/** By then the status has been written, or never will be. */
const HEARD_AFTER = 1_000

function isPreStop(span: Span | undefined): boolean {
  return span?.detail.kind === 'hook' && span.detail.hook === 'preStop'
}

function exitOf(run: Span | undefined): { exitCode: number | undefined; tone: StateTone } {
  if (run?.outcome?.kind !== 'exit') return { exitCode: undefined, tone: 'exitNonZero' }
  const { exitCode, reason } = run.outcome
  return { exitCode, tone: exitTone(exitCode, reason) }
}

function statusAt(history: PodHistory, name: string, at: Time) {
  const version = history.versions[countUpTo(history.versions, at) - 1]
  return version && statusOf(version.pod, name)
}

/** How many lines back one is looked for: others print, too. */
const LOOK_BACK = 200

function lastLine(trace: Trace, { onNode }: PodHistory, name: string, at: Time, since: Time): string | undefined {
  const upTo = countUpTo(trace.logs, at)
  for (let i = upTo - 1; i >= Math.max(0, upTo - LOOK_BACK); i -= 1) {
    const log = trace.logs[i]
    if (log === undefined || log.at < since) return undefined
    if (log.pod.uid === onNode.uid && log.container === name) return log.line
  }
  return undefined
}

function pickedAt(trace: Trace, { ref }: PodHistory, at: Time): ClusterScene['picked'] {
  for (let i = countUpTo(trace.entries, at) - 1; i >= 0; i -= 1) {
    const entry = trace.entries[i]
    if (entry?.kind !== 'decision' || entry.pod.uid !== ref.uid) continue
    const decision = schedulingDecisionOf(entry)
    if (decision?.kind === 'bind') {
      const rejected = decision.rejected.reduce((sum, { count }) => sum + count, 0)
      return { node: decision.node, of: decision.feasible + rejected }
    }
    if (decision?.kind === 'unschedulable') return { node: undefined, of: decision.nodeCount }
  }
  return undefined
}

/** The controllers that have something to say in these messages; the scheduler first. */
export function controllersIn(messages: readonly Message[]): readonly Party[] {
  const found = new Set<Party>()
  for (const { from, to } of messages) {
    for (const party of [from, to]) {
      if (party !== undefined && /^(controller|kubelet)\//.test(party)) {
        found.add(party)
      }
    }
  }
  return [...found].sort((a, b) => Number(b.endsWith('scheduler')) - Number(a.endsWith('scheduler')))
}
