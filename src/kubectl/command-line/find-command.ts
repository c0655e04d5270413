import type { Command } from './command.ts'
import type { FlagSet } from './flag-set.ts'
import { GLOBAL_FLAGS } from './global-flags.ts'
import { suggestionsFor } from './suggestions.ts'

export type FoundCommand =
  | { readonly command: Command; readonly path: string; readonly args: readonly string[] }
  /** As it stands behind "error: ". */
  | { readonly problem: string }

/** Which command a line means, with the words that are left for it: flags may stand anywhere. */
// cobra: command.go Find, stripFlags, argsMinusFirstX, legacyArgs (v1.10)
export function findCommand(root: Command, args: readonly string[]): FoundCommand {
  let command = root
  let path = root.name
  let rest = args
  for (;;) {
    const word = firstWord(rest, flagsOf(command))
    const next =
      word && command.commands?.find(({ name, aliases }) => name === word.text || aliases?.includes(word.text))
    if (!word || !next) {
      if (command === root && word && root.commands) return { problem: unknownCommand(root, word.text) }
      return { command, path, args: rest }
    }
    command = next
    path = `${path} ${next.name}`
    rest = [...rest.slice(0, word.index), ...rest.slice(word.index + 1)]
  }
}

/** Of a command and of all. */
export function flagsOf(command: Command): FlagSet {
  return command.flags ? new Map([...GLOBAL_FLAGS, ...command.flags]) : GLOBAL_FLAGS
}

/** The first word that is neither a flag nor a flag's value; a flag that nobody knows is taken to have one. */
function firstWord(args: readonly string[], flags: FlagSet): { text: string; index: number } | undefined {
  for (let index = 0; index < args.length; index++) {
    const text = args[index] as string
    if (text === '--') return undefined
    if (text !== '' && !text.startsWith('-')) return { text, index }
    if (takesNext(text, flags)) index++
  }
  return undefined
}

function takesNext(word: string, flags: FlagSet): boolean {
  if (word.includes('=')) return false
  if (word.startsWith('--')) return flags.get(word.slice(2))?.bare === undefined
  if (word.length !== 2) return false
  return [...flags.values()].find(({ shorthand }) => shorthand === word[1])?.bare === undefined
}

function unknownCommand(root: Command, typed: string): string {
  const said = `unknown command ${JSON.stringify(typed)} for ${JSON.stringify(root.name)}`
  const names = suggestionsFor(
    typed,
    (root.commands ?? []).map(({ name }) => name),
  )
  return names.length === 0 ? said : `${said}\n\nDid you mean this?\n${names.map((name) => `\t${name}\n`).join('')}`
}
