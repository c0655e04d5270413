import type { Pod } from '../../manifest/pod/pod.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { errorTexts } from './error-text.ts'
import { warn } from './warn.ts'

export interface Attaching {
  readonly container: string
  /** What is typed goes to the container. */
  readonly stdin: boolean
  readonly tty: boolean
  readonly quiet: boolean
}

const RECORDED =
  'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.'
const PROMPT = "If you don't see a command prompt, try pressing enter."

/** Stays with a container's first process until it ends. Throws where it cannot be reached. */
// kubectl: pkg/cmd/attach/attach.go AttachOptions.Run; pkg/cmd/exec/exec.go SetupTTY (v1.36)
export function* attachTo(call: Call, pod: Pod, { container, stdin, tty, quiet }: Attaching): Activity<void> {
  const { client, terminal } = call
  const { containers, ephemeralContainers = [], initContainers = [] } = pod.spec
  const all = [...containers, ...ephemeralContainers, ...initContainers]
  const hasTerminal = all.find(({ name }) => name === container)?.tty === true
  const say = function* (text: string | readonly string[]): Activity<void> {
    if (!quiet) yield* warn(terminal, text)
  }
  if (tty && !hasTerminal) yield* say(`error: Unable to use a TTY - container ${container} did not allocate one`)
  const isSession = stdin && hasTerminal && terminal.isTerminal
  if (stdin && hasTerminal && !isSession) {
    yield* say('Unable to use a TTY - input is not a terminal or the right kind of file')
  }
  yield* say([RECORDED, PROMPT])
  const { namespace = call.namespace, name } = pod.metadata
  const result = yield* client.attach(namespace, name, {
    ...{ container, stdout: terminal.stdout, stderr: terminal.stderr },
    ...(stdin ? { stdin: terminal.stdin } : {}),
    ...(hasTerminal ? { tty: true } : {}),
  })
  if ('status' in result) throw new CommandError(result.status)
  if ('error' in result) throw new CommandError(result.error)
  if (!isSession) return
  const running = pod.spec.restartPolicy === 'Always' ? ' when the pod is running' : ''
  yield* say(
    `Session ended, resume using 'kubectl attach ${name} -c ${container} -n ${namespace} -i -t' command${running}`,
  )
}

/** The same for commands that have made what they attach to. */
// kubectl: pkg/cmd/run/run.go handleAttachPod; pkg/cmd/debug/debug.go handleAttachPod (v1.36)
export function* attachOrLog(call: Call, pod: Pod, attaching: Attaching): Activity<void> {
  try {
    yield* attachTo(call, pod, attaching)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    const why = errorTexts(error.errors)
      .join('\n')
      .replace(/^error: /, '')
    const { name } = pod.metadata
    yield* warn(call.terminal, `warning: couldn't attach to pod/${name}, falling back to streaming logs: ${why}`)
    yield* printLog(call, pod, attaching.container)
  }
}

export function* printLog(call: Call, { metadata }: Pod, container: string): Activity<void> {
  const reply = yield* call.client.logs(metadata.namespace ?? call.namespace, metadata.name, { container })
  if (reply.status) throw new CommandError(reply.status)
  for (let text = yield* reply.ok.next(); text !== undefined; text = yield* reply.ok.next()) {
    yield* call.terminal.stdout.write(text)
  }
}
