import { goDuration, SECOND } from '../../../lib/time.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { HTTPGetAction, IntOrString } from '../../../manifest/pod/handler.ts'
import type { Probe } from '../../../manifest/pod/probe.ts'
import type { Task } from '../../kernel/task.ts'
import type { RuntimeContainer } from '../../runtime/container.ts'
import type { Network } from '../../runtime/network.ts'
import type { NodeRuntime } from '../../runtime/node-runtime.ts'
import type { HttpRequest } from '../../runtime/program.ts'
import { expandStaticCommand } from '../expand-variables.ts'

export interface ProbeFinding {
  readonly result: 'success' | 'warning' | 'failure' | 'unknown'
  readonly output: string
  readonly timedOut?: boolean
}

export interface ProbeTarget {
  readonly container: Container
  readonly instance: RuntimeContainer
  readonly podIP: string
  readonly runtime: NodeRuntime
  readonly network: Network
}

/** Output of a command, body of an answer: more is cut off. */
const OUTPUT_LIMIT = 10 * 1024
const MAX_REDIRECTS = 10

/** One attempt of one probe: what it found, in the kubelet's words. */
// kubelet: prober/prober.go runProbe (v1.36)
export function* runProbe(probe: Probe, target: ProbeTarget): Task<ProbeFinding> {
  const timeout = (probe.timeoutSeconds ?? 1) * SECOND
  if (probe.exec) return yield* probeExec(probe.exec.command ?? [], target, timeout)
  if (probe.httpGet) return yield* probeHttp(probe.httpGet, target, timeout)
  if (probe.tcpSocket) {
    const port = resolveContainerPort(probe.tcpSocket.port, target.container)
    if (typeof port === 'string') return { result: 'unknown', output: port }
    return yield* probeTcp(probe.tcpSocket.host || target.podIP, port, target, timeout)
  }
  if (probe.grpc) return yield* probeGrpc(probe.grpc.port, probe.grpc.service ?? '', target, timeout)
  return { result: 'unknown', output: `missing probe handler for ${target.container.name}` }
}

// kubelet: pkg/probe/exec/exec.go Probe; cri-client remote_runtime.go ExecSync (v1.36)
function* probeExec(command: readonly string[], target: ProbeTarget, timeout: number): Task<ProbeFinding> {
  const argv = expandStaticCommand(command, target.container.env ?? [])
  const result = yield* target.runtime.exec(target.instance, argv, timeout)
  switch (result.kind) {
    case 'error':
      return { result: 'unknown', output: result.message }
    case 'timeout':
      return {
        result: 'failure',
        output: `command timed out: "${argv.join(' ')}" timed out after ${goDuration(timeout)}`,
        timedOut: true,
      }
    case 'exited':
      return { result: result.exitCode === 0 ? 'success' : 'failure', output: result.output.slice(0, OUTPUT_LIMIT) }
  }
}

// kubelet: pkg/probe/http/http.go DoHTTPProbe, pkg/probe/http/request.go (v1.36)
function* probeHttp(action: HTTPGetAction, target: ProbeTarget, timeout: number): Task<ProbeFinding> {
  const port = resolveContainerPort(action.port, target.container)
  if (typeof port === 'string') return { result: 'unknown', output: port }
  const scheme = (action.scheme ?? 'HTTP').toLowerCase() === 'https' ? 'https' : 'http'
  const host = action.host || target.podIP
  const headers: Record<string, string> = { 'User-Agent': 'kube-probe/1.36', Accept: '*/*', Connection: 'close' }
  for (const { name, value } of action.httpHeaders ?? []) headers[name] = value
  const authority = headers.Host ?? headers.host ?? `${host}:${port}`
  let path = action.path ?? '/'
  if (!path.startsWith('/')) path = `/${path}`
  const url = `${scheme}://${host}:${port}${path}`

  for (let redirects = 0; ; redirects++) {
    const request: HttpRequest = { method: 'GET', path, headers, body: '', scheme }
    const outcome = yield* target.network.request(undefined, host, port, request, timeout)
    if (outcome.kind !== 'response') return transportFailure(outcome, url, host, port)
    const { status, body = '', headers: answered = {} } = outcome.response
    const location = answered.Location ?? answered.location
    if (status < 300 || status >= 400 || location === undefined) {
      if (status >= 400) return { result: 'failure', output: `HTTP probe failed with statuscode: ${status}` }
      if (status >= 200 && status < 300) return { result: 'success', output: body.slice(0, OUTPUT_LIMIT) }
      if (status >= 300) return { result: 'warning', output: `Probe terminated redirects, Response body: ${body}` }
      return { result: 'failure', output: `HTTP probe failed with statuscode: ${status}` }
    }
    const elsewhere = /^[a-z]+:\/\/([^/:]+)/i.exec(location)
    if (elsewhere && elsewhere[1] !== host && elsewhere[1] !== authority.split(':')[0]) {
      return { result: 'warning', output: `Probe terminated redirects, Response body: ${body.slice(0, OUTPUT_LIMIT)}` }
    }
    if (redirects + 1 >= MAX_REDIRECTS) {
      return { result: 'failure', output: `Get "${location}": stopped after ${MAX_REDIRECTS} redirects` }
    }
    path = elsewhere ? location.replace(/^[a-z]+:\/\/[^/]+/i, '') || '/' : location
  }
}

