import { holds } from './assertions.ts'
import type { Work } from './budget.ts'
import { RegexTooCostly } from './budget.ts'
import type { Span, Spans } from './pike.ts'
import type { Node } from './syntax.ts'

/** No machine matches back-references in linear time. What cannot be found in so many steps is given up, in words. */
export const MOST_STEPS = 2_000_000
const MOST_DEPTH = 3000

type Goes = (at: number) => void

/** Tries every way and keeps the longest; of ways of one length, the first. */
export function searchWithReferences(
  node: Node,
  groupCount: number,
  ignoreCase: boolean,
  text: string,
  from: number,
  work: Work,
): Spans | undefined {
  const groups: [number, number][] = Array.from({ length: groupCount }, () => [-1, -1])
  let best: { end: number; groups: Span[] } | undefined
  let depth = 0

  const visit = (each: Node, at: number, then: Goes): void => {
    work.add(1)
    if (best?.end === text.length) return
    if (++depth > MOST_DEPTH) throw new RegexTooCostly()
    try {
      take(each, at, then)
    } finally {
      depth--
    }
  }

  const take = (each: Node, at: number, then: Goes): void => {
    switch (each.type) {
      case 'empty':
        then(at)
        return
      case 'set': {
        const code = text.codePointAt(at)
        if (code !== undefined && each.set.has(code)) then(at + (code > 0xffff ? 2 : 1))
        return
      }
      case 'assert':
        if (holds(each.assertion, text, at)) then(at)
        return
      case 'concat':
        sequence(each.items, 0, at, then)
        return
      case 'either':
        for (const item of each.items) visit(item, at, then)
        return
      case 'repeat':
        repeat(each, 0, at, then)
        return
      case 'group': {
        const group = groups[each.index - 1] as [number, number]
        const [begin, end] = group
        visit(each.item, at, (after) => {
          const [oldBegin, oldEnd] = group
          group[0] = at
          group[1] = after
          then(after)
          group[0] = oldBegin
          group[1] = oldEnd
        })
        group[0] = begin
        group[1] = end
        return
      }
      case 'back': {
        const [begin, end] = groups[each.index - 1] as readonly [number, number]
        if (end < 0) return
        const wanted = text.slice(begin, end)
        const found = text.slice(at, at + wanted.length)
        if (found === wanted || (ignoreCase && found.toLowerCase() === wanted.toLowerCase())) then(at + wanted.length)
        return
      }
    }
  }

  const sequence = (items: readonly Node[], index: number, at: number, then: Goes): void => {
    const item = items[index]
    if (!item) then(at)
    else visit(item, at, (after) => sequence(items, index + 1, after, then))
  }

  const repeat = (each: Extract<Node, { type: 'repeat' }>, count: number, at: number, then: Goes): void => {
    if (count < each.most) {
      visit(each.item, at, (after) => {
        if (after > at || count < each.least) repeat(each, count + 1, after, then)
      })
    }
    if (count >= each.least) then(at)
  }

  for (let start = from; start <= text.length; start++) {
    visit(node, start, (end) => {
      if (!best || end > best.end) best = { end, groups: groups.map(([a, b]): Span => [a, b]) }
    })
    const found = best as { end: number; groups: Span[] } | undefined
    if (found) return [[start, found.end], ...found.groups]
  }
  return undefined
}
