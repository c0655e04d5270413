import type { Work } from './budget.ts'
import type { Instruction, Instructions } from './instructions.ts'

/** A set of places in the instructions, and where each character leads from it: made when it is first needed. */
interface State {
  readonly waiting: readonly number[]
  readonly matches: boolean
  readonly matchesAtEnd: boolean
  readonly next: Map<number, State>
}

/** Beyond that they are forgotten and made anew: memory is bounded, and the time no worse than without. */
const MOST_STATES = 2000

/**
 * Says whether there is a match anywhere, and not where: for grep, which has to look at many lines. Expressions that
 * look at words around a place are none of its business.
 */
export class Automaton {
  readonly #list: readonly Instruction[]
  /** What a character costs, whether or not its state was met before. */
  readonly #cost: number
  #states = new Map<string, State>()
  #first: State | undefined

  constructor(instructions: Instructions) {
    this.#list = instructions.list
    this.#cost = Math.max(1, this.#list.length >> 3)
  }

  static fits({ list }: Instructions): boolean {
    return list.every((each) => each.op !== 'assert' || each.assertion === 'start' || each.assertion === 'end')
  }

  test(text: string, work: Work): boolean {
    this.#first ??= this.#stateOf([0], true)
    let state = this.#first
    for (let at = 0; at < text.length; ) {
      if (state.matches) return true
      const code = text.codePointAt(at) as number
      let next = state.next.get(code)
      if (!next) {
        next = this.#step(state, code)
        state.next.set(code, next)
      }
      state = next
      at += code > 0xffff ? 2 : 1
      work.add(this.#cost)
    }
    return state.matches || state.matchesAtEnd
  }

  #step(state: State, code: number): State {
    const to: number[] = []
    for (const pc of state.waiting) {
      const instruction = this.#list[pc]
      if (instruction?.op === 'set' && instruction.set.has(code)) to.push(pc + 1)
    }
    // A match may begin after every character.
    return this.#stateOf([...to, 0], false)
  }

  #stateOf(from: readonly number[], atStart: boolean): State {
    const inside = this.#closure(from, atStart, false)
    const atEnd = this.#closure(from, atStart, true)
    const waiting = [...inside].filter((pc) => this.#list[pc]?.op === 'set')
    const last = this.#list.length - 1
    const key = `${inside.has(last)} ${atEnd.has(last)} ${waiting.join(' ')}`
    const before = this.#states.get(key)
    if (before) return before
    if (this.#states.size >= MOST_STATES) {
      this.#states.clear()
      this.#first = undefined
    }
    const state: State = { waiting, matches: inside.has(last), matchesAtEnd: atEnd.has(last), next: new Map() }
    this.#states.set(key, state)
    return state
  }

  #closure(from: readonly number[], atStart: boolean, atEnd: boolean): Set<number> {
    const reached = new Set<number>()
    const stack = [...from].reverse()
    for (let pc = stack.pop(); pc !== undefined; pc = stack.pop()) {
      if (reached.has(pc)) continue
      reached.add(pc)
      const instruction = this.#list[pc] as Instruction
      if (instruction.op === 'split') stack.push(instruction.second, instruction.first)
      else if (instruction.op === 'jump') stack.push(instruction.to)
      else if (instruction.op === 'mark' || instruction.op === 'branch') stack.push(pc + 1)
      else if (instruction.op === 'assert') {
        if (instruction.assertion === 'start' ? atStart : atEnd) stack.push(pc + 1)
      }
    }
    return reached
  }
}
