import { ensure } from '../lib/assert.ts'
import type { TrafficChunk } from './chunk.ts'
import type { Seq } from './entry.ts'
import { floats, GrowingList, words } from './growing.ts'
import { REQUEST_OUTCOMES } from './request-outcome.ts'
import { ofEachOutcome } from './traffic-buffer.ts'
import type { TrafficDescription, TrafficTrack } from './traffic-track.ts'

/** A track of traffic as it is put together from its pieces. */
export class TrafficAssembly {
  readonly #description: TrafficDescription
  readonly #at = floats()
  readonly #counts = ofEachOutcome(words)
  readonly #fastest = floats()
  readonly #middle = floats()
  readonly #slowest = floats()
  readonly #failedAt = floats()
  readonly #failedEndAt = floats()
  readonly #failedGroup = words()
  readonly #groups = new GrowingList<Seq>()
  #snapshot: TrafficTrack | undefined

  constructor(first: TrafficChunk) {
    this.#description = ensure(first.description, 'description of a track of traffic')
  }

  add(chunk: TrafficChunk): void {
    this.#at.append(chunk.at)
    for (const outcome of REQUEST_OUTCOMES) this.#counts[outcome].append(chunk.counts[outcome])
    this.#fastest.append(chunk.fastest)
    this.#middle.append(chunk.middle)
    this.#slowest.append(chunk.slowest)
    this.#failedAt.append(chunk.failedAt)
    this.#failedEndAt.append(chunk.failedEndAt)
    this.#failedGroup.append(chunk.failedGroup)
    for (const seq of chunk.groups) this.#groups.push(seq)
    this.#snapshot = undefined
  }

  snapshot(): TrafficTrack {
    this.#snapshot ??= {
      ...this.#description,
      columns: {
        length: this.#at.length,
        at: this.#at.snapshot(),
        counts: ofEachOutcome((outcome) => this.#counts[outcome].snapshot()),
        fastest: this.#fastest.snapshot(),
        middle: this.#middle.snapshot(),
        slowest: this.#slowest.snapshot(),
      },
      failures: {
        length: this.#failedAt.length,
        at: this.#failedAt.snapshot(),
        endAt: this.#failedEndAt.snapshot(),
        group: this.#failedGroup.snapshot(),
      },
      groups: this.#groups.snapshot(),
    }
    return this.#snapshot
  }
}
