import { SECOND, type Time } from '../../../lib/time.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { HTTPGetAction } from '../../../manifest/pod/handler.ts'
import type { Probe } from '../../../manifest/pod/probe.ts'
import type { Task } from '../../kernel/task.ts'
import type { HttpRequest } from '../../program-api/network.ts'
import type { RuntimeContainer } from '../../runtime/container.ts'
import type { Network } from '../../runtime/network.ts'
import type { NodeRuntime } from '../../runtime/node-runtime.ts'
import { resolveContainerPort } from '../container-port.ts'
import { expandStaticCommand } from '../expand-variables.ts'
import {
  getRequest,
  type HttpUrl,
  hostnameOf,
  httpGetUrl,
  portOf,
  requestHeaders,
  transportError,
} from '../http-request.ts'
import { execFinding, grpcFinding, judgeResponse, type ProbeFinding, tcpFinding } from './findings.ts'

export interface ProbeTarget {
  readonly container: Container
  readonly instance: RuntimeContainer
  readonly podIP: string
  readonly runtime: NodeRuntime
  readonly network: Network
  now(): Time
}

/** One attempt of a probe: what it finds, in the kubelet's words; of one that cannot be carried out always the same. */
export type Attempt = ProbeFinding | (() => Task<ProbeFinding>)

function cannot(output: string): ProbeFinding {
  return { result: 'unknown', output }
}

/** How a probe of a running container is carried out: what stays the same from one attempt to the next is worked out once. */
// kubelet: prober/prober.go runProbe (v1.36)
export function probeOf(probe: Probe, target: ProbeTarget): Attempt {
  const timeout = (probe.timeoutSeconds ?? 1) * SECOND
  const { container, podIP, network, runtime } = target
  if (probe.exec) {
    const argv = expandStaticCommand(probe.exec.command ?? [], container.env ?? [])
    return function* () {
      return execFinding(yield* runtime.exec(target.instance, argv, timeout), argv, timeout)
    }
  }
  if (probe.httpGet) return httpProbe(probe.httpGet, target, timeout)
  if (probe.tcpSocket) {
    const port = resolveContainerPort(probe.tcpSocket.port, container)
    if (typeof port === 'string') return cannot(port)
    const host = probe.tcpSocket.host || podIP
    return function* () {
      return tcpFinding(yield* network.connect(runtime.kubeletSide, host, port, timeout), host, port)
    }
  }
  if (probe.grpc) {
    const { port, service = '' } = probe.grpc
    return function* () {
      const outcome = yield* network.grpcHealth(runtime.kubeletSide, podIP, port, service, timeout)
      return grpcFinding(outcome, `${podIP}:${port}`, timeout)
    }
  }
  return cannot(`missing probe handler for ${container.name}`)
}

interface Asked {
  readonly url: HttpUrl
  readonly headers: Readonly<Record<string, string>>
  readonly host: string
  readonly port: number
  readonly request: HttpRequest
}

function askFor(url: HttpUrl, headers: Readonly<Record<string, string>>): Asked {
  return { url, headers, host: hostnameOf(url), port: portOf(url), request: getRequest(url, headers) }
}

// kubelet: pkg/probe/http/http.go DoHTTPProbe (v1.36)
function httpProbe(action: HTTPGetAction, target: ProbeTarget, timeout: number): Attempt {
  const url = httpGetUrl(action, target.container, target.podIP)
  if (typeof url === 'string') return cannot(url)
  const first = askFor(url, requestHeaders(action.httpHeaders ?? [], 'kube-probe/1.36', url))
  return function* () {
    let next = first
    // One time limit for all redirects together.
    const end = target.now() + timeout
    for (let asked = 1; ; asked++) {
      const { url, headers, host, port, request } = next
      const left = Math.max(0, end - target.now())
      const outcome = yield* target.network.request(target.runtime.kubeletSide, host, port, request, left)
      if (outcome.kind !== 'response') {
        const output = transportError(outcome, url)
        return { result: 'failure', output, ...(outcome.kind === 'timeout' ? { timedOut: true } : {}) }
      }
      const step = judgeResponse(url, outcome.response, first.url, asked)
      if (step.kind === 'found') return step.finding
      next = askFor(step.url, step.keepHost ? headers : { ...headers, Host: step.url.authority })
    }
  }
}