function transportFailure(
  outcome: { readonly kind: string; readonly detail?: string },
  url: string,
  host: string,
  port: number,
): ProbeFinding {
  switch (outcome.kind) {
    case 'timeout':
      return {
        result: 'failure',
        output: `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
        timedOut: true,
      }
    case 'refused':
      return { result: 'failure', output: `Get "${url}": dial tcp ${host}:${port}: connect: connection refused` }
    case 'unknownHost':
      return { result: 'failure', output: `Get "${url}": dial tcp: lookup ${host}: no such host` }
    default:
      return { result: 'failure', output: `Get "${url}": ${outcome.detail ?? 'EOF'}` }
  }
}

// kubelet: pkg/probe/tcp/tcp.go DoTCPProbe (v1.36)
function* probeTcp(host: string, port: number, target: ProbeTarget, timeout: number): Task<ProbeFinding> {
  switch (yield* target.network.connect(undefined, host, port, timeout)) {
    case 'connected':
      return { result: 'success', output: '' }
    case 'refused':
      return { result: 'failure', output: `dial tcp ${host}:${port}: connect: connection refused` }
    case 'timeout':
      return { result: 'failure', output: `dial tcp ${host}:${port}: i/o timeout`, timedOut: true }
    case 'unknownHost':
      return { result: 'failure', output: `dial tcp: lookup ${host}: no such host` }
  }
}

// kubelet: pkg/probe/grpc/grpc.go Probe (v1.36)
function* probeGrpc(port: number, service: string, target: ProbeTarget, timeout: number): Task<ProbeFinding> {
  const address = `${target.podIP}:${port}`
  const within = goDuration(timeout)
  const outcome = yield* target.network.grpcHealth(target.podIP, port, service, timeout)
  switch (outcome.kind) {
    case 'health':
      if (outcome.health === 'SERVING') return { result: 'success', output: 'service healthy' }
      if (outcome.health === 'NOT_SERVING') {
        return { result: 'failure', output: `service unhealthy (responded with "NOT_SERVING")` }
      }
      if (outcome.health === 'UNIMPLEMENTED') {
        const detail = 'rpc error: code = Unimplemented desc = unknown service grpc.health.v1.Health'
        return {
          result: 'failure',
          output: `error: this server does not implement the grpc health protocol (grpc.health.v1.Health): ${detail}`,
        }
      }
      return {
        result: 'failure',
        output: 'error: health rpc probe failed: rpc error: code = NotFound desc = unknown service',
      }
    default:
      return {
        result: 'failure',
        output: `timeout: failed to connect service "${address}" within ${within}: context deadline exceeded`,
        timedOut: outcome.kind === 'timeout',
      }
  }
}

/** A port by number, or by its name among the container's own; a text says why not. */
// kubelet: pkg/probe/util.go ResolveContainerPort (v1.36)
export function resolveContainerPort(port: IntOrString, container: Container): number | string {
  let number = typeof port === 'number' ? port : container.ports?.find((each) => each.name === port)?.containerPort
  if (number === undefined && typeof port === 'string' && /^\d+$/.test(port)) number = Number(port)
  if (number === undefined) return `strconv.Atoi: parsing "${port}": invalid syntax`
  if (number > 0 && number < 65536) return number
  return `invalid port number: ${number}`
}
