import { isRestartableInitContainer, type Pod } from '../../../manifest/pod/pod.ts'
import type { Filter } from '../filter.ts'

interface HostPort {
  readonly ip: string
  readonly protocol: string
  readonly port: number
}

// scheduler: plugins/nodeports/node_ports.go (v1.36)
export const nodePorts: Filter = (pod, { pods }) => {
  const wanted = hostPortsOf(pod)
  const taken = wanted.length === 0 ? [] : pods.flatMap(hostPortsOf)
  const conflict = wanted.some((want) => taken.some((have) => conflicts(want, have)))
  return conflict
    ? {
        plugin: 'NodePorts',
        reasons: ["node(s) didn't have free ports for the requested pod ports"],
        unresolvable: false,
      }
    : undefined
}

function conflicts(a: HostPort, b: HostPort): boolean {
  if (a.port !== b.port || a.protocol !== b.protocol) return false
  return a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0'
}

function hostPortsOf(pod: Pod): HostPort[] {
  const sidecars = (pod.spec.initContainers ?? []).filter(isRestartableInitContainer)
  return [...pod.spec.containers, ...sidecars].flatMap((container) =>
    (container.ports ?? []).flatMap((port) =>
      port.hostPort ? [{ ip: port.hostIP || '0.0.0.0', protocol: port.protocol ?? 'TCP', port: port.hostPort }] : [],
    ),
  )
}
