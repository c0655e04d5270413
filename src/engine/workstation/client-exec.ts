import type { ExecOptions, ExecResult } from '../../kubectl/client/api-client.ts'
import { newBadRequest, newNotFound } from '../../manifest/api-status.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import type { Readable, Writable } from '../program-api/stdio.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import { execFailure } from '../runtime/start-failure.ts'
import { NULL_INPUT } from '../runtime/stream.ts'
import { hexDigits } from '../world/uid.ts'
import type { Cluster } from './cluster.ts'

interface Reached {
  readonly container: RuntimeContainer
  readonly runtime: NodeRuntime
}

/** Runs a command in a container that runs, with the caller's streams. */
// kubelet: pkg/kubelet/server/server.go getExec; containerd: internal/cri/server/container_execsync.go (v1.36)
export function* execIn(cluster: Cluster, namespace: string, name: string, options: ExecOptions): Task<ExecResult> {
  const reached = reach(cluster, namespace, name, options.container)
  if (!('runtime' in reached)) return reached
  const { container, runtime } = reached
  const { kernel, assumptions } = cluster.world
  yield assumptions.execStartTime
  if (container.exit || container.state !== 'running') return notThere(options.container)
  const process = runtime.host.start(container, {
    parent: undefined,
    argv: options.command,
    env: container.config.env,
    cwd: container.config.workingDir,
    stdio: {
      stdin: options.stdin ? new InputReader(options.stdin) : NULL_INPUT,
      stdout: written(options.stdout),
      stderr: written(options.stderr),
    },
    standing: 'asked',
  })
  if (typeof process === 'string') {
    const id = hexDigits(cluster.world.random(`exec/${container.id}/${kernel.now}`), 64)
    const why = execFailure(id, options.command[0] ?? '', process).replace(/^rpc error: code = Unknown desc = /, '')
    return { error: `Internal error occurred: Internal error occurred: error executing command in container: ${why}` }
  }
  const { status } = yield* waitFor(process.exited)
  return { exitCode: process.session.vouched ? 0 : status }
}

/** What a container's first process writes from now on, until it ends; what is typed goes to it. */
export function* attachTo(
  cluster: Cluster,
  namespace: string,
  name: string,
  options: Omit<ExecOptions, 'command'>,
): Task<ExecResult> {
  const reached = reach(cluster, namespace, name, options.container)
  if (!('runtime' in reached)) return notAttached(reached, namespace, name, options.container)
  const { container } = reached
  const typing = options.stdin && cluster.world.kernel.spawn(typedInto(container, new InputReader(options.stdin)))
  let at = container.log.length
  try {
    for (;;) {
      for (; at < container.log.length; at++) {
        const { text, stream } = container.log[at] as RuntimeContainer['log'][number]
        yield* written(stream === 'stdout' ? options.stdout : options.stderr).write(text)
      }
      if (container.exit) return { exitCode: 0 }
      yield* waitFor(container.logged())
    }
  } finally {
    typing?.cancel()
  }
}

// containerd: internal/cri/io/container_io.go Attach (v2)
function* typedInto({ input, config }: RuntimeContainer, from: Readable): Task<void> {
  if (!input) return
  for (let text = yield* from.read(); text !== undefined; text = yield* from.read()) yield* input.write(text)
  if (config.stdinOnce) input.close()
}

function reach(cluster: Cluster, namespace: string, name: string, container: string): Reached | ExecResult {
  const pod = cluster.api.get('Pod', namespace, name) as Pod | undefined
  const info = kindInfo('v1', 'Pod')
  if (!pod && info) return { status: newNotFound(info, name) }
  if (pod && !pod.spec.nodeName) {
    const message = `pod ${name} does not have a host assigned`
    return { status: newBadRequest(message) }
  }
  const node = pod && cluster.nodeOf(pod)
  const found = pod && node?.stateOf(pod)?.containers.find((each) => each.name === container && each.init && !each.exit)
  return found && node ? { container: found, runtime: node.runtime } : notThere(container)
}

function notThere(container: string): ExecResult {
  return { error: `unable to upgrade connection: container not found ("${container}")` }
}

// kubelet: pkg/kubelet/kubelet_pods.go AttachContainer (v1.36)
function notAttached(why: ExecResult, namespace: string, name: string, container: string): ExecResult {
  if ('status' in why && why.status.reason !== 'BadRequest') return why
  const words = 'status' in why ? why.status.message : `container ${container} not found in pod ${name}_${namespace}`
  return { error: `unable to upgrade connection: ${words}` }
}

/** kubectl's stream as a process takes it. */
function written(output: ExecOptions['stdout']): Writable {
  return {
    *write(text: string): Task<boolean> {
      yield* output.write(text) as Task<void>
      return true
    },
    close() {},
  }
}

class InputReader implements Readable {
  readonly #input: NonNullable<ExecOptions['stdin']>
  #text = ''
  #ended = false

  constructor(input: NonNullable<ExecOptions['stdin']>) {
    this.#input = input
  }

  *read(): Task<string | undefined> {
    if (this.#text === '') yield* this.#more()
    const text = this.#text
    this.#text = ''
    return text === '' ? undefined : text
  }

  *readLine(): Task<string | undefined> {
    let end = this.#text.indexOf('\n')
    while (end < 0 && !this.#ended) {
      yield* this.#more()
      end = this.#text.indexOf('\n')
    }
    if (end < 0 && this.#text === '') return undefined
    const line = end < 0 ? this.#text : this.#text.slice(0, end)
    this.#text = end < 0 ? '' : this.#text.slice(end + 1)
    return line
  }

  *#more(): Task<void> {
    const more = this.#ended
      ? undefined
      : ((yield* this.#input.read() as Task<string | undefined>) as string | undefined)
    if (more === undefined) this.#ended = true
    else this.#text += more
  }

  close(): void {}
}
