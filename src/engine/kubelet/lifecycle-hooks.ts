import { SECOND } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { LifecycleHandler } from '../../manifest/pod/lifecycle.ts'
import type { Task } from '../kernel/task.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { Network } from '../runtime/network.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import type { World } from '../world.ts'
import { resolveContainerPort } from './prober/run-probe.ts'

/** Requests of hooks have no timeout of their own; this one only ends what would never end. */
const HOOK_REQUEST_LIMIT = 3600 * SECOND

export type HookOutcome = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly message: string }

/** Runs a postStart or preStop hook to its end. */
// kubelet: lifecycle/handlers.go Run (v1.36)
export function* runHook(
  world: World,
  runtime: NodeRuntime,
  network: Network,
  podText: string,
  container: Container,
  instance: RuntimeContainer,
  hook: 'postStart' | 'preStop',
  handler: LifecycleHandler,
): Task<HookOutcome> {
  const kind = handler.exec ? 'exec' : handler.httpGet ? 'httpGet' : handler.sleep ? 'sleep' : 'tcpSocket'
  const span = world.recordCause({
    kind: 'span',
    pod: instance.pod,
    container: container.name,
    containerKind: instance.config.kind,
    restart: instance.config.attempt,
    span: { kind: 'hook', hook, handler: kind },
    rule: hook === 'postStart' ? 'HOOK-1' : 'KILL-5',
  })
  let ended = false
  try {
    const outcome = yield* perform(runtime, network, podText, container, instance, handler)
    ended = true
    world.record({
      kind: 'spanEnd',
      opened: span,
      outcome: outcome.kind === 'done' ? outcome : { kind: 'failed', reason: 'FailedHook', message: outcome.message },
    })
    return outcome
  } finally {
    if (!ended) world.record({ kind: 'spanEnd', opened: span, outcome: { kind: 'cancelled' } })
  }
}

function* perform(
  runtime: NodeRuntime,
  network: Network,
  podText: string,
  container: Container,
  instance: RuntimeContainer,
  handler: LifecycleHandler,
): Task<HookOutcome> {
  if (handler.exec) {
    const command = handler.exec.command ?? []
    const result = yield* runtime.exec(instance, command)
    if (result.kind === 'exited' && result.exitCode === 0) return { kind: 'done' }
    const error =
      result.kind === 'exited'
        ? `command '${command.join(' ')}' exited with ${result.exitCode}: ${result.output}`
        : result.kind === 'error'
          ? result.message
          : 'timed out'
    const output = result.kind === 'error' ? '' : result.output
    const message = `Exec lifecycle hook ([${command.join(' ')}]) for Container "${container.name}" in Pod "${podText}" failed - error: ${error}, message: ${JSON.stringify(output)}`
    return { kind: 'failed', message }
  }
  if (handler.httpGet) {
    const { path = '/', host, scheme, httpHeaders } = handler.httpGet
    const port = resolveContainerPort(handler.httpGet.port, container)
    if (typeof port === 'string') return { kind: 'failed', message: port }
    const target = host || instance.sandbox.ip
    const headers = Object.fromEntries((httpHeaders ?? []).map(({ name, value }) => [name, value]))
    const request = { method: 'GET', path, headers, body: '', scheme: scheme === 'HTTPS' ? 'https' : 'http' } as const
    const outcome = yield* network.request(undefined, target, port, request, HOOK_REQUEST_LIMIT)
    // Any answer at all counts as success.
    if (outcome.kind === 'response') return { kind: 'done' }
    const url = `${request.scheme}://${target}:${port}${path}`
    const message = `HTTP lifecycle hook (${path}) for Container "${container.name}" in Pod "${podText}" failed - error: Get "${url}": dial tcp ${target}:${port}: connect: connection refused, message: ""`
    return { kind: 'failed', message }
  }
  if (handler.sleep) {
    yield handler.sleep.seconds * SECOND
    return { kind: 'done' }
  }
  return { kind: 'failed', message: `cannot run handler: invalid handler: tcpSocket` }
}
