/**
 * Where a simulated program meets an end that a real one would meet later, or never: a browser tab has less patience
 * and less memory than a node.
 */
export const LIMITS = {
  /** Longest text that a shell holds in one value. Beyond, a real one would long have been OOM-killed in a small container. */
  text: 8 * 1024 * 1024,
  /** Functions, subshells and `eval` inside each other. A real ash overflows its stack at some thousands. */
  depth: 200,
  /** Words that one expansion may give. */
  words: 100_000,
  /** What `yes`, `cat /dev/zero` and their like write at a time. */
  block: 32 * 1024,
} as const

/**
 * What work costs in simulated time. At first as on a real machine; a container that works on and on without a rest is
 * charged more and more, so that 15 minutes of a busy loop are simulated in a fraction of a second. The price has no
 * upper end: one unit never costs more than a few thousandths of the time that has gone by, so signals are noticed in
 * time, and a crowd of processes slows down like a single one.
 */
export interface Price {
  /** Microseconds for one unit of work. */
  readonly micros: number
  /** So many units at the honest price … */
  readonly free: number
  /** … then the price doubles with every so many more. */
  readonly doubling: number
  /** Units forgiven for every millisecond of rest: work at this rate can go on for ever at the honest price. */
  readonly forgiven: number
}

export const PRICES = {
  /** A command of a shell: ash does about a million in a second. 250,000 are a loop that counts to 100,000. */
  step: { micros: 1, free: 250_000, doubling: 10_000, forgiven: 50 },
  /** Starting a process. 50 a second may go on for ever. */
  launch: { micros: 1000, free: 2000, doubling: 250, forgiven: 0.05 },
  /** A line or block of output: every line that gets to a container's log is kept. */
  output: { micros: 2, free: 5000, doubling: 250, forgiven: 0.2 },
} as const satisfies Record<string, Price>

/** Work is paid for when it comes to this many microseconds; dear work less often, or there would be a timer for each unit. */
export const PAY_DAY = { least: 1000, most: 50_000 } as const

/** How fast a program touches fresh memory: page faults and zeroing come to about 1.5 GB/s on the recorded node. */
export const TOUCH_BYTES_PER_MS = 1.5 * 1024 * 1024

/** How fast a program writes to a file. */
export const WRITE_BYTES_PER_MS = 1024 * 1024
