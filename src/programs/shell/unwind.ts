import type { Task } from '../../engine/program-api/task.ts'
import { exhaustMemory } from '../memory.ts'
import type { Shell } from './shell.ts'

export const OUT_OF_MEMORY = 'out of memory'

/** Thrown to leave nested commands; no error. */
export class Unwind {
  readonly kind: 'break' | 'continue' | 'return' | 'exit'
  /** The status to leave with; for loops, how many are still to be left. */
  readonly value: number

  constructor(kind: Unwind['kind'], value: number) {
    this.kind = kind
    this.value = value
  }
}

/** A mistake that ends a non-interactive shell, or the special built-in that met it: said already, with its status. */
export class ShellError {
  readonly status: number
  readonly message: string | undefined
  /** The text could not be read. bash survives that in `eval` and in files that it reads in. */
  isSyntax = false

  constructor(message: string | undefined, status = 2) {
    this.message = message
    this.status = status
  }
}

/** Says a mistake where it was made, while streams, place and name are still those of the command; to be thrown on. */
export function* said(shell: Shell, error: unknown): Task<unknown> {
  if (!(error instanceof ShellError) || error.message === undefined) return error
  if (error.message === OUT_OF_MEMORY) yield* exhaustMemory(shell.sys)
  yield* shell.complain(error.message)
  // For bash to write to what is readonly is a failure like any other.
  const isBash = shell.dialect === 'bash'
  return new ShellError(undefined, isBash && error.message.endsWith(': is read only') ? 1 : error.status)
}
