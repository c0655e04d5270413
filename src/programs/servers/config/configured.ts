import type { FileError } from '../../../engine/program-api/files.ts'
import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import type { Duration } from '../../../lib/time.ts'
import { absolute } from '../../tool.ts'
import { type Daemon, type Refusal, refused, runDaemon, startingIn } from '../daemon.ts'
import type { ConfigFormat } from './config-text.ts'
import { type FlagSyntax, readFlags } from './flags.ts'
import { Settings } from './settings.ts'

/** What a setting was read from: the stronger ones win over the weaker ones. */
export interface Configured {
  readonly flags?: FlagSyntax
  /** A variable's setting by its name; undefined: the server does not look at it. */
  readonly env?: Readonly<Record<string, string>> | ((variable: string) => string | undefined)
  /** Its configuration file, once flags and variables are known. */
  readonly file?: (settings: Settings, operands: readonly string[]) => ConfigFile | undefined
  /** Variables win over flags. */
  readonly envFirst?: boolean
  /** From start to listening, for those who want to show it. */
  readonly startMs?: Duration
  /** What it does with all of it. */
  readonly run: (settings: Settings, sys: Sys, operands: readonly string[]) => Daemon | Refusal
}

export interface ConfigFile {
  readonly path: string
  readonly format: ConfigFormat
  /** What the server says when it cannot read it; without, it does without. */
  readonly missing?: (error: FileError) => Refusal
}

/** A server that is told what to do by flags, variables and a file. */
export function configured(description: Configured): Program {
  return startingIn(description.startMs, function* (sys): Task<number> {
    const read = settingsOf(sys, description)
    if (read instanceof Settings) {
      const { operands } = readFlags(sys.argv.slice(1), description.flags)
      const daemon = description.run(read, sys, operands)
      return yield* isRefusal(daemon) ? refused(sys, daemon) : runDaemon(sys, daemon)
    }
    return yield* refused(sys, read)
  })
}

export function settingsOf(sys: Sys, { flags, env, file, envFirst }: Configured): Settings | Refusal {
  const { settings: onLine, operands } = readFlags(sys.argv.slice(1), flags)
  const variables = new Settings()
  for (const [variable, value] of sys.env) {
    const name =
      typeof env === 'function' ? env(variable) : env && Object.hasOwn(env, variable) ? env[variable] : undefined
    if (name !== undefined) variables.add(name, value)
  }
  const told = new Settings()
  for (const source of envFirst ? [onLine, variables] : [variables, onLine]) told.override(source)
  const from = file?.(told, operands)
  if (!from) return told
  const text = sys.files.read(absolute(sys.cwd, from.path))
  if (typeof text === 'string') return from.missing?.(text) ?? told
  const settings = from.format(text.text)
  settings.override(told)
  return settings
}

export function isRefusal(value: Daemon | Refusal): value is Refusal {
  return Array.isArray(value)
}
