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
 * What work costs in simulated time. At first as on a real machine; whoever works on and on without a rest is charged
 * more and more, so that 15 minutes of a busy loop are simulated in a fraction of a second.
 */
export interface Price {
  /** Microseconds for one unit of work. */
  readonly micros: number
  /** So many units at the honest price … */
  readonly free: number
  /** … then the price doubles with every so many more … */
  readonly doubling: number
  /** … up to this many microseconds: a signal is noticed between two units, so this is how late it may be noticed. */
  readonly most: number
  /** Units forgiven for every millisecond of rest: work at this rate can go on for ever at the honest price. */
  readonly forgiven: number
}

export const PRICES = {
  /** A command or an expansion of a shell: ash does about a million in a second. 300,000 are a loop that counts to 100,000. */
  step: { micros: 1, free: 300_000, doubling: 15_000, most: 50_000, forgiven: 50 },
  /** Starting a process. 50 a second may go on for ever. */
  launch: { micros: 1000, free: 2000, doubling: 250, most: 500_000, forgiven: 0.05 },
  /** A line or block of output: every line that gets to a container's log is kept. */
  output: { micros: 2, free: 5000, doubling: 250, most: 250_000, forgiven: 0.2 },
} as const satisfies Record<string, Price>

/** Simulated work is paid for when it comes to this many microseconds. */
export const PAY_DAY = 1000

/** How fast a program touches fresh memory: page faults and zeroing come to about 1.5 GB/s on the recorded node. */
export const TOUCH_BYTES_PER_MS = 1.5 * 1024 * 1024

/** How fast a program writes to a file. */
export const WRITE_BYTES_PER_MS = 1024 * 1024
