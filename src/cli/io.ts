/** What the command line touches of its surroundings: handed in, so that a test can be the terminal. */
export interface Io {
  stdout(text: string): void
  stderr(text: string): void
  /** The text of a file, or of standard input for "-". Throws what Node throws. */
  read(file: string): string
  /** The next line of standard input; undefined: its end. Without: nobody types here. */
  line?(): string | undefined
}

const FLUSH_AT = 1 << 16

/** Gathers small pieces into few writes; a trace of hours never becomes one string. */
export class BufferedOutput {
  #pieces: string[] = []
  #size = 0
  readonly #write: (text: string) => void

  constructor(write: (text: string) => void) {
    this.#write = write
  }

  write(text: string): void {
    this.#pieces.push(text)
    this.#size += text.length
    if (this.#size >= FLUSH_AT) this.flush()
  }

  flush(): void {
    if (this.#size === 0) return
    this.#write(this.#pieces.join(''))
    this.#pieces = []
    this.#size = 0
  }
}
