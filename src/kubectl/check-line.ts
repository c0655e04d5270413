import type { KindInfo } from '../manifest/schema/kinds.ts'
import { type Brought, CommandError, type Surroundings } from './command-line/command.ts'
import { findCommand } from './command-line/find-command.ts'
import { targetsOf } from './command-line/resource-arguments.ts'
import { shellLine } from './command-line/words.ts'
import { KUBECTL } from './commands/commands.ts'
import { errorText } from './commands/error-text.ts'
import { type Ready, readCommandLine } from './run-kubectl.ts'

/** What is known of a line of shell before it is run. */
export interface CheckedLine {
  /** What kubectl, or the shell, will say of it: without asking any server. */
  readonly problems: readonly string[]
  /** Commands and flags of kubectl's that are not simulated, as they are typed. */
  readonly notSimulated: readonly string[]
  readonly brought: readonly Brought[]
  /** What its kubectl commands read with -f. */
  readonly files: readonly string[]
}

/** What a text says for the workstation, without its cluster. */
export interface Workplace extends Surroundings {
  readonly kinds: readonly KindInfo[]
}

/** Looks at a line as it will be run. */
export function checkLine(line: string, workplace: Workplace): CheckedLine {
  const { commands, mistake } = shellLine(line)
  const problems = mistake === undefined ? [] : [`the shell does not understand this: ${mistake}`]
  const notSimulated: string[] = []
  const brought: Brought[] = []
  const files: string[] = []
  for (const command of commands) {
    const [program, ...words] = command.words
    if (program !== 'kubectl' && program !== 'k') continue
    const known = words.filter((word) => word !== undefined)
    if (known.length < words.length) {
      const found = findCommand(KUBECTL, known)
      if ('problem' in found) problems.push(`error: ${found.problem}`)
      continue
    }
    const ready = readCommandLine(known)
    if ('refusal' in ready) problems.push(ready.refusal.trimEnd())
    if (!('given' in ready)) continue
    const { given, path } = ready
    notSimulated.push(...(ready.command.notSimulated?.(given, path) ?? []))
    files.push(...given.list('filename'))
    const surroundings = {
      namespace: given.text('namespace') || workplace.namespace,
      readFile: (path: string) => (path === '-' ? command.hereDocument : workplace.readFile(path)),
    }
    const problem = kindProblem(resourceWords(ready), workplace)
    if (problem !== undefined) problems.push(problem)
    const brings = ready.command.brings?.(given, surroundings)
    if (brings) brought.push(brings)
  }
  return { problems, notSimulated, brought, files }
}

function resourceWords({ command, given }: Ready): readonly string[] {
  return command.resources?.(given) ?? (command.complete === 'resources' ? given.args : [])
}

/** A kind that nobody knows, where the words can only be kinds and names. */
function kindProblem(args: readonly string[], { kinds }: Workplace): string | undefined {
  if (args.length === 0) return undefined
  try {
    targetsOf(args, { kindAlone: true }, { kinds: () => kinds })
    return undefined
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    const text = errorText(error.errors)
    return text.includes("doesn't have a resource type") ? text : undefined
  }
}
