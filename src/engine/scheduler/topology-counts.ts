import { ownValue } from '../../lib/own.ts'

type Labels = Readonly<Record<string, string>>

/** Sums for each value of each topology key: Pods in a zone, on a host. */
// scheduler: plugins/interpodaffinity/filtering.go topologyToMatchedTermCount (v1.36)
export class TopologyCounts {
  readonly #byKey = new Map<string, Map<string, number>>()

  /** A node without the label belongs to no domain of the key. */
  add(topologyKey: string, labels: Labels, by: number): void {
    const value = ownValue(labels, topologyKey)
    if (value === undefined) return
    let counts = this.#byKey.get(topologyKey)
    if (!counts) {
      counts = new Map()
      this.#byKey.set(topologyKey, counts)
    }
    counts.set(value, (counts.get(value) ?? 0) + by)
  }

  at(topologyKey: string, labels: Labels): number {
    const value = ownValue(labels, topologyKey)
    return value === undefined ? 0 : (this.#byKey.get(topologyKey)?.get(value) ?? 0)
  }

  anyAt(labels: Labels): boolean {
    for (const key of this.#byKey.keys()) if (this.at(key, labels) > 0) return true
    return false
  }

  sumAt(labels: Labels): number {
    let sum = 0
    for (const key of this.#byKey.keys()) sum += this.at(key, labels)
    return sum
  }

  /** Nothing was counted, or all of it was taken back. */
  get empty(): boolean {
    for (const counts of this.#byKey.values()) for (const count of counts.values()) if (count !== 0) return false
    return true
  }

  get untouched(): boolean {
    return this.#byKey.size === 0
  }
}
