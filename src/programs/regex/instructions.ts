import type { CharSet } from './char-set.ts'
import { type Assertion, type Node, RegexMistake } from './syntax.ts'

export type Instruction =
  | { readonly op: 'set'; readonly set: CharSet }
  /** Goes on at both places; the first is preferred where nothing else decides. */
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  /** Writes down where it is. What begins has not ended: the mark of an end from another round is taken back. */
  | { readonly op: 'mark'; readonly mark: number; readonly resets?: number }
  /** Writes down which of several branches was taken: the first is the best. */
  | { readonly op: 'branch'; readonly mark: number; readonly index: number }
  | { readonly op: 'match' }

export interface Instructions {
  readonly list: readonly Instruction[]
  /** How many places are written down. */
  readonly marks: number
  /** By the number of a parenthesis: the marks of its begin and end. */
  readonly groups: readonly (readonly [begin: number, end: number])[]
  /**
   * The marks that decide between two ways to match the same text, most important first: POSIX wants the part that
   * begins first to be the longest, and parts of parts after the whole.
   */
  readonly longest: readonly number[]
}

/** More than that a C library takes for too big, or does not get done in its memory. */
const MOST_INSTRUCTIONS = 40_000

/** Rounds of an interval whose ends are written down; of more, only the last is known. */
const MOST_ROUNDS = 8

/** Thompson's construction. Intervals are written out. */
export function instructionsOf(node: Node, groupCount: number): Instructions {
  const builder = new Builder(groupCount)
  builder.add(node)
  builder.emit({ op: 'match' })
  return builder
}

class Builder implements Instructions {
  readonly list: Instruction[] = []
  marks: number
  readonly groups: [number, number][] = []
  readonly longest: number[] = []
  readonly #ends = new Map<Node, number>()

  constructor(groupCount: number) {
    this.marks = groupCount * 2
    for (let i = 0; i < groupCount; i++) this.groups.push([i * 2, i * 2 + 1])
  }

  emit(instruction: Instruction): number {
    this.list.push(instruction)
    if (this.list.length > MOST_INSTRUCTIONS) throw new RegexMistake('size')
    return this.list.length - 1
  }

  add(node: Node): void {
    switch (node.type) {
      case 'empty':
        return
      case 'set':
        this.emit({ op: 'set', set: node.set })
        return
      case 'assert':
        this.emit({ op: 'assert', assertion: node.assertion })
        return
      case 'concat':
        for (const item of node.items) this.add(item)
        return
      case 'either':
        this.#either(node.items, this.#endOf(node))
        return
      case 'repeat': {
        const end = this.#endOf(node)
        this.#repeat(node.item, node.least, node.most)
        this.emit({ op: 'mark', mark: end })
        return
      }
      case 'group': {
        const [begin, end] = this.groups[node.index - 1] as readonly [number, number]
        if (!this.longest.includes(end)) this.longest.push(end, ~begin)
        this.emit({ op: 'mark', mark: begin, resets: end })
        this.add(node.item)
        this.emit({ op: 'mark', mark: end })
        return
      }
      case 'back':
        throw new Error('a back-reference is matched by other means')
    }
  }

  /** One mark for a part, however often it is written out. */
  #endOf(node: Node): number {
    const before = this.#ends.get(node)
    if (before !== undefined) return before
    const mark = this.marks++
    this.#ends.set(node, mark)
    this.longest.push(mark)
    return mark
  }

  #either(items: readonly Node[], mark: number): void {
    const jumps: { op: 'jump'; to: number }[] = []
    items.forEach((item, index) => {
      if (index === items.length - 1) {
        this.emit({ op: 'branch', mark, index })
        this.add(item)
        return
      }
      const split: Instruction = { op: 'split', first: this.list.length + 1, second: 0 }
      this.emit(split)
      this.emit({ op: 'branch', mark, index })
      this.add(item)
      const jump = { op: 'jump' as const, to: 0 }
      this.emit(jump)
      jumps.push(jump)
      split.second = this.list.length
    })
    for (const jump of jumps) jump.to = this.list.length
  }

  #repeat(item: Node, least: number, most: number): void {
    const many = most === Number.POSITIVE_INFINITY
    // x+ is one x and a way back to it.
    const before = many && least > 0 ? least - 1 : least
    const rounds = this.#rounds(item, before)
    const once = (round: number): void => {
      this.add(item)
      const mark = rounds[round]
      if (mark !== undefined) this.emit({ op: 'mark', mark })
    }
    for (let i = 0; i < before; i++) once(i)
    if (many && least > 0) {
      const start = this.list.length
      this.add(item)
      const split = { op: 'split' as const, first: start, second: 0 }
      this.emit(split)
      split.second = this.list.length
      return
    }
    if (many) {
      const split = { op: 'split' as const, first: 0, second: 0 }
      const at = this.emit(split)
      split.first = at + 1
      this.add(item)
      this.emit({ op: 'jump', to: at })
      split.second = this.list.length
      return
    }
    const splits: { second: number }[] = []
    for (let i = least; i < most; i++) {
      const split = { op: 'split' as const, first: this.list.length + 1, second: 0 }
      this.emit(split)
      splits.push(split)
      this.add(item)
    }
    for (const split of splits) split.second = this.list.length
  }

  /** Marks of the ends of the first rounds: an earlier round is to be longer than a later one. */
  #rounds(item: Node, count: number): number[] {
    if (item.type === 'set' || count > MOST_ROUNDS) return []
    const marks = Array.from({ length: count }, () => this.marks++)
    this.longest.push(...marks)
    return marks
  }
}
