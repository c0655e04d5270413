import type { AffinityTerm } from './affinity-term.ts'
import { type CountByNode, change } from './pod-counts.ts'

/** The terms of Pods that are on nodes, each once, with how many Pods on each node have it. */
export class TermIndex {
  readonly #terms = new Map<string, { readonly term: AffinityTerm; readonly byNode: Map<string, number> }>()

  add(terms: readonly AffinityTerm[], node: string): void {
    for (const term of terms) {
      let entry = this.#terms.get(term.key)
      if (!entry) {
        entry = { term, byNode: new Map() }
        this.#terms.set(term.key, entry)
      }
      change(entry.byNode, node, 1)
    }
  }

  remove(terms: readonly AffinityTerm[], node: string): void {
    for (const { key } of terms) {
      const entry = this.#terms.get(key)
      if (!entry) continue
      change(entry.byNode, node, -1)
      if (entry.byNode.size === 0) this.#terms.delete(key)
    }
  }

  get empty(): boolean {
    return this.#terms.size === 0
  }

  entries(): Iterable<{ readonly term: AffinityTerm; readonly byNode: CountByNode }> {
    return this.#terms.values()
  }
}
