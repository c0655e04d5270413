import { SECOND, type Time } from '../../../lib/time.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { HTTPGetAction } from '../../../manifest/pod/handler.ts'
import type { Probe } from '../../../manifest/pod/probe.ts'
import type { Task } from '../../kernel/task.ts'
import type { RuntimeContainer } from '../../runtime/container.ts'
import type { Network } from '../../runtime/network.ts'
import type { NodeRuntime } from '../../runtime/node-runtime.ts'
import { resolveContainerPort } from '../container-port.ts'
import { expandStaticCommand } from '../expand-variables.ts'
import { getRequest, hostnameOf, httpGetUrl, portOf, requestHeaders, transportError } from '../http-request.ts'
import { execFinding, grpcFinding, judgeResponse, type ProbeFinding, tcpFinding } from './findings.ts'

export interface ProbeTarget {
  readonly container: Container
  readonly instance: RuntimeContainer
  readonly podIP: string
  readonly runtime: NodeRuntime
  readonly network: Network
  now(): Time
}

/** One attempt of one probe: what it found, in the kubelet's words. */
// kubelet: prober/prober.go runProbe (v1.36)
export function* runProbe(probe: Probe, target: ProbeTarget): Task<ProbeFinding> {
  const timeout = (probe.timeoutSeconds ?? 1) * SECOND
  const { container, podIP, network } = target
  if (probe.exec) {
    const argv = expandStaticCommand(probe.exec.command ?? [], container.env ?? [])
    return execFinding(yield* target.runtime.exec(target.instance, argv, timeout), argv, timeout)
  }
  if (probe.httpGet) return yield* probeHttp(probe.httpGet, target, timeout)
  if (probe.tcpSocket) {
    const port = resolveContainerPort(probe.tcpSocket.port, container)
    if (typeof port === 'string') return { result: 'unknown', output: port }
    const host = probe.tcpSocket.host || podIP
    return tcpFinding(yield* network.connect(target.runtime.kubeletSide, host, port, timeout), host, port)
  }
  if (probe.grpc) {
    const { port, service = '' } = probe.grpc
    return grpcFinding(
      yield* network.grpcHealth(target.runtime.kubeletSide, podIP, port, service, timeout),
      `${podIP}:${port}`,
      timeout,
    )
  }
  return { result: 'unknown', output: `missing probe handler for ${container.name}` }
}

// kubelet: pkg/probe/http/http.go DoHTTPProbe (v1.36)
function* probeHttp(action: HTTPGetAction, target: ProbeTarget, timeout: number): Task<ProbeFinding> {
  const first = httpGetUrl(action, target.container, target.podIP)
  if (typeof first === 'string') return { result: 'unknown', output: first }
  let url = first
  let headers = requestHeaders(action.httpHeaders ?? [], 'kube-probe/1.36', url)
  // One time limit for all redirects together.
  const end = target.now() + timeout
  for (let asked = 1; ; asked++) {
    const request = getRequest(url, headers)
    const left = Math.max(0, end - target.now())
    const outcome = yield* target.network.request(
      target.runtime.kubeletSide,
      hostnameOf(url),
      portOf(url),
      request,
      left,
    )
    if (outcome.kind !== 'response') {
      const output = transportError(outcome, url)
      return { result: 'failure', output, ...(outcome.kind === 'timeout' ? { timedOut: true } : {}) }
    }
    const step = judgeResponse(url, outcome.response, first, asked)
    if (step.kind === 'found') return step.finding
    url = step.url
    if (!step.keepHost) headers = { ...headers, Host: url.authority }
  }
}
