import type { PodInfo } from './pod-info.ts'

/** How many Pods of a kind are on each node. Only nodes with some. */
export type CountByNode = ReadonlyMap<string, number>

interface Counter {
  readonly counts: (pod: PodInfo) => boolean
  readonly byNode: Map<string, number>
}

/** More questions than this at once are rare; the one that was not asked for longest is forgotten. */
const REMEMBERED = 64

/**
 * Answers "how many such Pods are on each node" without looking at all of them each time: a question once asked is
 * kept up to date as Pods come and go.
 */
export class PodCounts {
  readonly #pods: () => Iterable<{ readonly info: PodInfo; readonly node: string }>
  readonly #counters = new Map<string, Counter>()

  constructor(pods: () => Iterable<{ readonly info: PodInfo; readonly node: string }>) {
    this.#pods = pods
  }

  /** `key` must be the same for the same question. */
  of(key: string, counts: (pod: PodInfo) => boolean): CountByNode {
    let counter = this.#counters.get(key)
    if (counter) this.#counters.delete(key)
    else {
      counter = { counts, byNode: new Map() }
      for (const { info, node } of this.#pods()) if (counts(info)) change(counter.byNode, node, 1)
      const oldest = this.#counters.keys().next()
      if (this.#counters.size >= REMEMBERED && !oldest.done) this.#counters.delete(oldest.value)
    }
    this.#counters.set(key, counter)
    return counter.byNode
  }

  add(pod: PodInfo, node: string): void {
    for (const { counts, byNode } of this.#counters.values()) if (counts(pod)) change(byNode, node, 1)
  }

  remove(pod: PodInfo, node: string): void {
    for (const { counts, byNode } of this.#counters.values()) if (counts(pod)) change(byNode, node, -1)
  }

  /** What a question asks about has changed from outside: labels of a namespace. */
  forget(): void {
    this.#counters.clear()
  }
}

export function change<K>(counts: Map<K, number>, key: K, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}
