import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { EventWritten, ObjectWritten, TraceEntry } from '../../trace/entry.ts'
import { entryOf } from '../../trace/lookup.ts'
import type { Trace } from '../../trace/trace.ts'
import { versionBefore } from '../explain/notice.ts'
import { writer } from './actor.ts'
import { API_SERVER, ETCD, KUBELET, type Message, type Party, RUNTIME, type Saying, type Verb } from './message.ts'
import { type PodChange, podChanges } from './pod-change.ts'

/** A message without what every one of an entry has in common. */
export type Said = Pick<Message, 'from' | 'to' | 'saying'> & Partial<Pick<Message, 'inferred' | 'minor' | 'tone'>>

/**
 * A write as a request, and what becomes of it: that an object is stored for the first time, or removed, is told;
 * each later version goes the same way and is told by its number only.
 */
export function writeMessages(trace: Trace, entry: ObjectWritten, from: Party): readonly Said[] {
  const version = entry.object.metadata.resourceVersion ?? ''
  const store: Said = {
    ...{ from: API_SERVER, to: ETCD },
    saying: { kind: 'store', removed: entry.change === 'DELETED', version },
  }
  if (isPartOfEviction(trace, entry)) return []
  if (entry.change === 'DELETED' && isSameRequest(trace, entry)) return [store]
  const request: Said = { from, to: API_SERVER, saying: requestOf(trace, entry, version) }
  return entry.change === 'MODIFIED' ? [request] : [request, store]
}

function requestOf(trace: Trace, entry: ObjectWritten, version: string): Saying {
  const { objectKind, name, object, change } = entry
  const resource = kindInfo(object.apiVersion, objectKind)?.resource ?? objectKind.toLowerCase()
  const changes = changesOf(trace, entry)
  const cause = entry.cause === undefined ? undefined : entryOf(trace, entry.cause)
  const command = cause?.kind === 'step' ? cause.text : undefined
  const base = { kind: 'write', objectKind, name, version, changes, command } as const
  if (change === 'ADDED') return { ...base, verb: 'POST', resource }
  if (change === 'DELETED') return { ...base, verb: 'DELETE', resource }
  const [verb, subresource] = howModified(entry, changes)
  return { ...base, verb, resource: `${resource}${subresource}` }
}

/** By what request a Pod's field is changed; anything else is a patch of the object. */
function howModified({ by, objectKind }: ObjectWritten, changes: readonly PodChange[] | undefined): [Verb, string] {
  const first = changes?.[0]?.kind
  if (first === 'deletion') return by.name === 'eviction API' ? ['POST', '/eviction'] : ['DELETE', '']
  if (first === 'bound' && by.name !== 'kubelet') return ['POST', '/binding']
  const writesStatus = by.name !== 'kubectl' && (objectKind === 'Pod' || objectKind === 'Node' || objectKind === 'Job')
  return ['PATCH', writesStatus ? '/status' : '']
}

const known = new WeakMap<ObjectWritten, readonly PodChange[]>()

/** What a write of a Pod brought; asked for at each telling of it. */
export function changesOf(trace: Trace, entry: ObjectWritten): readonly PodChange[] | undefined {
  if (entry.objectKind !== 'Pod') return undefined
  let changes = known.get(entry)
  if (changes === undefined) {
    changes = compareWithBefore(trace, entry)
    known.set(entry, changes)
  }
  return changes
}

function compareWithBefore(trace: Trace, entry: ObjectWritten): readonly PodChange[] {
  if (entry.change === 'DELETED') return [{ kind: 'gone' }]
  const before = versionBefore(trace, entry)
  const same = before?.object.metadata.uid === entry.object.metadata.uid && before?.change !== 'DELETED'
  // What is stored under a Pod's key is a Pod.
  return podChanges(same ? (before?.object as Pod) : undefined, entry.object as Pod, entry.at)
}

/** Who evicts asks once: that the Pod is a target of a disruption is noted by the way. */
function isPartOfEviction(trace: Trace, entry: ObjectWritten): boolean {
  return (
    entry.by.name === 'eviction API' && entry.change === 'MODIFIED' && changesOf(trace, entry)?.[0]?.kind !== 'deletion'
  )
}

/** A request that marks an object for deletion may remove it at once: two versions, one request. */
function isSameRequest(trace: Trace, entry: ObjectWritten): boolean {
  const before = versionBefore(trace, entry)
  return (
    before !== undefined &&
    before.change === 'MODIFIED' &&
    before.at === entry.at &&
    before.cause === entry.cause &&
    before.by.name === entry.by.name &&
    changesOf(trace, before)?.[0]?.kind === 'deletion'
  )
}

export function eventMessage({ component, reason, message, count }: EventWritten): Said {
  return {
    from: component === 'kubelet' ? KUBELET : writer(component),
    to: API_SERVER,
    saying: { kind: 'event', reason, message, count },
    minor: true,
  }
}

/**
 * How somebody came to know what it acted upon: the API server told it of the write, or the runtime of the exit.
 * Nobody records that; it is known from what was done because of it.
 */
export function noticeMessage(trace: Trace, learnt: TraceEntry, by: Party): Said | undefined {
  if (learnt.kind === 'object') {
    const { change, objectKind, name } = learnt
    const saying: Saying = { kind: 'watch', change, objectKind, name, changes: changesOf(trace, learnt) }
    return { from: API_SERVER, to: by, saying, inferred: true }
  }
  if (learnt.kind === 'spanEnd' && learnt.outcome.kind === 'exit' && by === KUBELET) {
    // Who asked for the end is told by the call's return.
    if (isAskedFor(trace, learnt)) return undefined
    const run = entryOf(trace, learnt.opened)
    const container = run?.kind === 'span' ? (run.container ?? '') : ''
    return { from: RUNTIME, to: KUBELET, saying: { kind: 'seesExit', container }, inferred: true }
  }
  return undefined
}

function isAskedFor(trace: Trace, { cause }: TraceEntry): boolean {
  const signal = cause === undefined ? undefined : entryOf(trace, cause)
  const grace = signal?.cause === undefined ? undefined : entryOf(trace, signal.cause)
  return signal?.kind === 'signal' && grace?.kind === 'span' && grace.span.kind === 'grace'
}
