import type { Task } from '../../engine/program-api/task.ts'
import { expandText, expandWords } from './expand.ts'
import { type ArrayValue, type Assignment, parseWord, type Word } from './parse.ts'
import type { Shell } from './shell.ts'
import { ShellError } from './unwind.ts'

/** What stands in (…): values, some of them with a [key]=. */
export interface Entry {
  readonly key: string | undefined
  readonly value: string
  readonly append: boolean
}

/** The elements between the parentheses, expanded. */
export function* entriesOf(shell: Shell, value: ArrayValue): Task<Entry[]> {
  const entries: Entry[] = []
  for (const word of value.elements) {
    const keyed = keyedWord(word)
    if (keyed) {
      const key = yield* textOf(shell, keyed.key)
      entries.push({ key, value: yield* textOf(shell, keyed.value), append: keyed.append })
    } else {
      for (const text of yield* expandWords(shell, [word])) entries.push({ key: undefined, value: text, append: false })
    }
  }
  return entries
}

/** [key]=value, with brackets inside of brackets. */
function keyedWord({ text }: Word): { key: string; value: string; append: boolean } | undefined {
  if (!text.startsWith('[')) return undefined
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') depth++
    else if (text[i] === ']' && --depth === 0) {
      const operator = /^\+?=/.exec(text.slice(i + 1, i + 3))?.[0]
      if (operator === undefined) return undefined
      return { key: text.slice(1, i), value: text.slice(i + 1 + operator.length), append: operator === '+=' }
    }
  }
  return undefined
}

function* textOf(shell: Shell, text: string): Task<string> {
  const word = parseWord(text)
  return word ? yield* expandText(shell, word) : ''
}

/** name=(…) and name+=(…) */
export function assignEntries(
  shell: Shell,
  name: string,
  entries: readonly Entry[],
  append: boolean,
  associative = shell.variables.isAssociative(name),
): void {
  const { variables } = shell
  const elements = new Map(append ? variables.elements(name) : [])
  if (associative && entries.every(({ key }) => key === undefined)) {
    // declare -A m=(k v k2 v2)
    for (let i = 0; i < entries.length; i += 2) elements.set(entries[i]?.value ?? '', entries[i + 1]?.value ?? '')
    variables.setArray(name, elements, true)
    return
  }
  let next = append ? Math.max(-1, ...[...elements.keys()].slice(-1).map(Number)) + 1 : 0
  // Its keys are calculated as those of what it is to be.
  variables.declareArray(name, associative)
  for (const entry of entries) {
    if (entry.key === undefined && associative) {
      throw new ShellError(`${name}: ${entry.value}: must use subscript when assigning associative array`, 1)
    }
    const key = entry.key === undefined ? String(next) : variables.keyOf(name, entry.key)
    elements.set(key, (entry.append ? (elements.get(key) ?? '') : '') + entry.value)
    next = Number(key) + 1
  }
  variables.setArray(name, elements, associative)
}

/** name[subscript]=value */
export function* assignElement(shell: Shell, { name, index, append }: Assignment, value: string): Task<void> {
  const { variables } = shell
  const subscript = yield* expandText(shell, index as Word)
  const key = variables.keyOf(name, subscript)
  variables.setElement(name, key, append ? (variables.elements(name)?.get(key) ?? '') + value : value)
}
