import type { Signal } from '../engine/runtime/program.ts'

/**
 * Signals by number. The runtime's table is a value of the engine, which programs must not import; the test beside holds
 * the two together.
 */
export const SIGNALS: Readonly<Record<Signal, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGWINCH: 28,
}

/** Signals by the number or name that `trap` and `kill` take: 15, TERM, SIGTERM, term. */
export function signalOf(text: string): Signal | undefined {
  if (/^\d+$/.test(text)) {
    const found = Object.entries(SIGNALS).find(([, number]) => number === Number(text))
    return found?.[0] as Signal | undefined
  }
  const name = `SIG${text.toUpperCase().replace(/^SIG/, '')}`
  return Object.hasOwn(SIGNALS, name) ? (name as Signal) : undefined
}

export function signalName(number: number): string | undefined {
  return Object.entries(SIGNALS).find(([, each]) => each === number)?.[0]
}
