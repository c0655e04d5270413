import type { Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Activity, Reader } from '../../client/api-client.ts'
import { Lines } from './lines.ts'

/** What is read beside the object, kind by kind. */
export interface Related {
  readonly reader: Reader
  readonly now: Time
  readonly showEvents: boolean
}

/** How objects of a kind are described: what else has to be read, and the lines that come of both. */
export interface Describer<R> {
  readonly read: (object: KubeObject, related: Related) => Activity<R>
  readonly write: (out: Lines, object: KubeObject, read: R, now: Time) => void
  /** Which Events stand at its end; without, those about the object. */
  readonly events?: 'none'
}

/** A describer whose kind of reading nobody else has to know. */
export interface AnyDescriber {
  readonly lines: (object: KubeObject, related: Related) => Activity<Lines>
  readonly events: 'about' | 'none'
}

export function describer<R>({ read, write, events }: Describer<R>): AnyDescriber {
  return {
    events: events ?? 'about',
    *lines(object, related) {
      const out = new Lines()
      write(out, object, yield* read(object, related), related.now)
      return out
    },
  }
}

/** Of a kind that needs nothing else. */
export function plainDescriber(
  write: (out: Lines, object: KubeObject, now: Time) => void,
  events?: 'none',
): AnyDescriber {
  return {
    events: events ?? 'about',
    // biome-ignore lint/correctness/useYield: nothing is read
    *lines(object, { now }) {
      const out = new Lines()
      write(out, object, now)
      return out
    },
  }
}
