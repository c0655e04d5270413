import type { Pod } from '../../../manifest/pod/pod.ts'
import { podCells, podRow } from '../pod-row.ts'
import { tablePrinter } from './table-printer.ts'

// printers: pkg/printers/internalversion/printers.go printPod (v1.36)
export const pods = tablePrinter(
  'NAME READY STATUS RESTARTS AGE | IP NODE NOMINATED_NODE READINESS_GATES',
  (object, now) => {
    const pod = object as Pod
    const { podIPs, podIP, nominatedNodeName } = pod.status
    const gates = (pod.spec as { readinessGates?: readonly { conditionType: string }[] }).readinessGates ?? []
    const met = gates.filter(({ conditionType }) =>
      pod.status.conditions?.some(({ type, status }) => type === conditionType && status === 'True'),
    )
    return [
      ...podCells(podRow(pod, now)),
      podIPs?.[0]?.ip || podIP || '<none>',
      pod.spec.nodeName || '<none>',
      nominatedNodeName || '<none>',
      gates.length > 0 ? `${met.length}/${gates.length}` : '<none>',
    ]
  },
)
