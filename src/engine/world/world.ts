import type { RandomStream } from '../../lib/random.ts'
import type { Time } from '../../lib/time.ts'
import type { EventRecord } from '../../manifest/object/event-object.ts'
import type { Assumptions } from '../../scenario/assumptions.ts'
import type { Seq } from '../../trace/entry.ts'
import type { NewEntry, TraceRecorder } from '../../trace/recorder.ts'
import { MOST, STEPS_AN_ENTRY } from '../kernel/exhausted.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** What every part of the engine is handed: time, chance, the pen, and our assumptions. */
export class World {
  readonly kernel: Kernel
  readonly recorder: TraceRecorder
  readonly assumptions: Assumptions
  /** The last write of each Event by its key, with the number of its first. */
  readonly events = new Map<string, { readonly event: EventRecord; readonly first: Seq }>()

  constructor(kernel: Kernel, recorder: TraceRecorder, assumptions: Assumptions) {
    this.kernel = kernel
    this.recorder = recorder
    this.assumptions = assumptions
  }

  get now(): Time {
    return this.kernel.now
  }

  random(name: string): RandomStream {
    return this.kernel.random(name)
  }

  record(entry: NewEntry): Seq {
    if (this.recorder.count >= MOST.entries) throw this.kernel.exhausted('entries')
    // The log of a container is its program's work.
    if (entry.kind !== 'log') this.kernel.count(STEPS_AN_ENTRY)
    const recorded = this.recorder.record(this.kernel.now, this.kernel.cause, entry)
    if (recorded.kind === 'event') {
      const first = this.events.get(recorded.key)?.first ?? recorded.seq
      this.events.set(recorded.key, { event: recorded, first })
    }
    return recorded.seq
  }

  /** Records, and makes the entry the cause of what follows in this activity. */
  recordCause(entry: NewEntry): Seq {
    const seq = this.record(entry)
    this.kernel.cause = seq
    return seq
  }
}
