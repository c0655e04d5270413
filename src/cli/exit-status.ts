export const EXIT = {
  done: 0,
  /** The manifest was refused, or could not be read. */
  refused: 1,
  misuse: 2,
  /** More happened than is simulated: what is printed ends there. */
  cut: 3,
  /** Our own bug: sysexits.h EX_SOFTWARE. */
  fault: 70,
} as const
