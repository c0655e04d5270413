import type { Connection } from '../../../engine/program-api/network.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'

/** What a client of ours asks a server of ours, where the real protocol would be bytes that nobody reads. */
export interface Question {
  readonly user?: string
  readonly password?: string
  readonly database?: string
  readonly statement?: string
}

export interface Answer {
  /** In the server's words. */
  readonly error?: string
  readonly text?: string
  /** What it cannot say, since that is not simulated. */
  readonly note?: string
}

export type Asked = Answer | 'refused' | 'timeout' | 'unknownHost' | 'foreign'

const MAX_LINE = 1024 * 1024

/** One line there, one back. `foreign`: whoever listens there speaks something else. */
export function* ask(sys: Sys, protocol: string, host: string, port: number, question: Question): Task<Asked> {
  const connection = yield* sys.dial(host, port, 5000)
  if (typeof connection === 'string') return connection
  yield* connection.output.write(`podlapse ${protocol} ${JSON.stringify(question)}\n`)
  const line = yield* connection.input.readLine()
  connection.close()
  const answer = parsed(line)
  return answer ? (answer as Answer) : 'foreign'
}

/** The server's side, as a port's `talks`. */
export function answering(
  protocol: string,
  answer: (question: Question, remoteAddress: string) => Answer,
  /** To who speaks something else. */
  otherwise = '',
): (connection: Connection, sys: Sys) => Task<void> {
  return function* (connection) {
    const line = yield* connection.input.readLine()
    const prefix = `podlapse ${protocol} `
    const question = line?.startsWith(prefix) ? parsed(line.slice(prefix.length)) : undefined
    if (question) {
      const reply = answer(question as Question, connection.remoteAddress ?? '127.0.0.1')
      yield* connection.output.write(`${JSON.stringify(reply)}\n`)
    } else yield* connection.output.write(otherwise)
    connection.close()
  }
}

function parsed(line: string | undefined): object | undefined {
  if (line === undefined || line.length > MAX_LINE) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** A socket in the file system: a file that says on which port the same server listens. 0: on none as yet. */
export function socketPort(sys: Sys, path: string): number | undefined {
  const file = sys.files.read(path)
  return typeof file === 'string' ? undefined : Number(file.text)
}
