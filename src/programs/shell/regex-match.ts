import type { Task } from '../../engine/program-api/task.ts'
import { RegexTooCostly, regexFor, Work } from '../commands/posix-regex.ts'
import type { Match } from '../regex/regex.ts'
import { expandPart, type Piece, textOf } from './expand.ts'
import type { Word } from './parse.ts'
import type { Shell } from './shell.ts'
import { ShellError } from './unwind.ts'

/** The word after =~: what is quoted in it stands for itself. */
export function* expandRegex(shell: Shell, word: Word): Task<string> {
  let source = ''
  for (const part of word.parts ?? []) {
    if (part.type === 'Literal' || part.type === 'Glob' || part.type === 'ExtendedGlob') {
      source += part.text
      continue
    }
    const pieces: Piece[] = []
    yield* expandPart(shell, part, false, pieces)
    const text = textOf(pieces)
    source += /Expansion$/.test(part.type) ? text : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  }
  return word.parts ? source : word.text
}

/** [[ x =~ ( ]] is not true and not false: its status is 2. bash says nothing of it. */
export class BadRegex {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** =~ with an extended expression. */
export function matchRegex(shell: Shell, text: string, source: string): Match | undefined {
  const regex = regexFor(shell.sys, source, { kind: 'extended' })
  if (typeof regex === 'string') throw new BadRegex(`bad regex '${source}': ${regex}`)
  const work = new Work()
  try {
    const match = regex.exec(text, work)
    if (shell.dialect === 'bash') {
      const groups = match?.groups.map((group, index): [string, string] => [String(index), group ?? '']) ?? []
      shell.variables.setArray('BASH_REMATCH', groups, false)
    }
    shell.effort.step(work.take())
    return match
  } catch (error) {
    if (error instanceof RegexTooCostly) throw new ShellError(`=~: ${error.message}`)
    throw error
  }
}
