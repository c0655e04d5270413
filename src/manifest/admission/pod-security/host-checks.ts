import type { PodSpec } from '../../pod/pod.ts'
import {
  type Check,
  containersNamed,
  containersOf,
  contextOf,
  joinQuote,
  namesWhere,
  pluralize,
  setters,
  sorted,
  type Violation,
} from './check.ts'

/** What reaches out of a Pod to its node. */
// pod-security-admission: policy/check_hostNamespaces.go and those beside it (v1.36)
export const HOST_CHECKS: readonly Check[] = [
  { id: 'hostNamespaces', level: 'baseline', versions: [[0, (_, spec) => hostNamespaces(spec)]] },
  { id: 'hostPathVolumes', level: 'baseline', versions: [[0, (_, spec) => hostPathVolumes(spec)]] },
  { id: 'hostPorts', level: 'baseline', versions: [[0, (_, spec) => hostPorts(spec)]] },
  { id: 'hostProbesAndHostLifecycle', level: 'baseline', versions: [[34, (_, spec) => hostProbes(spec)]] },
  { id: 'windowsHostProcess', level: 'baseline', versions: [[0, (_, spec) => windowsHostProcess(spec)]] },
]

function hostNamespaces(spec: PodSpec): Violation | undefined {
  const shared = (['hostIPC', 'hostNetwork', 'hostPID'] as const).filter((field) => spec[field])
  if (shared.length === 0) return undefined
  return { reason: 'host namespaces', detail: shared.map((field) => `${field}=true`).join(', ') }
}

function hostPathVolumes({ volumes = [] }: PodSpec): Violation | undefined {
  const names = volumes.filter(({ hostPath }) => hostPath).map(({ name }) => name)
  if (names.length === 0) return undefined
  return { reason: 'hostPath volumes', detail: `${pluralize('volume', 'volumes', names.length)} ${joinQuote(names)}` }
}

function hostPorts(spec: PodSpec): Violation | undefined {
  const bad = namesWhere(spec, (_, { ports }) => (ports ?? []).some(({ hostPort }) => hostPort))
  if (bad.length === 0) return undefined
  const ports = sorted(containersOf(spec).flatMap((container) => (container.ports ?? []).flatMap(hostPortOf)))
  const words = `${pluralize('uses', 'use', bad.length)} ${pluralize('hostPort', 'hostPorts', ports.length)}`
  return { reason: 'hostPort', detail: `${containersNamed(bad)} ${words} ${ports.join(', ')}` }
}

function hostPortOf({ hostPort }: { hostPort?: number }): string[] {
  return hostPort ? [String(hostPort)] : []
}

interface Handler {
  readonly httpGet?: { readonly host?: string }
  readonly tcpSocket?: { readonly host?: string }
}

function hostProbes(spec: PodSpec): Violation | undefined {
  const bad = new Set<string>()
  const hosts = new Set<string>()
  for (const { name, livenessProbe, readinessProbe, startupProbe, lifecycle } of containersOf(spec)) {
    const handlers = [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop]
    for (const handler of handlers as readonly (Handler | undefined)[]) {
      for (const host of [handler?.httpGet?.host, handler?.tcpSocket?.host]) {
        if (!host) continue
        bad.add(name)
        hosts.add(host)
      }
    }
  }
  if (bad.size === 0) return undefined
  const reason = 'probe or lifecycle host'
  const what = pluralize(reason, `${reason}s`, hosts.size)
  const uses = pluralize('uses', 'use', bad.size)
  return { reason, detail: `${containersNamed(sorted(bad))} ${uses} ${what} ${joinQuote(sorted(hosts))}` }
}

function windowsHostProcess(spec: PodSpec): Violation | undefined {
  const bad = namesWhere(spec, ({ windowsOptions }) => windowsOptions?.hostProcess === true)
  const pod = contextOf(spec).windowsOptions?.hostProcess === true
  if (!pod && bad.length === 0) return undefined
  const detail = `${setters(pod, bad)} must not set securityContext.windowsOptions.hostProcess=true`
  return { reason: 'hostProcess', detail }
}
