import type {
  Activity,
  ListOptions,
  LogOptions,
  LogStream,
  ObjectRef,
  Reader,
  Reply,
} from '../../kubectl/client/api-client.ts'
import { inStoreOrder, selected } from '../../kubectl/client/selection.ts'
import { askedAbout, servedEvents, type WrittenEvent } from '../../kubectl/client/served-events.ts'
import { firstPiece, logAnswer, logOf, lostLog, pieceText } from '../../kubectl/client/served-log.ts'
import { servedObjects } from '../../kubectl/client/served-objects.ts'
import { ensure } from '../../lib/assert.ts'
import type { Time } from '../../lib/time.ts'
import { newNotFound } from '../../manifest/api-status.ts'
import type { Moment } from '../../manifest/derived-objects.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { servesMetrics } from '../../manifest/object/pod-metrics.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { servedKinds } from '../../manifest/schema/custom-kind.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { podUidOf } from '../../trace/pod-uid.ts'
import { countUpTo } from '../../trace/search.ts'
import { objectsAt } from '../../trace/state-at.ts'
import type { Trace } from '../../trace/trace.ts'
import { keptLog } from './kept-log.ts'

/** A finished run as kubectl reads it at one of its instants: what happened at that instant has happened. */
export class TraceReader implements Reader {
  readonly #trace: Trace
  readonly #at: Time
  #byKind: ReadonlyMap<string, readonly KubeObject[]> | undefined
  #events: readonly KubeObject[] | undefined

  constructor(trace: Trace, at: Time) {
    this.#trace = trace
    this.#at = at
  }

  now(): Time {
    return this.#at
  }

  kinds(): readonly KindInfo[] {
    return servedKinds({ list: (kind) => this.#all(kind) })
  }

  *get({ info, namespace, name }: ObjectRef): Activity<Reply<KubeObject>> {
    const object = this.#served(info, namespace).find(({ metadata }) => metadata.name === name)
    return object ? { ok: object, warnings: [] } : { status: newNotFound(info, name), warnings: [] }
  }

  // biome-ignore lint/correctness/useYield: the answer is there at once
  *list(
    info: KindInfo,
    namespace: string | undefined,
    options: ListOptions = {},
  ): Activity<Reply<readonly KubeObject[]>> {
    const about = info.kind === 'Event' ? askedAbout(options.fieldSelector) : undefined
    const objects = about === undefined ? this.#served(info, namespace) : this.#eventsAbout(about, namespace)
    return selected(info, inStoreOrder(objects), options)
  }

  *logs(namespace: string, name: string, options: LogOptions): Activity<Reply<LogStream>> {
    const pod = this.#find('Pod', namespace, name) as Pod | undefined
    const answer = logAnswer(pod, name, options, (node) => this.#find('Node', '', node) !== undefined)
    if (answer === 'empty') return { ok: logOf(''), warnings: [] }
    if ('status' in answer) return { status: answer.status, warnings: [] }
    const { containerID } = answer
    const uid = podUidOf(ensure(pod, 'the Pod that there is a log of'))
    const log = keptLog(this.#trace, this.#at, { uid, container: options.container, containerID })
    if (!log) return { ok: lostLog(containerID), warnings: [] }
    const text = log
      .slice(firstPiece(log, options, this.#at))
      .map((piece) => pieceText(piece, options))
      .join('')
    return { ok: logOf(text.slice(0, options.limitBytes)), warnings: [] }
  }

  /** As the engine takes it: whoever wants something scaled by what it uses has it measured. */
  isMeasured(): boolean {
    if (!this.#trace.header.assumptions.metricsServer) return false
    const wanted = [...this.#trace.objects].some(
      ([key, [first]]) => key.startsWith('HorizontalPodAutoscaler/') && first !== undefined && first.at <= this.#at,
    )
    return wanted || this.#all('APIService').some(servesMetrics)
  }

  #eventsAbout(name: string, namespace: string | undefined): readonly KubeObject[] {
    return servedEvents(this.#writtenEvents(), this.#at, name).filter(
      ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
    )
  }

  #find(kind: string, namespace: string, name: string): KubeObject | undefined {
    return this.#all(kind).find(({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace)
  }

  #served(info: KindInfo, namespace: string | undefined): readonly KubeObject[] {
    const stored = (kind: string, where: string | undefined) =>
      where === undefined
        ? this.#all(kind)
        : this.#all(kind).filter((each) => (each.metadata.namespace ?? '') === where)
    return info.kind === 'Event' ? stored('Event', namespace) : servedObjects(info, namespace, stored, this.#moment())
  }

  #moment(): Moment {
    const { clusterAge, nodeLeasePhase } = this.#trace.header.assumptions
    return { now: this.#at, clusterBegan: -clusterAge, nodeLeasePhase }
  }

  #all(kind: string): readonly KubeObject[] {
    if (kind === 'Event') {
      this.#events ??= servedEvents(this.#writtenEvents(), this.#at)
      return this.#events
    }
    this.#byKind ??= this.#objects()
    return this.#byKind.get(kind) ?? []
  }

  #objects(): ReadonlyMap<string, readonly KubeObject[]> {
    const byKind = new Map<string, KubeObject[]>()
    for (const { objectKind, object } of objectsAt(this.#trace, this.#at).values()) {
      const known = byKind.get(objectKind)
      if (known) known.push(object)
      else byKind.set(objectKind, [object])
    }
    return byKind
  }

  #writtenEvents(): Iterable<WrittenEvent> {
    const { events } = this.#trace
    const written = new Map<string, WrittenEvent>()
    for (const event of events.slice(0, countUpTo(events, this.#at))) {
      written.set(event.key, { event, first: written.get(event.key)?.first ?? event.seq })
    }
    return written.values()
  }
}
