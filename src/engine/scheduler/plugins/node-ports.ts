import type { FilterPlugin, Rejection } from '../plugin.ts'
import type { HostPort } from '../pod-info.ts'

const REJECTION: Rejection = {
  plugin: 'NodePorts',
  reasons: ["node(s) didn't have free ports for the requested pod ports"],
  unresolvable: false,
}

// scheduler: plugins/nodeports/node_ports.go (v1.36)
export const nodePorts: FilterPlugin = {
  name: 'NodePorts',
  preFilter: ({ pod }) => {
    const wanted = pod.hostPorts
    if (wanted.length === 0) return undefined
    return {
      reject: (node) => {
        for (const other of node.withHostPorts.values()) if (conflict(wanted, other.hostPorts)) return REJECTION
        return undefined
      },
    }
  },
  isSchedulableAfter: (pod, event) => {
    if (event.kind === 'podGone') return conflict(pod.hostPorts, event.pod.hostPorts)
    return event.kind === 'nodeAdded'
  },
}

function conflict(wanted: readonly HostPort[], taken: readonly HostPort[]): boolean {
  return wanted.some((want) => taken.some((have) => conflicts(want, have)))
}

function conflicts(a: HostPort, b: HostPort): boolean {
  if (a.port !== b.port || a.protocol !== b.protocol) return false
  return a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0'
}
