import { rfc3339 } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { publishedObject } from '../../manifest/published-objects.ts'
import { objectKey } from '../../trace/trace.ts'
import { uidFor } from '../world/uid.ts'
import type { World } from '../world/world.ts'
import type { WriteReason } from './request.ts'

export interface WatchEvent<T extends KubeObject = KubeObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: T
  /** The version before: of what is new there is none. */
  readonly old?: T
}

type Receive = (event: WatchEvent) => void

/** The lists are replaced where somebody comes or goes, so that who is to hear of a write is known when it is made. */
interface Watchers {
  all: readonly Receive[]
  readonly ofNode: Map<string, readonly Receive[]>
}

const NOBODY: readonly Receive[] = []

/**
 * What is stored. Objects are immutable: each write makes a new version, tells the trace, and reaches those who watch
 * a moment later, in order. Whether a write makes sense is for the server to say.
 */
export class Store {
  readonly #world: World
  /** In the order of their creation. */
  readonly #kinds = new Map<string, Map<string, KubeObject>>()
  /** The same by kind, namespace and name: no key is put together for what is read most. */
  readonly #named = new Map<string, Map<string, Map<string, KubeObject>>>()
  /** What was listed of a kind since its last write, by namespace: most kinds are read far more often than written. */
  readonly #listed = new Map<string, Map<string | undefined, readonly KubeObject[]>>()
  readonly #watchers = new Map<string, Watchers>()
  readonly #keepers = new Map<string, readonly Receive[]>()
  readonly #incarnations = new Map<string, number>()
  #resourceVersion = 1000

  constructor(world: World) {
    this.#world = world
  }

  get(kind: string, namespace: string, name: string): KubeObject | undefined {
    return this.#named.get(kind)?.get(namespace)?.get(name) ?? publishedObject(kind, namespace, name)
  }

