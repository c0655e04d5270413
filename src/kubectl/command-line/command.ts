import type { Activity, ApiClient, Status } from '../client/api-client.ts'
import type { Terminal } from '../client/terminal.ts'
import type { FlagSet, Given } from './flag-set.ts'

/** One command of kubectl's: a file of its own in this folder, and a line in commands.ts. */
export interface Command {
  readonly name: string
  readonly aliases?: readonly string[]
  /** How it is called, behind its name. */
  readonly usage: string
  readonly flags?: FlagSet
  /** Flags that have to be given. */
  readonly requires?: readonly string[]
  readonly commands?: readonly Command[]
  /** What is wrong with its words whatever the cluster holds: said when a text is read, and before it runs. */
  readonly check?: (given: Given, path: string) => string | undefined
  /** What is asked of it that is not simulated, as it is typed: said when a text is read. */
  readonly notSimulated?: (given: Given, path: string) => readonly string[]
  /** Those of its words that name kinds and objects; without: all where it completes them, else none. */
  readonly resources?: (given: Given) => readonly string[]
  /** What can stand where its words are missing: for whoever presses Tab. */
  readonly complete?: Completion
  /** Its value is the exit status. What goes wrong may be thrown as a CommandError. Without: a group of commands. */
  readonly run?: (call: Call) => Activity<number>
  /** What it would bring into the cluster, as far as its line alone says so. */
  readonly brings?: (given: Given, surroundings: Surroundings) => Brought
}

export type Completion = 'resources' | 'pods' | 'nodes' | 'none'

export interface Call {
  readonly given: Given
  /** With "kubectl": kubectl create secret. */
  readonly path: string
  readonly client: ApiClient
  readonly terminal: Terminal
  readonly namespace: string
  /** Somebody has said which namespace. */
  readonly namespaceGiven: boolean
}

/** What is known of the workstation before anything has happened. */
export interface Surroundings {
  readonly namespace: string
  /** A file's text, or that of the line's here-document for "-". */
  readFile(path: string): string | undefined
}

export interface Brought {
  /** As they would be sent: not defaulted, not judged. */
  readonly objects?: readonly unknown[]
  /** Containers of objects that are there, with another image; or, without an object, on their own. */
  readonly images?: readonly BroughtImage[]
}

export interface BroughtImage {
  readonly image: string
  readonly namespace: string
  /** Whose container it is. */
  readonly of?: { readonly name: string; readonly container: string }
  readonly command?: readonly string[]
}

/** Why a command ends before its end: what it prints on stderr, and its exit status. */
export class CommandError extends Error {
  readonly errors: readonly CommandFailure[]
  readonly exitCode: number
  /** What it has printed all the same. */
  readonly printed: string
  /** Told as one of several even where it is the only one: without "error: ". */
  readonly aggregate: boolean

  constructor(
    errors: CommandFailure | readonly CommandFailure[],
    {
      exitCode = 1,
      printed = '',
      aggregate = false,
    }: Partial<Pick<CommandError, 'exitCode' | 'printed' | 'aggregate'>> = {},
  ) {
    super('a command of kubectl has failed')
    this.errors = Array.isArray(errors) ? errors : [errors as CommandFailure]
    this.exitCode = exitCode
    this.printed = printed
    this.aggregate = aggregate
  }
}

/** The server's answer, or kubectl's own words (without "error: "). */
export type CommandFailure = Status | string

// kubectl: pkg/cmd/util/helpers.go UsageErrorf (v1.36)
export function usageError(path: string, text: string): string {
  return `${text}\nSee '${path} -h' for help and examples`
}
