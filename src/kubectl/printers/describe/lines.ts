/** Lines of a description: cells end in tabs, and each level stands two blanks further in. */
// kubectl: pkg/describe/describe.go prefixWriter (v1.36)
export class Lines {
  #text = ''

  write(level: number, text: string): void {
    this.#text += '  '.repeat(level) + text
  }

  /** A line of its own. */
  line(level: number, text: string): void {
    this.write(level, `${text}\n`)
  }

  get text(): string {
    return this.#text
  }
}
