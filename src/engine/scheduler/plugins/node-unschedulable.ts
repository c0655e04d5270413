import type { Pod } from '../../../manifest/pod/pod.ts'
import { toleratesTaint } from '../../../manifest/pod/toleration.ts'
import { nodeOf } from '../cluster-event.ts'
import type { FilterPlugin, Rejection } from '../plugin.ts'

const TAINT = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }
const REJECTION: Rejection = {
  plugin: 'NodeUnschedulable',
  reasons: ['node(s) were unschedulable'],
  unresolvable: true,
}

/** A cordoned node takes no Pods, but those that tolerate the taint that cordoning brings. */
// scheduler: plugins/nodeunschedulable/node_unschedulable.go (v1.36)
export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  preFilter: ({ pod }) => {
    let tolerated: boolean | undefined
    return {
      reject: (node) => {
        if (!node.node.spec?.unschedulable) return undefined
        tolerated ??= toleratesUnschedulable(pod.pod)
        return tolerated ? undefined : REJECTION
      },
    }
  },
  isSchedulableAfter: ({ pod }, event) => {
    if (event.kind === 'itself') return toleratesUnschedulable(event.pod.pod)
    const changed = nodeOf(event)
    if (!changed) return false
    const wasClosed = changed.before === undefined || (changed.before.spec?.unschedulable ?? false)
    return wasClosed && (!changed.node.spec?.unschedulable || toleratesUnschedulable(pod))
  },
}

function toleratesUnschedulable({ spec }: Pod): boolean {
  return (spec.tolerations ?? []).some((toleration) => toleratesTaint(toleration, TAINT))
}
