import { type Duration, goDuration } from '../../../lib/time.ts'
import type { ProbeKind } from '../../../manifest/pod/probe.ts'
import type { ConnectOutcome, GrpcOutcome, HttpResponse } from '../../program-api/network.ts'
import type { ExecResult } from '../../runtime/exec.ts'
import { type HttpUrl, hostnameOf, resolveLocation } from '../http-request.ts'

/** What one attempt of a probe found, in the kubelet's words. */
export interface ProbeFinding {
  readonly result: 'success' | 'warning' | 'failure' | 'unknown'
  readonly output: string
  readonly timedOut?: boolean
}

/** Output of a command, body of an answer: more is cut off. */
const OUTPUT_LIMIT = 10 * 1024
const MAX_REDIRECTS = 10

// kubelet: pkg/probe/exec/exec.go Probe; cri-client remote_runtime.go ExecSync (v1.36)
export function execFinding(result: ExecResult, argv: readonly string[], timeout: Duration): ProbeFinding {
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

export type HttpStep =
  | { readonly kind: 'found'; readonly finding: ProbeFinding }
  /** Ask there next; the Host header stays where the server named no other. */
  | { readonly kind: 'follow'; readonly url: HttpUrl; readonly keepHost: boolean }

/** What an answer to the request for `url` means; `asked` requests were made so far, the first one for `first`. */
// kubelet: pkg/probe/http/http.go DoHTTPProbe, RedirectChecker (v1.36)
export function judgeResponse(url: HttpUrl, response: HttpResponse, first: HttpUrl, asked: number): HttpStep {
  const { status, headers = {} } = response
  const body = (response.body ?? '').slice(0, OUTPUT_LIMIT)
  const location = headers.Location ?? headers.location ?? ''
  if (FOLLOWED.has(status) && location !== '') {
    const next = resolveLocation(url, location)
    if (hostnameOf(next) === hostnameOf(first)) {
      if (asked < MAX_REDIRECTS) return { kind: 'follow', url: next, keepHost: !/^[a-z][a-z0-9+.-]*:/i.test(location) }
      return found('failure', `Get "${location}": stopped after ${MAX_REDIRECTS} redirects`)
    }
  }
  if (status >= 200 && status < 300) return found('success', body)
  if (status >= 300 && status < 400) return found('warning', `Probe terminated redirects, Response body: ${body}`)
  return found('failure', `HTTP probe failed with statuscode: ${status}`)
}

// net/http: redirectBehavior
const FOLLOWED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

function found(result: ProbeFinding['result'], output: string): HttpStep {
  return { kind: 'found', finding: { result, output } }
}

// kubelet: pkg/probe/tcp/tcp.go DoTCPProbe (v1.36)
export function tcpFinding(outcome: ConnectOutcome, host: string, port: number): ProbeFinding {
  switch (outcome) {
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
export function grpcFinding(outcome: GrpcOutcome, address: string, timeout: Duration): ProbeFinding {
  const within = goDuration(timeout)
  switch (outcome.kind) {
    case 'unconnected':
      return {
        result: 'failure',
        output: `timeout: failed to connect service "${address}" within ${within}: context deadline exceeded`,
        timedOut: true,
      }
    case 'slow':
      return { result: 'failure', output: `timeout: health rpc did not complete within ${within}`, timedOut: true }
    case 'health':
      return { result: outcome.health === 'SERVING' ? 'success' : 'failure', output: HEALTH_TEXT[outcome.health] }
  }
}

const HEALTH_TEXT = {
  SERVING: 'service healthy',
  NOT_SERVING: 'service unhealthy (responded with "NOT_SERVING")',
  SERVICE_UNKNOWN: 'error: health rpc probe failed: rpc error: code = NotFound desc = unknown service',
  UNIMPLEMENTED:
    'error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health',
} as const

/** The Event that an attempt calls for; a success needs none. */
// kubelet: prober/prober.go probe (v1.36)
export function probeEvent(
  kind: ProbeKind,
  { result, output }: ProbeFinding,
): { readonly reason: 'Unhealthy' | 'ProbeWarning'; readonly message: string } | undefined {
  const name = kind === 'liveness' ? 'Liveness' : kind === 'readiness' ? 'Readiness' : 'Startup'
  switch (result) {
    case 'success':
      return undefined
    case 'warning':
      return { reason: 'ProbeWarning', message: `${name} probe warning: ${output}` }
    case 'failure':
      return { reason: 'Unhealthy', message: `${name} probe failed: ${output}` }
    case 'unknown':
      return { reason: 'Unhealthy', message: `${name} probe errored and resulted in unknown state: ${output}` }
  }
}
