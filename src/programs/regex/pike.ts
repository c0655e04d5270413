import { holds } from './assertions.ts'
import type { Work } from './budget.ts'
import type { Instruction, Instructions } from './instructions.ts'

/** Where the whole match and each parenthesis begin and end; -1 for one that took no part. */
export type Span = readonly [start: number, end: number]
export type Spans = readonly [Span, ...Span[]]

/** One way to match so far: where it began, and what it wrote down. */
interface Way {
  readonly start: number
  readonly marks: Int32Array
}

/**
 * All ways to match at once, one character after the other (Pike's machine): the time is the length of the text times
 * the size of the expression. Where two ways meet in one state, the better one stays: that which began earlier, then
 * that whose parts are longer, from left to right.
 */
export function search(instructions: Instructions, text: string, from: number, work: Work): Spans | undefined {
  return new Search(instructions, text, work).run(from)
}

class Search {
  readonly #list: readonly Instruction[]
  readonly #instructions: Instructions
  readonly #text: string
  readonly #work: Work
  /** What reached an instruction at this place of the text, and when it was written there. */
  readonly #ways: (Way | undefined)[]
  readonly #reachedAt: Int32Array
  #round = 0
  /** Instructions that take a character, in the order of their ways. */
  #waiting: number[] = []
  #matched: Way | undefined

  constructor(instructions: Instructions, text: string, work: Work) {
    this.#instructions = instructions
    this.#list = instructions.list
    this.#text = text
    this.#work = work
    this.#ways = new Array(this.#list.length)
    this.#reachedAt = new Int32Array(this.#list.length)
  }

  run(from: number): Spans | undefined {
    const text = this.#text
    let best: { way: Way; end: number } | undefined
    let current: { at: number; way: Way }[] = []
    for (let at = from; at <= text.length; ) {
      this.#round++
      this.#waiting = []
      this.#matched = undefined
      for (const { at: to, way } of current) this.#go(to, way, at)
      // What begins here can only win where nothing has matched before.
      if (!best) this.#go(0, { start: at, marks: new Int32Array(this.#instructions.marks).fill(-1) }, at)
      const matched = this.#matched as Way | undefined
      if (matched && (!best || matched.start <= best.way.start)) best = { way: matched, end: at }
      if (at === text.length) break
      const code = text.codePointAt(at) as number
      const next: { at: number; way: Way }[] = []
      for (const pc of this.#waiting) {
        const instruction = this.#list[pc]
        const way = this.#ways[pc] as Way
        if (best && way.start > best.way.start) continue
        if (instruction?.op === 'set' && instruction.set.has(code)) next.push({ at: pc + 1, way })
      }
      this.#work.add(this.#waiting.length + 1)
      current = next
      if (best && current.length === 0) break
      at += code > 0xffff ? 2 : 1
    }
    return best && this.#spans(best.way, best.end)
  }

  #go(to: number, arriving: Way, at: number): void {
    const stack: { pc: number; way: Way }[] = [{ pc: to, way: arriving }]
    let steps = 0
    for (let top = stack.pop(); top; top = stack.pop()) {
      const { pc, way } = top
      steps++
      const isNew = this.#reachedAt[pc] !== this.#round
      if (!isNew && !this.#better(way, this.#ways[pc] as Way)) continue
      this.#reachedAt[pc] = this.#round
      this.#ways[pc] = way
      const instruction = this.#list[pc] as Instruction
      switch (instruction.op) {
        case 'set':
          if (isNew) this.#waiting.push(pc)
          break
        case 'split':
          stack.push({ pc: instruction.second, way }, { pc: instruction.first, way })
          break
        case 'jump':
          stack.push({ pc: instruction.to, way })
          break
        case 'assert':
          if (holds(instruction.assertion, this.#text, at)) stack.push({ pc: pc + 1, way })
          break
        case 'mark':
        case 'branch': {
          const marks = way.marks.slice()
          marks[instruction.mark] = instruction.op === 'mark' ? at : -instruction.index
          if (instruction.op === 'mark' && instruction.resets !== undefined) marks[instruction.resets] = -1
          stack.push({ pc: pc + 1, way: { start: way.start, marks } })
          break
        }
        case 'match':
          this.#matched = way
          break
      }
    }
    this.#work.add(steps)
  }

  #better(a: Way, b: Way): boolean {
    if (a.start !== b.start) return a.start < b.start
    for (const mark of this.#instructions.longest) {
      const difference =
        mark >= 0
          ? (a.marks[mark] as number) - (b.marks[mark] as number)
          : (b.marks[~mark] as number) - (a.marks[~mark] as number)
      if (difference !== 0) return difference > 0
    }
    return false
  }

  #spans({ start, marks }: Way, end: number): Spans {
    const groups = this.#instructions.groups.map(([begin, close]): Span => {
      const last = marks[close] as number
      return last < 0 ? [-1, -1] : [marks[begin] as number, last]
    })
    return [[start, end], ...groups]
  }
}
