import { rfc3339 } from '../../lib/time.ts'
import type { KubeObject, ObjectMeta } from '../../manifest/object/meta.ts'
import type { RuleId } from '../../trace/rule.ts'
import { objectKey } from '../../trace/trace.ts'
import type { World } from '../world.ts'
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

/**
 * The object store. Objects are immutable: each write makes a new version, tells the trace, and reaches those who watch
 * a moment later, in order.
 */
export class ApiServer {
  readonly #world: World
  readonly #objects = new Map<string, KubeObject>()
  readonly #watchers: { kind: string; receive: (event: WatchEvent) => void }[] = []
  readonly #incarnations = new Map<string, number>()
  #resourceVersion = 1000

  constructor(world: World) {
    this.#world = world
  }

  get(kind: string, namespace: string, name: string): KubeObject | undefined {
    return this.#objects.get(objectKey(kind, namespace, name))
  }

  /** In the order of their creation. */
  list(kind: string, namespace?: string): KubeObject[] {
    const found: KubeObject[] = []
    for (const object of this.#objects.values()) {
      if (object.kind !== kind) continue
      if (namespace !== undefined && (object.metadata.namespace ?? '') !== namespace) continue
      found.push(object)
    }
    return found
  }

  /** What was written before is not told: list first. Returns how to stop. */
  watch(kind: string, receive: (event: WatchEvent) => void): () => void {
    const watcher = { kind, receive }
    this.#watchers.push(watcher)
    return () => {
      this.#watchers.splice(this.#watchers.indexOf(watcher), 1)
    }
  }

  /** Undefined: an object of that name exists. The object comes defaulted and validated. */
  create(object: KubeObject, reason: WriteReason): KubeObject | undefined {
    const namespace = object.metadata.namespace ?? ''
    const key = objectKey(object.kind, namespace, object.metadata.name)
    if (this.#objects.has(key)) return undefined
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
    const key = objectKey(kind, namespace, name)
    const object = this.#objects.get(key)
    if (!object) return false
    this.#objects.delete(key)
    const last = { ...object, metadata: { ...object.metadata, resourceVersion: this.#nextVersion() } }
    this.#tell(last, 'DELETED', reason)
    return true
  }

  #nextVersion(): string {
    return String(++this.#resourceVersion)
  }

  #put(object: KubeObject, type: 'ADDED' | 'MODIFIED', reason: WriteReason): KubeObject {
    this.#objects.set(objectKey(object.kind, object.metadata.namespace ?? '', object.metadata.name), object)
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
    const deliver = () => {
      for (const watcher of this.#watchers) {
        if (watcher.kind !== object.kind) continue
        kernel.after(this.#world.assumptions.watchLatency, () => watcher.receive({ type, object }))
      }
    }
    kernel.within(undefined, () => kernel.because(seq, deliver))
  }
}
