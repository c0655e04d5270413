import type { FileError, FileSystem } from '../engine/program-api/files.ts'
import type { Sys } from '../engine/program-api/program.ts'
import type { Readable, Writable } from '../engine/program-api/stdio.ts'
import type { Task } from '../engine/program-api/task.ts'
import { byteCount } from './commands/byte-count.ts'
import { Effort } from './effort.ts'
import { LIMITS } from './limits.ts'

/** Reads a text that is there already. */
export class TextReader implements Readable {
  readonly #text: string
  lineEnded = true
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  // biome-ignore lint/correctness/useYield: the text is there
  *read(): Task<string | undefined> {
    if (this.#at >= this.#text.length) return undefined
    const rest = this.#text.slice(this.#at)
    this.#at = this.#text.length
    return rest
  }

  // biome-ignore lint/correctness/useYield: the text is there
  *readLine(): Task<string | undefined> {
    if (this.#at >= this.#text.length) return undefined
    const end = this.#text.indexOf('\n', this.#at)
    const line = end < 0 ? this.#text.slice(this.#at) : this.#text.slice(this.#at, end)
    this.#at = end < 0 ? this.#text.length : end + 1
    this.lineEnded = end >= 0
    return line
  }

  close(): void {}
}

const BLOCK = '\0'.repeat(LIMITS.block)

/** /dev/zero and its like. Whoever reads them pays for it, whatever becomes of what is read. */
class EndlessReader implements Readable {
  readonly #effort: Effort

  constructor(sys: Sys) {
    this.#effort = new Effort(sys)
  }

  *read(): Task<string | undefined> {
    yield* this.#effort.output(BLOCK.length)
    return BLOCK
  }

  /** There is no newline in it, and a program that looks for one takes all the memory that there is. */
  *readLine(): Task<string | undefined> {
    for (;;) yield 60_000
  }

  close(): void {}
}

/** Writes to the end of a file, or from a place on that moves with what is written. */
export class FileWriter implements Writable {
  readonly #files: FileSystem
  readonly path: string
  /** In bytes; undefined: always the end. */
  #at: number | undefined
  /** Why the last write failed. */
  error: FileError | undefined

  constructor(files: FileSystem, path: string, at?: number) {
    this.#files = files
    this.path = path
    this.#at = at
  }

  // biome-ignore lint/correctness/useYield: files take what is written at once
  *write(text: string): Task<boolean> {
    const size = this.#at === undefined ? undefined : this.#size()
    if (size === this.#at) {
      this.error = this.#files.write(this.path, text, 'append')
      if (this.#at !== undefined) this.#at = this.#size()
    } else {
      this.error = this.#overwrite(text)
      this.#at = (this.#at as number) + byteCount(text)
    }
    return this.error === undefined
  }

  #size(): number {
    const stat = this.#files.stat(this.path)
    return typeof stat === 'string' ? 0 : stat.size
  }

  /** Somebody else has written to the file, or emptied it. Bytes are taken for characters: close enough for this. */
  #overwrite(text: string): FileError | undefined {
    const content = this.#files.read(this.path)
    if (typeof content === 'string') return this.#files.write(this.path, text, 'append')
    const at = this.#at as number
    const before = content.text.slice(0, at).padEnd(Math.min(at, LIMITS.text), '\0')
    return this.#files.write(this.path, before + text + content.text.slice(at + text.length), 'replace')
  }

  close(): void {}
}

export interface StandardStreams {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}

/** Opens a file for reading. `streams`: what /dev/stdin means here. */
export function openToRead(sys: Sys, path: string, streams: StandardStreams): Readable | FileError {
  const stat = sys.files.stat(path)
  if (typeof stat === 'string') return stat
  if (stat.kind === 'device') {
    if (stat.device === 'zero' || stat.device === 'random') return new EndlessReader(sys)
    return stat.device === 'stdin' ? streams.stdin : sys.nullInput
  }
  const content = sys.files.read(path)
  if (typeof content === 'string') return content
  sys.work('handled', content.text.length)
  return new TextReader(content.text)
}

/** Opens a file for writing: made or emptied, or to be added to. */
export function openToWrite(sys: Sys, path: string, append: boolean, streams: StandardStreams): Writable | FileError {
  const stat = sys.files.stat(path)
  if (typeof stat !== 'string' && stat.kind === 'device') {
    if (stat.device === 'stdout') return streams.stdout
    if (stat.device === 'stderr') return streams.stderr
    if (stat.device === 'init-stdout') return sys.initOutput?.('stdout') ?? sys.nullOutput
    if (stat.device === 'init-stderr') return sys.initOutput?.('stderr') ?? sys.nullOutput
    return stat.device === 'full' ? new FileWriter(sys.files, path) : sys.nullOutput
  }
  const error = sys.files.write(path, '', append ? 'append' : 'replace')
  return error ?? new FileWriter(sys.files, path, append ? undefined : 0)
}

/** Everything that is left to read; what is beyond the limit is read and not kept. */
export function* readAll(input: Readable, limit: number): Task<string> {
  let text = ''
  for (;;) {
    const more = yield* input.read()
    if (more === undefined) return text
    if (text.length < limit) text += more.slice(0, limit - text.length)
  }
}
