import { SECOND } from '../../lib/time.ts'
import type { Activity, LogOptions, LogStream, Status } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { errorText } from './error-text.ts'
import type { LogRequest } from './log-requests.ts'
import { warn } from './warn.ts'

type Options = Omit<LogOptions, 'container'>

/** Prints one log, to its end where it is followed. */
// kubectl: pkg/cmd/logs/logs.go sequentialConsumeRequest (v1.36)
export function* readLog(call: Call, request: LogRequest, options: Options): Activity<void> {
  const { given, terminal } = call
  const opened = yield* openLog(call, request, options)
  if ('failure' in opened) {
    if (!given.bool('ignore-errors')) throw new CommandError(opened.failure)
    return yield* terminal.stdout.write(`${errorText([opened.failure.message])}\n`)
  }
  const prefix = given.bool('prefix') || given.bool('all-pods') ? `[pod/${request.pod}/${request.container}] ` : ''
  let within = false
  for (let text = yield* opened.stream.next(); text !== undefined; text = yield* opened.stream.next()) {
    const lines = text.split(/(?<=\n)/)
    yield* terminal.stdout.write(lines.map((line, index) => (within && index === 0 ? line : prefix + line)).join(''))
    within = !text.endsWith('\n')
  }
}

/** Prints several that are followed, as their lines come. */
// kubectl: pkg/cmd/logs/logs.go parallelConsumeRequest (v1.36)
export function* readLogs(call: Call, requests: readonly LogRequest[], options: Options): Activity<void> {
  yield* call.terminal.together(requests.map((request) => readLog(call, request, options)))
}

type Opened = { readonly stream: LogStream } | { readonly failure: Status }

/** A container that is about to start is asked for again and again where its log is to be followed. */
// kubectl: pkg/cmd/logs/logs.go DefaultConsumeRequest (v1.36)
function* openLog({ client, terminal }: Call, request: LogRequest, options: Options): Activity<Opened> {
  const { namespace, pod, container } = request
  for (;;) {
    const reply = yield* client.logs(namespace, pod, { ...options, container })
    if (!reply.status) return { stream: reply.ok }
    if (options.follow !== true || !isAboutToStart(reply.status)) return { failure: reply.status }
    yield* warn(terminal, reply.status.message)
    yield* terminal.sleep(SECOND)
  }
}

function isAboutToStart({ reason, message }: Status): boolean {
  return reason === 'BadRequest' && /is waiting to start: (?:ContainerCreating|PodInitializing)$/.test(message)
}
