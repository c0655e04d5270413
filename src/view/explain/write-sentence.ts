import { podRow } from '../../kubectl/printers/pod-row.ts'
import { ownValue } from '../../lib/own.ts'
import type { Time } from '../../lib/time.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import { countWhile } from '../../trace/search.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { CORDONED, nodeStateOf } from '../lanes/node-state.ts'
import type { ExplainWords } from './words-en.ts'

export interface Text {
  readonly text: string
  readonly detail: string | undefined
}

export const plain = (text: string, detail?: string): Text => ({ text, detail })

/** A write as what a reader of `kubectl get` or `describe` would notice about it. */
export function writeText(trace: Trace, entry: ObjectWritten, words: ExplainWords): Text {
  const { objectKind, name, change } = entry
  if (change === 'ADDED') return plain(words.objectCreated(objectKind, name))
  if (change === 'DELETED') return plain(words.objectGone(objectKind, name))
  const before = versionBefore(trace, entry)
  const changes = before && changesOf(before, entry, words)
  if (changes === undefined) return plain(words.objectChanged(objectKind, name, entry.by))
  const [first = words.objectChanged(objectKind, name, entry.by), ...rest] = changes
  return plain(first, rest.length > 0 ? words.sentences(rest) : undefined)
}

function changesOf(before: ObjectWritten, after: ObjectWritten, words: ExplainWords): readonly string[] | undefined {
  if (after.objectKind === 'Pod') return podChanges(before.object as Pod, after.object as Pod, after.at, words)
  if (after.objectKind === 'Node') return nodeChanges(before, after, words)
  const status = statusText(after, words)
  return status === undefined || status === statusText(before, words) ? undefined : [status]
}

function podChanges(before: Pod, after: Pod, at: Time, words: ExplainWords): readonly string[] {
  if (after.metadata.deletionTimestamp !== undefined && before.metadata.deletionTimestamp === undefined) {
    return [words.podDeleting(after.metadata.deletionGracePeriodSeconds)]
  }
  if (after.spec.nodeName !== undefined && before.spec.nodeName === undefined) {
    return [words.podBound(after.spec.nodeName)]
  }
  const [was, is] = [podRow(before, at), podRow(after, at)]
  const changes: string[] = []
  if (is.status !== was.status) changes.push(words.statusIs(is.status))
  if (is.ready !== was.ready) changes.push(words.readyIs(is.ready))
  if (count(is.restarts) !== count(was.restarts)) changes.push(words.restartsAre(count(is.restarts)))
  const { nominatedNodeName } = after.status
  if (nominatedNodeName !== undefined && nominatedNodeName !== before.status.nominatedNodeName) {
    changes.push(words.podPromised(nominatedNodeName))
  }
  if (changes.length === 0) {
    for (const { type, status, reason } of after.status.conditions ?? []) {
      const earlier = before.status.conditions?.find((each) => each.type === type)
      if (earlier?.status !== status) changes.push(words.conditionIs(type, status, reason))
    }
  }
  return changes.length > 0 ? changes : [words.statusWritten]
}

function nodeChanges(before: ObjectWritten, after: ObjectWritten, words: ExplainWords): readonly string[] | undefined {
  const { name } = after
  const [was, is] = [nodeStateOf(before), nodeStateOf(after)]
  const changes: string[] = []
  if (is.ready !== was.ready) changes.push(words.nodeReady(name, is.ready ?? 'Unknown'))
  const each = (list: 'troubles' | 'taints', come: (what: string) => string, go: (what: string) => string) => {
    for (const what of is[list]) if (!was[list].includes(what)) changes.push(come(what))
    for (const what of was[list]) if (!is[list].includes(what)) changes.push(go(what))
  }
  each(
    'troubles',
    (what) => (what === CORDONED ? words.nodeCordoned(name) : words.nodePressure(name, what)),
    (what) => (what === CORDONED ? words.nodeUncordoned(name) : words.nodeRelieved(name, what)),
  )
  each(
    'taints',
    (taint) => words.nodeGets(name, 'taint', taint),
    (taint) => words.nodeLoses(name, 'taint', taint),
  )
  const [had, has] = [labelsOf(before), labelsOf(after)]
  for (const label of has) if (!had.includes(label)) changes.push(words.nodeGets(name, 'label', label))
  for (const label of had) {
    const key = label.replace(/=.*$/, '')
    if (!has.some((other) => other.startsWith(`${key}=`))) changes.push(words.nodeLoses(name, 'label', key))
  }
  return changes.length > 0 ? changes : undefined
}

function labelsOf({ object }: ObjectWritten): readonly string[] {
  return Object.entries((object as Node).metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`)
}

interface AnyStatus {
  readonly phase?: string
  readonly disruptionsAllowed?: number
  readonly hard?: Readonly<Record<string, string>>
  readonly used?: Readonly<Record<string, string>>
}

interface Endpoint {
  readonly conditions?: { readonly ready?: boolean; readonly terminating?: boolean }
}

/** What the others count or have come to. */
function statusText({ objectKind, name, object }: ObjectWritten, words: ExplainWords): string | undefined {
  const { phase, disruptionsAllowed, hard, used } = (object.status ?? {}) as AnyStatus
  if (objectKind === 'EndpointSlice') {
    const { endpoints = [] } = object as { readonly endpoints?: readonly Endpoint[] }
    const having = (what: keyof NonNullable<Endpoint['conditions']>): number =>
      endpoints.filter(({ conditions }) => conditions?.[what]).length
    return words.endpoints(name, having('ready'), endpoints.length, having('terminating'))
  }
  if (disruptionsAllowed !== undefined) return words.disruptionsAllowed(name, disruptionsAllowed)
  if (hard !== undefined && used !== undefined) {
    const numbers = Object.entries(hard).map(([what, limit]) =>
      words.quotaUsed(what, ownValue(used, what) ?? '0', limit),
    )
    return words.quotaCounts(name, words.list(numbers))
  }
  return phase === undefined ? undefined : words.phaseIs(objectKind, name, phase)
}

/** The number of restarts without how long ago the last one was. */
export function count(restarts: string): string {
  return restarts.split(' ', 1)[0] as string
}

export function versionBefore(trace: Trace, entry: ObjectWritten): ObjectWritten | undefined {
  const versions = trace.objects.get(objectKey(entry.objectKind, entry.namespace, entry.name)) ?? []
  return versions[countWhile(versions.length, (index) => (versions[index] as ObjectWritten).seq < entry.seq) - 1]
}
