import { rfc3339 } from '../../lib/time.ts'
import type { KubeObject, ObjectMeta } from '../../manifest/object/meta.ts'
import type { RuleId } from '../../trace/rule.ts'
import { objectKey } from '../../trace/trace.ts'
import type { World } from '../world/world.ts'
import { publishedObject } from './published-objects.ts'
import { uidFor } from './uid.ts'

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: KubeObject
}

/** What a writer says about its write: who it is, and why. */
export interface WriteReason {
  readonly by: string
  readonly rule?: RuleId
  readonly field?: string
}

type Receive = (event: WatchEvent) => void

interface Watchers {
  readonly all: Receive[]
  readonly ofNode: Map<string, Receive[]>
}

/**
 * The object store. Objects are immutable: each write makes a new version, tells the trace, and reaches those who watch
 * a moment later, in order.
 */
export class ApiServer {
  readonly #world: World
  readonly #kinds = new Map<string, Map<string, KubeObject>>()
  /** What was listed of a kind since its last write, by namespace: most kinds are read far more often than written. */
  readonly #listed = new Map<string, Map<string | undefined, readonly KubeObject[]>>()
  readonly #watchers = new Map<string, Watchers>()
  readonly #incarnations = new Map<string, number>()
  #resourceVersion = 1000

  constructor(world: World) {
    this.#world = world
  }

  get(kind: string, namespace: string, name: string): KubeObject | undefined {
    return this.#kinds.get(kind)?.get(nameKey(namespace, name)) ?? publishedObject(kind, namespace, name)
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
    const watchers = this.#watchers.get(kind) ?? { all: [], ofNode: new Map<string, Receive[]>() }
    this.#watchers.set(kind, watchers)
    const list = nodeName === undefined ? watchers.all : (watchers.ofNode.get(nodeName) ?? [])
    if (nodeName !== undefined) watchers.ofNode.set(nodeName, list)
    list.push(receive)
    return () => {
      list.splice(list.indexOf(receive), 1)
    }
  }

  /** Undefined: an object of that name exists. The object comes defaulted and validated. */
  create(object: KubeObject, reason: WriteReason): KubeObject | undefined {
    const namespace = object.metadata.namespace ?? ''
    const key = objectKey(object.kind, namespace, object.metadata.name)
    if (this.get(object.kind, namespace, object.metadata.name)) return undefined
    const incarnation = this.#incarnations.get(key) ?? 0
    this.#incarnations.set(key, incarnation + 1)
    const metadata: ObjectMeta = {
      ...object.metadata,
      uid: uidFor(this.#world.random(`uid/${key}/${incarnation}`)),
      resourceVersion: this.#nextVersion(),
      generation: 1,
      creationTimestamp: rfc3339(this.#world.now),
    }
    return this.#put({ ...object, metadata }, 'ADDED', reason)
  }

  /**
   * Replaces an object by what `change` makes of its present version; undefined where it is gone, or nothing changed.
   */
  update<T extends KubeObject>(
    kind: string,
    namespace: string,
    name: string,
    reason: WriteReason,
    change: (object: T) => T | undefined,
  ): T | undefined {
    const current = this.get(kind, namespace, name) as T | undefined
    const next = current && change(current)
    if (!current || !next || next === current) return undefined
    const metadata = { ...next.metadata, resourceVersion: this.#nextVersion() }
    const written = this.#put({ ...next, metadata }, 'MODIFIED', reason)
    if (metadata.deletionTimestamp && !metadata.finalizers?.length && metadata.deletionGracePeriodSeconds === 0) {
      this.remove(kind, namespace, name, reason)
    }
    return written as T
  }

  /** Takes an object out of the store at once. */
  remove(kind: string, namespace: string, name: string, reason: WriteReason): boolean {
    const object = this.get(kind, namespace, name)
    if (!object) return false
    // What is published is there again at once.
    if (!this.#kinds.get(kind)?.delete(nameKey(namespace, name))) return true
    this.#listed.delete(kind)
    const last = { ...object, metadata: { ...object.metadata, resourceVersion: this.#nextVersion() } }
    this.#tell(last, 'DELETED', reason)
    return true
  }

  #nextVersion(): string {
    return String(++this.#resourceVersion)
  }

  #put(object: KubeObject, type: 'ADDED' | 'MODIFIED', reason: WriteReason): KubeObject {
    let ofKind = this.#kinds.get(object.kind)
    if (!ofKind) {
      ofKind = new Map()
      this.#kinds.set(object.kind, ofKind)
    }
    ofKind.set(nameKey(object.metadata.namespace ?? '', object.metadata.name), object)
    this.#listed.delete(object.kind)
    this.#tell(object, type, reason)
    return object
  }

  #tell(object: KubeObject, type: WatchEvent['type'], reason: WriteReason): void {
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
    // What is told arrives, whatever becomes of the writer.
    const watchers = this.#watchers.get(object.kind)
    if (!watchers) return
    const node = (object.spec as { nodeName?: string } | undefined)?.nodeName
    const ofNode = node === undefined ? undefined : watchers.ofNode.get(node)
    const receivers = ofNode ? [...watchers.all, ...ofNode] : [...watchers.all]
    if (receivers.length === 0) return
    // One timer for all, who hear of it at the same instant; what one of them decides is no cause of what another does.
    const deliver = () => {
      for (const receive of receivers) kernel.because(seq, () => receive({ type, object }))
    }
    kernel.within(undefined, () =>
      kernel.because(seq, () => kernel.after(this.#world.assumptions.watchLatency, deliver)),
    )
  }
}

function nameKey(namespace: string, name: string): string {
  return `${namespace}/${name}`
}
