import type { Task } from '../../engine/program-api/task.ts'
import { type Call, print, type Tool } from '../tool.ts'
import { unescapeText } from './escapes.ts'

/** busybox' and bash's echo: -n, -e, -E. */
export const echo: Tool = function* (call) {
  let newline = true
  let escapes = false
  let first = 0
  for (; first < call.args.length; first++) {
    const option = call.args[first] as string
    if (!/^-[neE]+$/.test(option)) break
    for (const letter of option.slice(1)) {
      if (letter === 'n') newline = false
      else escapes = letter === 'e'
    }
  }
  return yield* write(call, call.args.slice(first), newline, escapes ? 'echo' : undefined)
}

/** dash's echo: -n only, and backslashes always mean something. */
export const dashEcho: Tool = function* (call) {
  const newline = call.args[0] !== '-n'
  return yield* write(call, newline ? call.args : call.args.slice(1), newline, 'dash echo')
}

function* write(
  call: Call,
  words: readonly string[],
  newline: boolean,
  escapes: 'echo' | 'dash echo' | undefined,
): Task<number> {
  const text = words.join(' ')
  if (!escapes) return yield* print(call, newline ? `${text}\n` : text)
  const { text: unescaped, stopped } = unescapeText(text, escapes)
  return yield* print(call, newline && !stopped ? `${unescaped}\n` : unescaped)
}
