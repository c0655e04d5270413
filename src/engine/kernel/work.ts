/**
 * What the simulator does for programs, and what each costs it, in units of about a microsecond. Counted and not
 * measured, so that the same text is cut at the same place on every machine.
 */
export const WORK = {
  /** A step of a program, as `programs/effort.ts` counts them: a command of a shell, or what takes as long. */
  step: 1,
  /** A system call. */
  call: 0.5,
  /** A process goes on after it has waited. */
  turn: 1,
  /** A process is started. */
  process: 90,
  /** A line of a container's log. */
  logLine: 1,
  /** A line of a log that is kept, handed on and shown. */
  entry: 5,
  /** A character that is copied: into a pipe, a file, a log, or out of one. */
  character: 0.0005,
  /** A word that an expansion gives. */
  word: 1,
} as const

export type Work = keyof typeof WORK
