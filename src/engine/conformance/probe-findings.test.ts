import { readFileSync } from 'node:fs'
import { SECOND } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { ContainerStatus, PodStatus } from '../../manifest/pod/status.ts'
import {
  canonicalHeaders,
  formatUrl,
  requestHeaders,
  resolveLocation,
  transportError,
} from '../kubelet/http-request.ts'
import { execFinding, grpcFinding, judgeResponse, probeEvent, tcpFinding } from '../kubelet/prober/findings.ts'
import { ProbeManager } from '../kubelet/prober/manager.ts'
import type { ProberSurroundings } from '../kubelet/prober/probe-worker.ts'
import { probesOf } from '../kubelet/prober/probes-of-pod.ts'
import type { GrpcOutcome, HttpOutcome } from '../program-api/network.ts'
import type { ExecResult } from '../runtime/exec.ts'
import { type Answer, type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod, goSeconds } from '../testing/kubernetes-shapes.ts'
import { emptyWorld } from '../testing/world.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('probe-exec', ({ input: { output, runError }, expected }) => {
  const timedOut = typeof runError === 'string' && runError.startsWith('command timed out')
  if (timedOut) {
    // The runtime's own text goes into the message; the result is what counts.
    return { ours: execFinding({ kind: 'timeout', output }, [], SECOND).result, theirs: expected.result }
  }
  const result: ExecResult =
    typeof runError === 'string'
      ? { kind: 'error', message: runError }
      : { kind: 'exited', exitCode: runError?.exitStatus ?? 0, stdout: output, stderr: '', output }
  const finding = execFinding(result, [], SECOND)
  return {
    ours: { result: finding.result, output: finding.output },
    theirs: { result: expected.result, output: expected.error ?? expected.message },
  }
})

const HTTP_SKIPS: Readonly<Record<string, string>> = {
  TestHTTPProbeProxy: 'nodes have no proxy and no name server that could be named',
  'TestHTTPProbeChecker_HostHeaderPreservedAfterRedirect: successlocal':
    'the answers were recorded without the Host header on which they depend',
}

tables.describe('probe-http', (call) => {
  const reason = HTTP_SKIPS[call.name]
  if (reason) return skip(reason)
  if (call.name.endsWith('-nonlocal')) return skip('the kubelet never follows to another host')
  // The test server's port was replaced by a word.
  const { input, expected, asserted } = JSON.parse(JSON.stringify(call).replaceAll(':PORT', ':8080')) as Call
  const wanted = asserted?.accBody ?? asserted?.notBody ?? ''
  if (/User-Agent|Accept|Muffins|muffins/.test(wanted)) return echoedHeaders(input, expected)
  const first = resolveLocation(formatUrl('http', '', 0, ''), input.request.url)
  let url = first
  for (const [index, response] of input.responses.entries()) {
    if (response.error) {
      return { ours: transportError(outcomeOf(response.error), url), theirs: expected.message }
    }
    const step = judgeResponse(
      url,
      {
        status: response.status,
        body: response.body ?? 'a'.repeat(response.bodyBytes),
        ...(response.location === undefined ? {} : { headers: { Location: response.location } }),
      },
      first,
      index + 1,
    )
    if (step.kind === 'found') {
      return {
        ours: { result: step.finding.result, message: step.finding.output },
        theirs: { result: expected.result, message: expected.message },
      }
    }
    url = step.url
  }
  return { ours: 'follows on', theirs: expected.result }
})

