export type Signal =
  | 'SIGHUP'
  | 'SIGINT'
  | 'SIGQUIT'
  | 'SIGKILL'
  | 'SIGUSR1'
  | 'SIGSEGV'
  | 'SIGUSR2'
  | 'SIGPIPE'
  | 'SIGALRM'
  | 'SIGTERM'
  | 'SIGCHLD'
  | 'SIGCONT'
  | 'SIGSTOP'
  | 'SIGWINCH'

export const SIGNAL_NUMBERS: Readonly<Record<Signal, number>> = {
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

/** What a process does about a signal. PID 1 ignores a signal left at 'default' that comes from its own container. */
export type Disposition = 'default' | 'ignore' | 'catch'

/** Signals by the number or name that `trap` and `kill` take: 15, TERM, SIGTERM, term. */
export function signalOf(text: string): Signal | undefined {
  if (/^\d+$/.test(text)) {
    const found = Object.entries(SIGNAL_NUMBERS).find(([, number]) => number === Number(text))
    return found?.[0] as Signal | undefined
  }
  const name = `SIG${text.toUpperCase().replace(/^SIG/, '')}`
  return Object.hasOwn(SIGNAL_NUMBERS, name) ? (name as Signal) : undefined
}

export function signalName(number: number): string | undefined {
  return Object.entries(SIGNAL_NUMBERS).find(([, each]) => each === number)?.[0]
}