  /** In the order of their creation. As long as nothing of the kind is written it is the same array. */
  list(kind: string, namespace?: string): readonly KubeObject[] {
    let listed = this.#listed.get(kind)
    if (!listed) {
      listed = new Map()
      this.#listed.set(kind, listed)
    }
    let found = listed.get(namespace)
    if (!found) {
      const all = [...(this.#kinds.get(kind)?.values() ?? [])]
      found = namespace === undefined ? all : all.filter(({ metadata }) => (metadata.namespace ?? '') === namespace)
      listed.set(namespace, found)
    }
    return found
  }

  /** Everything in a namespace, kind by kind in the order of creation. */
  listNamespace(namespace: string): readonly KubeObject[] {
    return [...this.#kinds.keys()].flatMap((kind) => this.list(kind, namespace))
  }

  /**
   * What was written before is not told: list first. With `nodeName` only of the Pods of that node (the field selector
   * spec.nodeName). Returns how to stop.
   */
  watch(kind: string, receive: (event: WatchEvent) => void, nodeName?: string): () => void {
    const watchers: Watchers = this.#watchers.get(kind) ?? { all: NOBODY, ofNode: new Map() }
    this.#watchers.set(kind, watchers)
    const change = (to: (list: readonly Receive[]) => readonly Receive[]): void => {
      if (nodeName === undefined) watchers.all = to(watchers.all)
      else watchers.ofNode.set(nodeName, to(watchers.ofNode.get(nodeName) ?? NOBODY))
    }
    change((list) => [...list, receive])
    return () => change((list) => list.filter((each) => each !== receive))
  }

  /** Told at once of each write, before anybody hears of it. */
  written(kind: string, receive: (event: WatchEvent) => void): void {
    this.#keepers.set(kind, [...(this.#keepers.get(kind) ?? []), receive])
  }

  /** Stores what is new: there is nothing of that name. `prepare`: what is made of it once its uid is known. */
  add(object: KubeObject, reason: WriteReason, prepare = (stamped: KubeObject) => stamped): KubeObject {
    const stored = prepare(this.stamped(object))
    this.#incarnations.set(keyOf(object), this.#incarnation(object) + 1)
    return this.#put(
      { ...stored, metadata: { ...stored.metadata, resourceVersion: this.#nextVersion() } },
      'ADDED',
      reason,
    )
  }

  /** What would be stored of something new, but for its version. */
  // apiserver: pkg/registry/rest/meta.go FillObjectMetaSystemFields (v1.36)
  stamped(object: KubeObject): KubeObject {
    const uid = uidFor(this.#world.random(`uid/${keyOf(object)}/${this.#incarnation(object)}`))
    return { ...object, metadata: { ...object.metadata, uid, creationTimestamp: rfc3339(this.#world.now) } }
  }

  /** Stores another version of what is there. */
  replace(old: KubeObject, next: KubeObject, reason: WriteReason): KubeObject {
    const metadata = { ...next.metadata, resourceVersion: this.#nextVersion() }
    return this.#put({ ...next, metadata }, 'MODIFIED', reason, old)
  }

  /** Takes an object out of the store at once. */
  remove(object: KubeObject, reason: WriteReason): void {
    const { kind, metadata } = object
    // What is published is there again at once.
    if (!this.#kinds.get(kind)?.delete(nameKey(metadata.namespace ?? '', metadata.name))) return
    this.#named
      .get(kind)
      ?.get(metadata.namespace ?? '')
      ?.delete(metadata.name)
    this.#listed.delete(kind)
    const last = { ...object, metadata: { ...metadata, resourceVersion: this.#nextVersion() } }
    this.#tell(last, 'DELETED', reason, object)
  }

  #incarnation(object: KubeObject): number {
    return this.#incarnations.get(keyOf(object)) ?? 0
  }

  #nextVersion(): string {
    return String(++this.#resourceVersion)
  }

  #put(object: KubeObject, type: 'ADDED' | 'MODIFIED', reason: WriteReason, old?: KubeObject): KubeObject {
    const { kind, metadata } = object
    const { namespace = '', name } = metadata
    within(this.#kinds, kind).set(nameKey(namespace, name), object)
    within(within(this.#named, kind), namespace).set(name, object)
    this.#listed.delete(kind)
    this.#tell(object, type, reason, old)
    return object
  }

  #tell(object: KubeObject, type: WatchEvent['type'], reason: WriteReason, old: KubeObject | undefined): void {
    const { kernel } = this.#world
    const seq = this.#world.record({
      kind: 'object',
      change: type,
      objectKind: object.kind,
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
      object,
      by: reason.by,
      rule: reason.rule ?? 'API-1',
      ...(reason.field === undefined ? {} : { field: reason.field }),
    })
    const event: WatchEvent = old ? { type, object, old } : { type, object }
    for (const keep of this.#keepers.get(object.kind) ?? []) keep(event)
    // What is told arrives, whatever becomes of the writer.
    const watchers = this.#watchers.get(object.kind)
    if (!watchers) return
    const node = (object.spec as { nodeName?: string } | undefined)?.nodeName
    const { all } = watchers
    const ofNode = (node === undefined ? undefined : watchers.ofNode.get(node)) ?? NOBODY
    if (all.length + ofNode.length === 0) return
    // One timer for all, who hear of it at the same instant; what one of them decides is no cause of what another does.
    const deliver = () => {
      for (const receivers of [all, ofNode]) {
        for (const receive of receivers) {
          kernel.cause = seq
          receive(event)
        }
      }
    }
    kernel.within(undefined, () =>
      kernel.because(seq, () => kernel.after(this.#world.assumptions.watchLatency, deliver)),
    )
  }
}

function keyOf({ kind, metadata }: KubeObject): string {
  return objectKey(kind, metadata.namespace ?? '', metadata.name)
}

function within<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let map = maps.get(key)
  if (!map) {
    map = new Map()
    maps.set(key, map)
  }
  return map
}

function nameKey(namespace: string, name: string): string {
  return `${namespace}/${name}`
}
