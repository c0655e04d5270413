/** "Show this line": a new object for every wish, so that the same line can be asked for twice. */
export interface Reveal {
  readonly line: number
}
