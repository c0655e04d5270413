import type { Signal, Sys } from '../../engine/runtime/program.ts'
import { SIGNALS } from '../signals.ts'

export type Trapped = Signal | 'EXIT'

/** What a shell does about signals, and which of them wait to be dealt with between two commands. */
export class Traps {
  readonly #sys: Sys
  readonly #actions = new Map<Trapped, string>()
  #waiting: Signal[] = []

  constructor(sys: Sys, parent: Traps | undefined) {
    this.#sys = sys
    if (!parent) return
    // A subshell does not inherit handlers, only what is ignored.
    for (const [signal, action] of parent.#actions) if (action === '' && signal !== 'EXIT') this.set(signal, '')
  }

  /** Is there any action? A shell with traps must not turn into its last command. */
  get any(): boolean {
    return this.#actions.size > 0
  }

  list(): readonly (readonly [Trapped, string])[] {
    const order = (signal: Trapped): number => (signal === 'EXIT' ? 0 : SIGNALS[signal])
    return [...this.#actions].sort(([a], [b]) => order(a) - order(b))
  }

  get(signal: Trapped): string | undefined {
    return this.#actions.get(signal)
  }

  set(signal: Trapped, action: string | undefined): void {
    if (action === undefined) this.#actions.delete(signal)
    else this.#actions.set(signal, action)
    if (signal === 'EXIT') return
    this.#sys.on(signal, action === undefined ? 'default' : action === '' ? 'ignore' : 'catch')
  }

  /** Takes what has arrived; says which signal came first. */
  collect(): Signal | undefined {
    let first: Signal | undefined
    for (let signal = this.#sys.takeSignal(); signal; signal = this.#sys.takeSignal()) {
      first ??= signal
      // As in a shell, ten TERMs before the handler runs are one.
      if (!this.#waiting.includes(signal)) this.#waiting.push(signal)
    }
    return first
  }

  /** The actions that are due. */
  due(): readonly { readonly signal: Signal; readonly action: string }[] {
    this.collect()
    if (this.#waiting.length === 0) return []
    const waiting = this.#waiting
    this.#waiting = []
    return waiting.flatMap((signal) => {
      const action = this.#actions.get(signal)
      return action ? [{ signal, action }] : []
    })
  }
}
