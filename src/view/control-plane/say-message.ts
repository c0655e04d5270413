import { assertNever } from '../../lib/assert.ts'
import { ownValue } from '../../lib/own.ts'
import { entryOf } from '../../trace/lookup.ts'
import type { Trace } from '../../trace/trace.ts'
import { writeText } from '../explain/say-notice.ts'
import type { ExplainWords } from '../explain/words-en.ts'
import type { Message, Party, Saying } from './message.ts'
import type { PodChange } from './pod-change.ts'
import type { ControlPlaneWords } from './words-en.ts'

/** What programs are called, in every language. */
const NAMES = { user: 'kubectl', etcd: 'etcd', runtime: 'containerd' }

/** As a box is headed and as the list names it. */
export function sayParty(party: Party, words: ControlPlaneWords): string {
  const [kind = '', name = ''] = party.split(/\/(.*)/)
  switch (kind) {
    case 'user':
    case 'etcd':
    case 'runtime':
      return NAMES[kind]
    case 'apiServer':
    case 'sandbox':
    case 'node':
    case 'kernel':
      return words[kind]
    case 'kubelet':
      return name === '' ? kind : words.kubeletOn(name)
    case 'controller':
      return ownValue(words.controllers, name) ?? name
    default:
      return name
  }
}

/** In two or three words, as it stands beside an arrow. */
export function labelOf(saying: Saying, words: ControlPlaneWords): string {
  switch (saying.kind) {
    case 'write':
      return writeLabel(saying, words)
    case 'store':
      return saying.removed ? words.remove : words.write
    case 'watch':
      return watchLabel(saying, words)
    case 'event':
      return words.event(saying.reason)
    case 'call':
      return saying.call
    case 'volumes':
      return saying.failed === undefined ? words.volumes : words.volumesFailed
    case 'sandboxUp':
      return words.upLabel
    case 'failed':
      return words.failed[saying.what]
    case 'pulled':
      return words.pulled
    case 'exec':
      return 'fork, exec'
    case 'signal':
      return saying.signal
    case 'oom':
      return words.oom
    case 'exit':
      return words.exit(saying.code)
    case 'seesExit':
      return words.seesExit
    case 'probe':
      return words.probe(saying.probe, saying.outcome, saying.run, saying.threshold)
    case 'hook':
      return saying.hook
    case 'backOff':
      return words.backOff(saying.lengthMs)
    case 'terminating':
      return words.terminating
    case 'unschedulable':
      return words.unschedulable
    case 'step':
      return saying.text
    default:
      return assertNever(saying)
  }
}

function writeLabel(saying: Extract<Saying, { kind: 'write' }>, words: ControlPlaneWords): string {
  const first = saying.changes?.[0]
  if (saying.resource === 'pods/binding' && first?.kind === 'bound') return words.bind(first.node)
  if (saying.resource === 'pods/status') return 'PATCH status'
  if (saying.resource === 'pods/eviction') return 'POST eviction'
  return `${saying.verb} ${saying.resource}`
}

function watchLabel(
  { change, objectKind, changes }: Extract<Saying, { kind: 'watch' }>,
  words: ControlPlaneWords,
): string {
  const first = changes?.[0]?.kind
  if (change === 'ADDED') return words.watchNew(objectKind)
  if (change === 'DELETED') return words.watchGone(objectKind)
  if (first === 'bound') return words.watchBound
  if (first === 'deletion') return words.watchDeletion
  return words.watchChanged(objectKind)
}

/** What else there is to say; empty: nothing. */
export function detailOf(trace: Trace, message: Message, words: ControlPlaneWords, explainWords: ExplainWords): string {
  const { saying } = message
  switch (saying.kind) {
    case 'write': {
      const brought = saying.changes ? sayChanges(saying.changes, words) : writtenText(trace, message, explainWords)
      return `${brought}, ${words.version(saying.version)}`
    }
    case 'store':
      return words.version(saying.version)
    case 'watch':
      return saying.changes && saying.change === 'MODIFIED'
        ? `${saying.name}: ${sayChanges(saying.changes, words)}`
        : saying.name
    case 'event':
      return words.eventCount(saying.message.trim(), saying.count)
    case 'call':
      return saying.graceMs === undefined ? saying.of : words.stop(saying.of, saying.graceMs)
    case 'volumes':
      return saying.failed ?? ''
    case 'sandboxUp':
      return words.upDetail
    case 'failed':
    case 'unschedulable':
      return saying.message
    case 'pulled':
      return words.pulledDetail(saying.image, saying.ms)
    case 'exec':
      return saying.run > 1 ? words.run(saying.run) : ''
    case 'signal':
      return words.signalTo(saying.pid, words.signalEffect[saying.effect])
    case 'oom':
      return words.oomDetail[saying.of ?? 'container']
    case 'exit':
      return saying.reason
    case 'seesExit':
      return `${saying.container}: ${words.seesExitDetail}`
    case 'probe':
      return probeDetail(saying, words)
    case 'hook':
      return `${saying.container}, ${saying.handler}`
    case 'backOff':
      return `${saying.container}: ${words.backOffDetail[saying.of]}`
    case 'terminating':
      return words.terminatingDetail(saying.graceMs)
    case 'step':
      return ''
    default:
      return assertNever(saying)
  }
}

function probeDetail(saying: Extract<Saying, { kind: 'probe' }>, words: ControlPlaneWords): string {
  const outcome = words.probeDetail[saying.outcome]
  const decided = saying.decisive ? `, ${words.decides}` : ''
  return `${saying.container}: ${outcome}${decided}${saying.message ? `: ${saying.message}` : ''}`
}

function writtenText(trace: Trace, { seq }: Message, words: ExplainWords): string {
  const entry = entryOf(trace, seq)
  return entry?.kind === 'object' ? writeText(trace, entry, words) : ''
}

export function sayChanges(changes: readonly PodChange[], words: ControlPlaneWords): string {
  return changes.map((change) => sayChange(change, words)).join(', ')
}

function sayChange(change: PodChange, words: ControlPlaneWords): string {
  switch (change.kind) {
    case 'created':
      return words.created
    case 'gone':
      return words.removed
    case 'bound':
      return words.bound(change.node)
    case 'deletion':
      return words.deletion(change.graceSeconds)
    case 'status':
      return change.status
    case 'ready':
      return words.ready(change.ready)
    case 'restarts':
      return words.restarts(change.restarts)
    case 'sandbox':
      return words.sandboxUp
    case 'nominated':
      return words.nominated(change.node)
    case 'condition':
      return words.condition(change.type, change.status, change.reason)
    case 'detail':
      return words.detail
    default:
      return assertNever(change)
  }
}

/** A whole message in one line, for those who listen: "kubectl to API server: POST pods, created". */
export function sentenceOf(
  trace: Trace,
  message: Message,
  words: ControlPlaneWords,
  explainWords: ExplainWords,
): string {
  const who = [message.from, ...(message.to === undefined ? [] : [message.to])].map((each) => sayParty(each, words))
  const detail = detailOf(trace, message, words, explainWords)
  return `${who.join(' → ')}: ${labelOf(message.saying, words)}${detail === '' ? '' : `, ${detail}`}`
}
