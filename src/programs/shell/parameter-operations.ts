import type { Task } from '../../engine/program-api/task.ts'
import { arithmetic, expandPattern, expandQuoted, expandText } from './expand.ts'
import type { ParameterOperation, ParameterSliceOperation } from './parse.ts'
import { isPattern, matchEnd, matches, matchStart, replacePattern } from './pattern.ts'
import { quoteForReuse } from './quote.ts'
import type { Shell } from './shell.ts'
import type { ShellError } from './unwind.ts'

/** ${x#y}, ${x/y/z}, ${x:1:2}, ${x^^} of one value. */
export function* changed(
  shell: Shell,
  operation: ParameterOperation,
  value: string,
  bad: () => ShellError,
): Task<string> {
  shell.sys.work('handled', value.length / 4)
  switch (operation.type) {
    case 'Remove': {
      const pattern = yield* expandPattern(shell, operation.operand)
      countMatching(shell, pattern, value)
      const longest = operation.operator.length === 2
      if (operation.operator.startsWith('#')) {
        const length = matchStart(pattern, value, longest)
        return length < 0 ? value : value.slice(length)
      }
      const start = matchEnd(pattern, value, longest)
      return start < 0 ? value : value.slice(0, start)
    }
    case 'Replace': {
      if (shell.dialect === 'dash') throw bad()
      const pattern = yield* expandPattern(shell, operation.pattern)
      const by = yield* expandText(shell, operation.replacement)
      countMatching(shell, pattern, value)
      return replacePattern(pattern, value, by, operation.operator)
    }
    case 'Slice': {
      if (shell.dialect === 'dash') throw bad()
      const [from, to] = yield* bounds(shell, operation, value.length)
      return value.slice(from, to)
    }
    case 'CaseModification': {
      if (shell.dialect !== 'bash') throw bad()
      const pattern = operation.operand?.text ? yield* expandPattern(shell, operation.operand) : '?'
      const change = (char: string): string =>
        !matches(pattern, char) ? char : operation.operator.startsWith('^') ? char.toUpperCase() : char.toLowerCase()
      countMatching(shell, pattern, value)
      const chars = [...value]
      return chars.map((char, index) => (operation.operator.length === 2 || index === 0 ? change(char) : char)).join('')
    }
    default:
      throw bad()
  }
}

/** A pattern is tried at every character; what is special in it more than once at each. */
export function countMatching(shell: Shell, pattern: string, text: string): void {
  const tried = isPattern(pattern) ? 8 + pattern.length : 1
  shell.sys.work('handled', tried * text.length)
}

/** ${@:1:2} and ${a[@]:1:2}: of a list. */
export function* slice(
  shell: Shell,
  operation: ParameterSliceOperation,
  values: readonly string[],
): Task<readonly string[]> {
  const [from, to] = yield* bounds(shell, operation, values.length)
  return values.slice(from, to)
}

function* bounds(
  shell: Shell,
  { offset, length }: ParameterSliceOperation,
  size: number,
): Task<readonly [from: number, to: number]> {
  const first = Number(yield* arithmetic(shell, offset.text))
  const from = first < 0 ? Math.max(0, size + first) : first
  if (!length) return [from, size]
  const count = Number(yield* arithmetic(shell, length.text))
  return [from, count < 0 ? size + count : from + count]
}

/** ${x@Q} and its like. */
export function* transformed(shell: Shell, letter: string, value: string, name: string): Task<string> {
  switch (letter) {
    case 'Q':
    case 'K':
      return quoteForReuse(value)
    case 'U':
      return value.toUpperCase()
    case 'L':
      return value.toLowerCase()
    case 'u':
      return value.slice(0, 1).toUpperCase() + value.slice(1)
    case 'E':
      return value.replace(/\\([nt\\])/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : '\\'))
    case 'P':
      return yield* expandQuoted(shell, value)
    case 'a':
      return shell.variables.attributes(name) ?? ''
    case 'A': {
      const attributes = shell.variables.attributes(name) ?? ''
      return `${attributes === '' ? '' : `declare -${attributes} `}${name}=${quoteForReuse(value)}`
    }
    default:
      return value
  }
}