function outcomeOf(error: string): Exclude<HttpOutcome, { kind: 'response' }> {
  if (error.includes('Client.Timeout')) return { kind: 'timeout' }
  if (error.includes('connection refused')) return { kind: 'refused' }
  return { kind: 'malformed', detail: error.replace(/^Get "[^"]*": /, '') }
}

/** These servers answer with what they were sent: names in their order, or lines, or the Host. */
function echoedHeaders(input: Call['input'], expected: Call['expected']): Answer {
  const given = Object.entries(input.request.headers as Record<string, string[]>)
  const list = given.flatMap(([name, values]) => values.map((value) => ({ name, value })))
  // An Accept that was emptied is gone from the request that was recorded.
  if (!given.some(([name]) => name === 'Accept')) list.push({ name: 'Accept', value: '' })
  const url = resolveLocation(formatUrl('http', '', 0, ''), input.request.url)
  const { Host: host, ...sent } = requestHeaders(list, 'kube-probe/.', url)
  if (input.request.host) return { ours: host, theirs: expected.message }
  const byName = !expected.message.includes(':')
  const ours = Object.entries(sent).map(([name, value]) => (byName ? name : `${name}: ${value}`))
  return { ours: ours.sort(), theirs: expected.message.trimEnd().split('\n').map(padded).sort() }
}

/** A header without a value lost its last space to the trimming. */
function padded(line: string): string {
  return line.endsWith(':') ? `${line} ` : line
}

tables.describe('probe-http-request', ({ input, expected: { result } }) => {
  if (input.fn === 'v1HeaderToHTTPHeader') {
    return { ours: Object.fromEntries(canonicalHeaders(input.headerList)), theirs: result }
  }
  const { scheme, authority, path, query, fragment } = formatUrl(input.scheme, input.host, input.port, input.path)
  return {
    ours: { scheme, host: authority, path, rawQuery: query.slice(1), fragment: fragment.slice(1) },
    theirs: {
      scheme: result.scheme,
      host: result.host,
      path: result.path,
      rawQuery: result.rawQuery,
      fragment: result.fragment,
    },
  }
})

tables.describe('probe-tcp', ({ input, expected }) => {
  if (input.port < 0) return skip('such a port is refused before anything is dialled')
  const { result, output } = tcpFinding('connected', input.host, input.port)
  return { ours: { result, output }, theirs: { result: expected.result, output: expected.message } }
})

/** What the servers of the tests did is in their names. */
const GRPC_OUTCOMES: readonly (readonly [part: string, outcome: GrpcOutcome])[] = [
  ['cant find host', { kind: 'unconnected' }],
  ['connection closed', { kind: 'unconnected' }],
  ['not response in time', { kind: 'slow' }],
  ['not served', { kind: 'health', health: 'NOT_SERVING' }],
  ['check was success', { kind: 'health', health: 'SERVING' }],
  ['unimplemented', { kind: 'health', health: 'UNIMPLEMENTED' }],
]

tables.describe('probe-grpc', ({ name, input, expected }) => {
  const outcome = GRPC_OUTCOMES.find(([part]) => name.includes(part))?.[1]
  if (!outcome) return skip('what the server did is not known')
  const finding = grpcFinding(outcome, `${input.host}:${input.port}`, goSeconds(input.timeout))
  return {
    ours: { result: finding.result, output: finding.output },
    theirs: { result: expected.result, output: expected.message },
  }
})

tables.describe('probe-event', ({ input, expected }) => {
  const [name, output] = input.args as [string, string]
  if (!input.format.includes('warning')) return skip('a finding is one of four: there is no other status')
  const event = probeEvent(name.toLowerCase() as ProbeKind, { result: 'warning', output })
  // The tests give a reason of their own.
  return { ours: `${input.eventType} ${input.reason} ${event?.message}`, theirs: expected.event }
})

tables.describe('probe-workers-of-pod', ({ input, expected }) => ({
  ours: probesOf(goPod(input.pod))
    .map(({ container, kind }) => `${container.name}/${kind}`)
    .sort(),
  theirs: (expected.workers ?? []).map((worker: string) => worker.replace(/[^/]*$/, (kind) => kind.toLowerCase())),
}))

tables.describe('probe-status-update', ({ input, expected }) => {
  const pod = goPod(input.pod)
  if (pod.spec.initContainers?.some((container) => container.restartPolicy === undefined)) {
    return skip('init containers that end have no workers; the test plants some')
  }
  const probes = new ProbeManager(emptyWorld(), {} as ProberSurroundings)
  probes.addPod(withProbes(pod, input.workers))
  for (const kind of ['readiness', 'startup'] as const) {
    for (const [id, result] of Object.entries(input[`${kind}Results`] ?? {}))
      probes.results[kind].set(id, result as 'Success')
  }
  return {
    ours: readinessOf(probes.updatePodStatus(pod, input.podStatus)),
    theirs: readinessOf(expected.podStatus),
  }
})

/** The tests make workers without probes: here the probes that stand for them are put in. */
function withProbes(pod: Pod, workers: readonly { container: string; probeType: string }[]): Pod {
  const probed = (container: Container): Container => ({
    ...container,
    ...Object.fromEntries(
      workers.flatMap((worker) =>
        worker.container === container.name ? [[`${worker.probeType.toLowerCase()}Probe`, { exec: {} }]] : [],
      ),
    ),
  })
  const { containers, initContainers = [] } = pod.spec
  return {
    ...pod,
    spec: { ...pod.spec, containers: containers.map(probed), initContainers: initContainers.map(probed) },
  }
}

function readinessOf({ containerStatuses = [], initContainerStatuses = [] }: PodStatus) {
  return [...initContainerStatuses, ...containerStatuses].map(({ name, ready, started }: ContainerStatus) => ({
    name,
    ready,
    started,
  }))
}
