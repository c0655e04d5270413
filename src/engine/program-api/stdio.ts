import type { Task } from '../kernel/task.ts'

/** One end of a stream. Closing the last writer makes readers see the end; writing without a reader is SIGPIPE. */
export interface Writable {
  /** Waits while a pipe is full. False: nobody reads any more. */
  write(text: string): Task<boolean>
  close(): void
}

export interface Readable {
  /** The next text, at least one character; undefined at the end. */
  read(): Task<string | undefined>
  /** The next line without its newline; undefined at the end. */
  readLine(): Task<string | undefined>
  /** False: the line that `readLine` gave last had no newline, because the stream ended there. */
  readonly lineEnded?: boolean
  close(): void
}

export interface Stdio {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}
