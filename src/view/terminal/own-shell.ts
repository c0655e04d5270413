import { shellLine } from '../../kubectl/command-line/words.ts'

/** They change the shell that they are typed into, and nothing else. */
const OF_THE_SHELL = new Set([
  'cd',
  'pushd',
  'popd',
  'alias',
  'unalias',
  'set',
  'shopt',
  'source',
  '.',
  'unset',
  'ulimit',
])

/** The command of a line that would matter to later lines only: each of them is a shell of its own. */
export function ownShellCommand(line: string): string | undefined {
  const { commands } = shellLine(line)
  const [program] = commands[0]?.words ?? []
  return commands.length === 1 && program !== undefined && OF_THE_SHELL.has(program) ? program : undefined
}
