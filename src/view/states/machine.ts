import type { Duration, Time } from '../../lib/time.ts'
import type { Seq } from '../../trace/entry.ts'
import type { StateTone } from '../history/tone.ts'

/** One stay in a state. */
export interface Visit<State extends string = string> {
  readonly state: State
  /** What kind of it: a reason, an exit code, whether it is ready. As it is called in every language, or a key of the words. */
  readonly sub: string
  readonly tone: StateTone | undefined
  readonly from: Time
  /** undefined: it lasts to the end of what is known. */
  readonly to: Time | undefined
  /** What brought it. */
  readonly seq: Seq
}

export interface Passage {
  readonly at: Time
  readonly seq: Seq
}

/** A transition, with every time that it was taken in this run. */
export interface Transition {
  readonly from: string
  readonly to: string
  readonly passages: readonly Passage[]
}

/** Everything that one thing went through, and everywhere that it could have gone. */
export interface Machine {
  readonly visits: readonly Visit[]
  readonly transitions: readonly Transition[]
}

/** `known`: the transitions that Kubernetes has, taken or not. */
export function machineOf(visits: readonly Visit[], known: readonly (readonly [string, string])[]): Machine {
  const taken = new Map<string, Passage[]>(known.map(([from, to]) => [`${from}>${to}`, []]))
  for (const [index, visit] of visits.entries()) {
    const before = visits[index - 1]
    if (before === undefined || before.state === visit.state) continue
    const key = `${before.state}>${visit.state}`
    const passages = taken.get(key) ?? []
    taken.set(key, passages)
    passages.push({ at: visit.from, seq: visit.seq })
  }
  return {
    visits,
    transitions: [...taken].map(([key, passages]) => {
      const [from = '', to = ''] = key.split('>')
      return { from, to, passages }
    }),
  }
}

/** A state, or a kind of it, up to an instant. */
export interface Stay {
  /** How many times it had been entered. */
  readonly visits: number
  readonly total: Duration
  readonly last: Passage | undefined
  readonly present: boolean
  readonly tone: StateTone | undefined
}

export interface SubStay extends Stay {
  readonly sub: string
}

export interface StateView {
  readonly state: string
  readonly stay: Stay
  /** Those that are visited in this run, in the order of the first visit; also those that are still to come. */
  readonly subs: readonly SubStay[]
}

export function stateViews(machine: Machine, states: readonly string[], at: Time): readonly StateView[] {
  const views = new Map(states.map((state) => [state, { stay: new Sum(), subs: new Map<string, Sum>() }]))
  let before: Visit | undefined
  for (const visit of machine.visits) {
    const view = views.get(visit.state)
    if (view === undefined) continue
    let sub = view.subs.get(visit.sub)
    if (sub === undefined) {
      sub = new Sum()
      view.subs.set(visit.sub, sub)
    }
    sub.add(visit, at, true)
    // Two kinds of one state after each other are one visit of the state.
    view.stay.add(visit, at, before?.state !== visit.state)
    before = visit
  }
  return [...views].map(([state, { stay, subs }]) => ({
    state,
    stay: stay.stay(),
    subs: [...subs].map(([sub, sum]) => ({ sub, ...sum.stay() })),
  }))
}

/** Adds up visits until an instant; of what comes later only the tone is kept. */
class Sum {
  #visits = 0
  #total = 0
  #last: Visit | undefined
  #present = false
  #tone: StateTone | undefined

  add(visit: Visit, at: Time, isNew: boolean): void {
    if (visit.from > at) {
      this.#tone ??= visit.tone
      return
    }
    this.#total += Math.min(visit.to ?? at, at) - visit.from
    if (isNew) this.#visits += 1
    this.#last = visit
    this.#tone = visit.tone
    this.#present = visit.to === undefined || visit.to > at
  }

  stay(): Stay {
    const last = this.#last
    return {
      visits: this.#visits,
      total: this.#total,
      last: last && { at: last.from, seq: last.seq },
      present: this.#present,
      tone: this.#tone,
    }
  }
}

/** Where a click leads: to the next time after the playhead, else to the first. */
export function nextPassage(passages: readonly Passage[], at: Time): Passage | undefined {
  return passages.find((each) => each.at > at) ?? passages[0]
}

export function passagesOf(machine: Machine, state: string, sub?: string): readonly Passage[] {
  return machine.visits
    .filter((visit) => visit.state === state && (sub === undefined || visit.sub === sub))
    .map(({ from, seq }) => ({ at: from, seq }))
}

/** How often a transition had been taken by an instant, and when last. */
export function takenBy(
  { passages }: Transition,
  at: Time,
): { readonly count: number; readonly last: Passage | undefined } {
  const past = passages.filter((each) => each.at <= at)
  return { count: past.length, last: past.at(-1) }
}
