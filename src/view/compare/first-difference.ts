import { podRow } from '../../kubectl/printers/pod-row.ts'
import type { Time } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { TraceEntry } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import type { PodPair } from './match.ts'

/** The first instant up to `until` at which two runs do not do the same. What the texts themselves say is not looked at. */
export function firstDifference(was: Trace, is: Trace, pairs: readonly PodPair[], until: Time): Time | undefined {
  const before = doings(was, namesOf(pairs, 'was'), until)
  const after = doings(is, namesOf(pairs, 'is'), until)
  for (let i = 0; i < Math.max(before.length, after.length); i += 1) {
    const [a, b] = [before[i], after[i]]
    if (a === undefined || b === undefined || a.at !== b.at || a.what !== b.what) {
      return Math.min(a?.at ?? Number.POSITIVE_INFINITY, b?.at ?? Number.POSITIVE_INFINITY)
    }
  }
  return undefined
}

interface Doing {
  readonly at: Time
  readonly what: string
}

/** One name for the Pods of a pair, whatever they and their uids are called in the two runs. */
function namesOf(pairs: readonly PodPair[], side: 'was' | 'is'): (uid: string | undefined) => string {
  const names = new Map<string, string>()
  for (const [index, pair] of pairs.entries()) {
    const history = pair[side]
    if (history === undefined) continue
    names.set(history.ref.uid, `pod ${index}`)
    names.set(history.onNode.uid, `pod ${index}`)
  }
  return (uid) => (uid === undefined ? '' : (names.get(uid) ?? 'another'))
}

/** All that happens at one instant as one text, instant by instant. Order within an instant says nothing. */
function doings(trace: Trace, nameOf: (uid: string | undefined) => string, until: Time): readonly Doing[] {
  const byTime = new Map<Time, string[]>()
  const add = (at: Time, what: string) => {
    if (at > until) return
    const known = byTime.get(at)
    if (known) known.push(what)
    else byTime.set(at, [what])
  }
  const rows = new Map<string, string>()
  for (const entry of trace.entries) {
    const what = doingOf(entry, nameOf, rows)
    if (what !== undefined) add(entry.at, what)
  }
  for (const { pod, container, probe, columns } of trace.probes) {
    for (let i = 0; i < columns.length; i += 1) {
      add(columns.endAt[i] as number, `${nameOf(pod.uid)} ${container} ${probe} ${columns.outcome[i]}`)
    }
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([at, list]) => ({ at, what: list.sort().join('\n') }))
}

function doingOf(
  entry: TraceEntry,
  nameOf: (uid: string | undefined) => string,
  rows: Map<string, string>,
): string | undefined {
  switch (entry.kind) {
    case 'step':
      if (entry.aside) return undefined
      return entry.index < 0 ? 'submitted' : `step ${entry.text}`
    case 'object':
      return entry.objectKind === 'Pod' ? podDoing(entry.object as Pod, entry, nameOf, rows) : undefined
    case 'event':
      return `event ${nameOf(entry.regarding.uid)} ${entry.reason} ${entry.count}`
    case 'log':
      return `log ${nameOf(entry.pod.uid)} ${entry.container} ${entry.line}`
    case 'signal':
      return `${nameOf(entry.pod.uid)} ${entry.container} ${entry.signal} ${entry.effect}`
    case 'oom':
      return `${nameOf(entry.pod.uid)} ${entry.container} oom`
    case 'span':
      return `${nameOf(entry.pod.uid)} ${entry.container ?? ''} begins ${entry.span.kind}`
    case 'spanEnd':
      return `ends ${entry.outcome.kind} ${entry.outcome.kind === 'exit' ? entry.outcome.exitCode : ''}`
    default:
      return undefined
  }
}

/** What kubectl shows of it and its conditions, where that is not what the last version showed. */
function podDoing(
  pod: Pod,
  { at, change }: { readonly at: Time; readonly change: string },
  nameOf: (uid: string | undefined) => string,
  rows: Map<string, string>,
): string | undefined {
  const name = nameOf(pod.metadata.uid)
  const { status, ready, restarts } = podRow(pod, at)
  const conditions = (pod.status?.conditions ?? []).map((each) => `${each.type}=${each.status}`)
  const shown = [change === 'DELETED', status, ready, restarts, ...conditions].join(' ')
  if (rows.get(name) === shown) return undefined
  rows.set(name, shown)
  return `${name} ${shown}`
}
