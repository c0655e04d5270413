import type { Command } from '../command-line/command.ts'
import type { Flag } from '../command-line/flag-set.ts'

/** How a command is called, what it takes, and which commands there are below it. */
export function helpText(command: Command, path: string): string {
  const below = command.commands ?? []
  const flags = [...(command.flags?.values() ?? [])].filter(({ deprecated }) => deprecated === undefined)
  const parts = [
    `Usage:\n  ${[path, command.usage].filter(Boolean).join(' ')}\n`,
    ...(below.length > 0 ? [`Available Commands:\n${below.map(({ name }) => `  ${name}\n`).join('')}`] : []),
    ...(flags.length > 0 ? [`Options:\n${flagLines(flags)}`] : []),
  ]
  return parts.join('\n')
}

export function flagLines(flags: readonly Flag[]): string {
  return flags.map(flagLine).join('')
}

function flagLine({ name, shorthand, type, value }: Flag): string {
  const shown = value ?? (type === 'bool' ? 'false' : type === 'list' || type === 'strings' ? '[]' : "''")
  return `    ${shorthand === undefined ? '' : `-${shorthand}, `}--${name}=${shown}\n`
}
