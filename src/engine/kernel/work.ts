/**
 * What the simulator does for programs, and what each costs it, in units of about a microsecond. Counted and not
 * measured, so that the same text is cut at the same place on every machine.
 */
export const WORK = {
  /** A step of a program, as `programs/effort.ts` counts them: a command of a shell, or what takes as long. */
  step: 0.8,
  /** A system call. */
  call: 0.4,
  /** A process goes on after it has waited. */
  turn: 1,
  /** A function or the like that a shell is in the middle of, when it goes on. */
  nesting: 0.8,
  /** A shell leaves a round of a loop, or a function, before its end. */
  unwind: 8,
  /** A process is started. */
  process: 45,
  /** A line of a container's log. */
  logLine: 1,
  /** A line of a log that is kept, handed on and shown. */
  entry: 15,
  /** A character of such a line. */
  keptCharacter: 0.04,
  /** A character that is copied: into a pipe, a file, a log, or out of one. */
  character: 0.0005,
  /** A character that something is done with: it is looked at, or stands in a text that is taken apart. */
  handled: 0.01,
  /** A character of a script that is parsed. */
  parsedCharacter: 1.2,
  /** A line that a tool takes out of its input, or puts together for its output. */
  line: 0.6,
  /** Two lines are compared to be sorted, by a key that is found in them. */
  comparison: 0.3,
  /** A name on a path that is looked up, or in a directory that is listed. */
  name: 0.2,
  /** A run of kubectl: it reads its line, asks, and prints. */
  kubectl: 250,
  /** An object that it writes, with what the cluster does about it. */
  written: 1000,
  /** An object that it is told of. */
  listed: 20,
  /** A word that an expansion gives. */
  word: 1,
} as const

export type Work = keyof typeof WORK
