import type { Duration } from '../../lib/time.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf } from '../kernel/trigger.ts'
import type { Stdio } from '../program-api/stdio.ts'
import { hexDigits } from '../world/uid.ts'
import type { RuntimeContainer } from './container.ts'
import type { ProcessHost } from './process-host.ts'
import { statusOfCommand } from './stand-in.ts'
import { execFailure } from './start-failure.ts'
import { createCapture, NULL_INPUT } from './stream.ts'

export type ExecResult =
  | {
      readonly kind: 'exited'
      readonly exitCode: number
      readonly stdout: string
      readonly stderr: string
      readonly output: string
    }
  | { readonly kind: 'timeout'; readonly output: string }
  /** The command could not be started, in the runtime's words. */
  | { readonly kind: 'error'; readonly message: string }

/** Runs a command in a running container. Without a timeout it is waited for however long it takes. */
export function* exec(
  host: ProcessHost,
  container: RuntimeContainer,
  argv: readonly string[],
  timeout?: Duration,
): Task<ExecResult> {
  const { world } = host
  const { kernel, assumptions } = world
  const begin = kernel.now
  yield assumptions.execStartTime
  if (container.exit || container.state !== 'running') {
    return { kind: 'error', message: `container not found ("${container.name}")` }
  }
  const { config } = container
  const both = createCapture()
  const stdout = createCapture()
  const stderr = createCapture()
  const stdio: Stdio = {
    stdin: NULL_INPUT,
    stdout: tee(stdout.writer, both.writer),
    stderr: tee(stderr.writer, both.writer),
  }
  const process = host.start(container, {
    parent: undefined,
    argv,
    env: config.env,
    cwd: config.workingDir,
    stdio,
    standing: timeout === undefined ? 'asked' : 'probe',
  })
  if (typeof process === 'string')
    return {
      kind: 'error',
      message: execFailure(hexDigits(world.random(`exec/${container.id}`), 64), argv[0] ?? '', process),
    }
  const exited = (status: number): ExecResult => ({
    kind: 'exited',
    exitCode: statusOfCommand(container, process, argv, status, kernel.now),
    stdout: stdout.text(),
    stderr: stderr.text(),
    output: both.text(),
  })
  if (timeout === undefined) return exited((yield* waitFor(process.exited)).status)
  const deadline = kernel.timeout(Math.max(0, timeout - (kernel.now - begin)))
  const first = yield* waitFor(firstOf(process.exited, deadline.trigger))
  deadline.cancel()
  if (first.index === 1) {
    host.finish(container, process, 137, 'SIGKILL')
    const told = exited(137)
    return told.kind === 'exited' && told.exitCode === 0 ? told : { kind: 'timeout', output: both.text() }
  }
  return exited(process.status ?? 0)
}

function tee(a: Stdio['stdout'], b: Stdio['stdout']): Stdio['stdout'] {
  return {
    *write(text: string): Task<boolean> {
      yield* a.write(text)
      return yield* b.write(text)
    },
    close() {},
  }
}
