/** More work on one text than a browser tab should wait for. */
const MOST_WORK = 10_000_000

/** An expression that would take longer than anybody waits. It is said at the command that was asked for it. */
export class RegexTooCostly {
  readonly message = 'not simulated: this expression takes too many steps on a text of this length'
}

/** So many steps of matching are as much work as a command of a shell. */
const STEPS_A_COMMAND = 64

/** What matching has cost: steps of a state. It must not depend on what was remembered from before. */
export class Work {
  #since = 0
  #left = MOST_WORK

  /** A new text. */
  begin(most: number = MOST_WORK): void {
    this.#left = most
  }

  add(steps: number): void {
    this.#since += steps
    this.#left -= steps
    if (this.#left < 0) throw new RegexTooCostly()
  }

  /** What was not paid for yet, in commands of a shell. */
  take(): number {
    const since = this.#since
    this.#since = 0
    return since / STEPS_A_COMMAND
  }
}
