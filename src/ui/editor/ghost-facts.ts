import type { FieldLine } from '../../view/explain/field-line.ts'
import type { FactWords } from '../../view/field-facts/facts-words-en.ts'
import type { FieldFact } from '../../view/field-facts/field-facts.ts'
import { sayFieldFact } from '../../view/field-facts/say-field-fact.ts'

/** On a line of several fields this many have a word. */
const MOST = 3

/** What stands at the end of which line: facts of one line together, by their fields where there are several. */
export function ghostLines(
  facts: readonly FieldFact[],
  lineOf: (fact: FieldFact) => FieldLine | undefined,
  words: FactWords,
): ReadonlyMap<number, string> {
  const byLine = new Map<number, FieldFact[]>()
  for (const fact of facts) {
    const found = lineOf(fact)
    if (found?.exact) byLine.set(found.line, [...(byLine.get(found.line) ?? []), fact])
  }
  return new Map(
    [...byLine].map(([line, all]) => {
      const said = all.slice(0, MOST).map(({ field, fact }) => {
        const text = sayFieldFact(fact, words)
        return all.length > 1 ? words.of(field.split('.').at(-1) ?? '', text) : text
      })
      return [line, said.join(', ')]
    }),
  )
}
