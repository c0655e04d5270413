import type { Sys } from '../../engine/program-api/program.ts'
import { SIGNAL_NUMBERS, type Signal } from '../../engine/program-api/signal.ts'

/** What is no signal: a shell's end, and in bash a command that fails, any command, a function that returns. */
export type Event = 'EXIT' | 'ERR' | 'DEBUG' | 'RETURN'

export type Trapped = Signal | Event

const EVENTS: ReadonlySet<string> = new Set<Event>(['EXIT', 'ERR', 'DEBUG', 'RETURN'])

function isEvent(trapped: Trapped): trapped is Event {
  return EVENTS.has(trapped)
}

/** Signals that end bash, which runs its EXIT trap before. The others just die, and as PID 1 do not even that. */
const ENDING: readonly Signal[] = ['SIGHUP', 'SIGINT', 'SIGALRM', 'SIGTERM', 'SIGUSR1', 'SIGUSR2']

/** What a shell does about signals, and which of them wait to be dealt with between two commands. */
export class Traps {
  readonly #sys: Sys
  readonly #actions = new Map<Trapped, string>()
  #waiting: Signal[] = []
  readonly #isBash: boolean
  /** bash has to end because of it. */
  ending: Signal | undefined

  constructor(sys: Sys, parent: Traps | undefined, isBash: boolean, inheritsErrors = false) {
    this.#sys = sys
    this.#isBash = isBash
    if (!parent) return
    // A subshell does not inherit handlers, only what is ignored.
    for (const [trapped, action] of parent.#actions) {
      if (isEvent(trapped) ? trapped === 'ERR' && inheritsErrors : action === '') this.set(trapped, action)
    }
  }

  /** Is there any action? A shell with traps must not turn into its last command. */
  get any(): boolean {
    return this.#actions.size > 0
  }

  list(): readonly (readonly [Trapped, string])[] {
    const order = (trapped: Trapped): number =>
      isEvent(trapped) ? (trapped === 'EXIT' ? 0 : 100) : SIGNAL_NUMBERS[trapped]
    return [...this.#actions].sort(([a], [b]) => order(a) - order(b))
  }

  get(signal: Trapped): string | undefined {
    return this.#actions.get(signal)
  }

  set(signal: Trapped, action: string | undefined): void {
    if (action === undefined) this.#actions.delete(signal)
    else this.#actions.set(signal, action)
    if (signal === 'EXIT') this.#listenForEnd()
    if (isEvent(signal)) return
    const listens = this.#isBash && this.#actions.has('EXIT') && ENDING.includes(signal)
    this.#sys.on(signal, action === undefined ? (listens ? 'catch' : 'default') : action === '' ? 'ignore' : 'catch')
  }

  /** Only with an EXIT trap does bash catch what would end it. */
  #listenForEnd(): void {
    if (!this.#isBash) return
    for (const signal of ENDING) {
      if (!this.#actions.has(signal)) this.#sys.on(signal, this.#actions.has('EXIT') ? 'catch' : 'default')
    }
  }

  /** Takes what has arrived; says which signal came first. */
  collect(): Signal | undefined {
    let first: Signal | undefined
    for (let signal = this.#sys.takeSignal(); signal; signal = this.#sys.takeSignal()) {
      if (!this.#actions.has(signal)) {
        this.ending ??= signal
        continue
      }
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
