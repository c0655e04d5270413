import type { Duration, Time } from '../../lib/time.ts'
import type { Activity, Forwarding, Input, Output } from './api-client.ts'

/** The machine that kubectl runs on: its streams, its files, its clock. */
export interface Terminal {
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  /** Somebody sits before it. */
  readonly isTerminal: boolean
  /** The namespace of the current context. */
  readonly namespace: string
  /** A file's text; a text that begins with "error: " never: undefined means that there is none. */
  readFile(path: string): string | undefined
  /** The names in a directory; undefined: it is none. */
  listDirectory(path: string): readonly string[] | undefined
  writeFile(path: string, text: string): boolean
  /** With those above it; nothing happens where it is there. */
  makeDirectory(path: string): void
  /** Listens on its loopback address, 0: on any port that is free. Which one; undefined: it is taken. */
  listen(port: number, forwarding: Forwarding): number | undefined
  environment(name: string): string | undefined
  /** Runs a program of the machine to its end, with these streams: its exit status; undefined: there is none. */
  run(command: readonly string[]): Activity<number | undefined>
  now(): Time
  sleep(ms: Duration): Activity<void>
  /** All of them, side by side; goes on when the last has returned, or throws what one of them throws. */
  together(activities: readonly Activity<void>[]): Activity<void>
  /** A word of chance: a suffix for a name. Another one each time. */
  suffix(length: number): string
}
