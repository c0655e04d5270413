import type { Task } from '../kernel/task.ts'
import type { Connection, HttpRequest, HttpResponse, Server } from '../program-api/network.ts'
import type { Readable } from '../program-api/stdio.ts'
import { createPipe } from './stream.ts'

/** The two ends of a connection. */
export function connectionPair(): readonly [Connection, Connection] {
  const [there, back] = [createPipe(), createPipe()]
  return [endOf(back.reader, there.writer), endOf(there.reader, back.writer)]
}

function endOf(input: Connection['input'], output: Connection['output']): Connection {
  const open = new Set<Connection['input'] | Connection['output']>([input, output])
  const closeOne = (stream: Connection['input'] | Connection['output']): void => {
    // A pipe counts those who hold it: nobody lets go twice.
    if (open.delete(stream)) stream.close()
  }
  return {
    input,
    output: { write: (text) => output.write(text), close: () => closeOne(output) },
    close() {
      closeOne(input)
      closeOne(output)
    },
  }
}

/** A request as it goes over the line. */
export function requestText({ method, path, headers, body }: HttpRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  if (body !== '') lines.push(`Content-Length: ${body.length}`)
  return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body}`
}

/** What a server that writes its own answers has said; undefined: it is no HTTP. */
export function parseResponse(text: string): HttpResponse | undefined {
  const message = splitMessage(text)
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(message.first)?.[1]
  if (status === undefined) return undefined
  return { status: Number(status), headers: Object.fromEntries(message.headers), body: message.body }
}

/** Reads until a whole message is there, or the other side has no more to say. */
export function* readMessage(input: Readable): Task<string> {
  let text = ''
  for (;;) {
    const more = yield* input.read()
    if (more === undefined) return text
    text += more
    if (isWhole(text)) return text
  }
}

function isWhole(text: string): boolean {
  const { headers, body, ended } = splitMessage(text)
  if (!ended) return false
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  if (length !== undefined) return body.length >= Number(length)
  // A request without a length has no body; an answer without one ends where the connection does.
  return !text.startsWith('HTTP/')
}

function splitMessage(text: string): {
  readonly first: string
  readonly headers: (readonly [string, string])[]
  readonly body: string
  readonly ended: boolean
} {
  const end = /\r?\n\r?\n/.exec(text)
  const [first = '', ...lines] = (end ? text.slice(0, end.index) : text).split(/\r?\n/)
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':')
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).trim()] as const] : []
  })
  return { first, headers, body: end ? text.slice(end.index + end[0].length) : '', ended: end !== null }
}

/** Answers the one request of a connection that somebody types or pipes into an HTTP server's port. */
export function* serveByHand(
  server: Extract<Server, { kind: 'http' }>,
  connection: Connection,
  remoteAddress: string,
): Task<void> {
  const { first, headers, body } = splitMessage(yield* readMessage(connection.input))
  const [method = '', path = '', version] = first.split(' ')
  const given =
    version?.startsWith('HTTP/') && server.tls !== true
      ? server.handle({ method, path, headers: Object.fromEntries(headers), body, remoteAddress })
      : { status: 400, body: 'Bad Request\n' }
  const response = 'next' in given ? yield* given : given
  if (response === 'closed') return connection.close()
  if (response.afterMs) yield response.afterMs
  const { status, body: answer = '' } = response
  const lines = Object.entries(response.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`)
  const reason = status < 400 ? 'OK' : status === 404 ? 'Not Found' : 'Error'
  yield* connection.output.write(
    `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}Content-Length: ${answer.length}\r\nConnection: close\r\n\r\n${method === 'HEAD' ? '' : answer}`,
  )
  connection.close()
}
