import { type Task, waitFor } from '../kernel/task.ts'
import { Trigger } from '../kernel/trigger.ts'
import type { Readable, Writable } from '../program-api/stdio.ts'

/** As Linux' default pipe: a writer waits when so much is unread. */
const PIPE_CAPACITY = 64 * 1024
/** Whoever reads a line takes its beginning out of the pipe while the rest is still to come; but not for ever. */
const LINE_CAPACITY = 1024 * 1024

/** A handle that several processes can hold: it closes when the last of them lets go. */
export interface Shared {
  acquire(): void
  close(): void
}

export function isShared(value: unknown): value is Shared {
  return typeof value === 'object' && value !== null && 'acquire' in value
}

/** Told how many characters were copied. */
export type Copied = (length: number) => void

class Pipe {
  readonly copied: Copied
  text = ''
  writers = 1
  readers = 1
  /** How many wait for the end of a line. */
  lineReaders = 0
  #changed = new Trigger<void>()

  constructor(copied: Copied) {
    this.copied = copied
  }

  changed(): Trigger<void> {
    return this.#changed
  }

  get full(): boolean {
    return this.text.length >= (this.lineReaders > 0 ? LINE_CAPACITY : PIPE_CAPACITY)
  }

  tell(): void {
    const before = this.#changed
    this.#changed = new Trigger<void>()
    before.fire(undefined)
  }
}

class PipeWriter implements Writable, Shared {
  readonly #pipe: Pipe

  constructor(pipe: Pipe) {
    this.#pipe = pipe
  }

  acquire(): void {
    this.#pipe.writers++
  }

  *write(text: string): Task<boolean> {
    while (this.#pipe.readers > 0 && this.#pipe.full) yield* waitFor(this.#pipe.changed())
    if (this.#pipe.readers === 0) return false
    this.#pipe.copied(text.length)
    this.#pipe.text += text
    this.#pipe.tell()
    return true
  }

  close(): void {
    this.#pipe.writers--
    if (this.#pipe.writers === 0) this.#pipe.tell()
  }
}

class PipeReader implements Readable, Shared {
  lineEnded = true
  readonly #pipe: Pipe

  constructor(pipe: Pipe) {
    this.#pipe = pipe
  }

  acquire(): void {
    this.#pipe.readers++
  }

  *read(): Task<string | undefined> {
    while (this.#pipe.text === '') {
      if (this.#pipe.writers === 0) return undefined
      yield* waitFor(this.#pipe.changed())
    }
    const text = this.#pipe.text
    this.#pipe.text = ''
    this.#pipe.tell()
    return text
  }

  *readLine(): Task<string | undefined> {
    for (;;) {
      const end = this.#pipe.text.indexOf('\n')
      if (end >= 0 || (this.#pipe.writers === 0 && this.#pipe.text !== '')) {
        const line = end >= 0 ? this.#pipe.text.slice(0, end) : this.#pipe.text
        this.lineEnded = end >= 0
        this.#pipe.text = end >= 0 ? this.#pipe.text.slice(end + 1) : ''
        this.#pipe.tell()
        return line
      }
      if (this.#pipe.writers === 0) return undefined
      const wasFull = this.#pipe.full
      this.#pipe.lineReaders++
      if (wasFull && !this.#pipe.full) this.#pipe.tell()
      try {
        yield* waitFor(this.#pipe.changed())
      } finally {
        this.#pipe.lineReaders--
      }
    }
  }

  close(): void {
    this.#pipe.readers--
    if (this.#pipe.readers === 0) this.#pipe.tell()
  }
}

export function createPipe(copied: Copied = () => {}): { readonly reader: Readable; readonly writer: Writable } {
  const pipe = new Pipe(copied)
  return { reader: new PipeReader(pipe), writer: new PipeWriter(pipe) }
}

/** Takes whatever is written, at once. */
export function sink(take: (text: string) => void): Writable {
  return {
    // biome-ignore lint/correctness/useYield: a sink never waits
    *write(text: string): Task<boolean> {
      take(text)
      return true
    },
    close() {},
  }
}

export const NULL_OUTPUT: Writable = sink(() => {})

export const NULL_INPUT: Readable = {
  // biome-ignore lint/correctness/useYield: the end is there at once
  *read(): Task<string | undefined> {
    return undefined
  },
  // biome-ignore lint/correctness/useYield: the end is there at once
  *readLine(): Task<string | undefined> {
    return undefined
  },
  close() {},
}

/** Keeps what is written, up to a number of characters. */
export function createCapture(
  limit = 8 * 1024 * 1024,
  copied: Copied = () => {},
): { readonly writer: Writable; text(): string } {
  let text = ''
  const writer = sink((more) => {
    copied(more.length)
    if (text.length < limit) text += more.slice(0, limit - text.length)
  })
  return { writer, text: () => text }
}

/** A longer line is cut in pieces. */
// containerd: internal/cri/config/config.go DefaultConfig, MaxContainerLogLineSize
const MAX_LINE = 16 * 1024

/**
 * Cuts what a process writes into lines, as the container runtime's logger does. `partial`: the line goes on with the
 * next piece.
 */
export function lineSplitter(emit: (line: string, partial: boolean) => void): {
  readonly writer: Writable
  flush(): void
} {
  let rest = ''
  const pieces = (line: string, ended: boolean): string => {
    let at = 0
    for (; line.length - at > MAX_LINE; at += MAX_LINE) emit(line.slice(at, at + MAX_LINE), true)
    if (!ended) return line.slice(at)
    emit(line.slice(at), false)
    return ''
  }
  const writer = sink((text) => {
    const lines = (rest + text).split('\n')
    const last = lines.pop() ?? ''
    for (const line of lines) pieces(line, true)
    rest = pieces(last, false)
  })
  return {
    writer,
    flush() {
      if (rest !== '') emit(rest, false)
      rest = ''
    },
  }
}
