import { SECOND } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { HTTPGetAction } from '../../manifest/pod/handler.ts'
import type { LifecycleHandler } from '../../manifest/pod/lifecycle.ts'
import type { Task } from '../kernel/task.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { Caller, Network } from '../runtime/network.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import type { World } from '../world/world.ts'
import { getRequest, hostnameOf, httpGetUrl, portOf, requestHeaders, transportError } from './http-request.ts'

/** Requests of hooks have no timeout of their own; this one only ends what would never end. */
const HOOK_REQUEST_LIMIT = 3600 * SECOND

export type HookOutcome =
  /** `plainHost`: it was to be asked with TLS, and answered without. */
  { readonly kind: 'done'; readonly plainHost?: string } | { readonly kind: 'failed'; readonly message: string }

/** The Event about a server that was asked with TLS and answered without; undefined: there is nothing to tell. */
// kubelet: lifecycle/handlers.go runHTTPHandler (v1.36)
export function httpFallbackMessage(outcome: HookOutcome): string | undefined {
  if (outcome.kind !== 'done' || outcome.plainHost === undefined) return undefined
  return `request to HTTPS lifecycle hook ${outcome.plainHost} got HTTP response, retry with HTTP succeeded`
}

/** So much of what a hook has printed is told at it. */
const MOST_TOLD = 16 * 1024

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
      outcome:
        outcome.kind === 'done'
          ? { kind: 'done' }
          : { kind: 'failed', reason: 'FailedHook', message: outcome.message.slice(0, MOST_TOLD) },
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
  const failed = (error: string, output = ''): HookOutcome => ({
    kind: 'failed',
    message: hookFailure(handler, container.name, podText, error, output),
  })
  if (handler.exec) {
    const command = handler.exec.command ?? []
    const result = yield* runtime.exec(instance, command)
    const output = 'output' in result ? result.output.slice(0, MOST_TOLD) : ''
    switch (result.kind) {
      case 'exited':
        if (result.exitCode === 0) return { kind: 'done' }
        return failed(`command '${command.join(' ')}' exited with ${result.exitCode}: ${output}`, output)
      case 'error':
        return failed(result.message)
      case 'timeout':
        return failed('timed out', output)
    }
  }
  if (handler.httpGet) {
    const got = yield* get(network, runtime.kubeletSide, handler.httpGet, container, instance.sandbox.ip)
    return got.error === undefined ? { kind: 'done', ...got } : failed(got.error)
  }
  if (handler.sleep) {
    yield handler.sleep.seconds * SECOND
    return { kind: 'done' }
  }
  return failed('invalid handler')
}

/** Any answer at all counts as success. A server that turns out not to speak TLS is asked again without it. */
// kubelet: lifecycle/handlers.go runHTTPHandler (v1.36)
function* get(
  network: Network,
  kubelet: Caller,
  action: HTTPGetAction,
  container: Container,
  podIP: string,
): Task<{ readonly error?: string; readonly plainHost?: string }> {
  const url = httpGetUrl(action, container, podIP)
  if (typeof url === 'string') return { error: url }
  const headers = requestHeaders(action.httpHeaders ?? [], 'kube-lifecycle/1.36', url)
  const ask = (scheme: string, sent: Readonly<Record<string, string>>) =>
    network.request(kubelet, hostnameOf(url), portOf(url), getRequest({ ...url, scheme }, sent), HOOK_REQUEST_LIMIT)
  const outcome = yield* ask(url.scheme, headers)
  if (outcome.kind === 'response') return {}
  const error = transportError(outcome, url)
  if (!error.includes('server gave HTTP response to HTTPS client')) return { error }
  const { Authorization: _secret, ...open } = headers
  return (yield* ask('http', open)).kind === 'response' ? { plainHost: url.authority } : { error }
}

/** What the status and the kubelet's log say of a hook that failed. */
// kubelet: lifecycle/handlers.go Run (v1.36)
export function hookFailure(
  handler: LifecycleHandler,
  container: string,
  podText: string,
  error: string,
  output: string,
): string {
  const which = `for Container "${container}" in Pod "${podText}" failed - error: ${error}`
  if (handler.exec) {
    return `Exec lifecycle hook ([${(handler.exec.command ?? []).join(' ')}]) ${which}, message: ${JSON.stringify(output)}`
  }
  if (handler.httpGet) return `HTTP lifecycle hook (${handler.httpGet.path}) ${which}`
  return `Cannot run handler: ${error}`
}
