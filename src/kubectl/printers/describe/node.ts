import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, listAt, mapAt, sortedEntries, textAt } from '../field.ts'
import { nodeRoles } from '../tables/cluster.ts'
import { describer } from './describer.ts'
import { creationLine, metaLines } from './head.ts'
import type { Lines } from './lines.ts'
import { describeNodeResource } from './node-resources.ts'
import { listOf, oneOf } from './reading.ts'
import { taintLines } from './scheduling.ts'
import { quantityText, textOr, timeText } from './words.ts'

const LEASES = 'kube-node-lease'

interface NodeReading {
  readonly lease: KubeObject | { readonly missing: string }
  readonly pods: readonly KubeObject[]
  readonly slices: readonly KubeObject[]
}

// kubectl: pkg/describe/describe.go describeNode (v1.36)
export const NODE = describer<NodeReading>({
  *read({ metadata }, { reader }) {
    const fieldSelector = `spec.nodeName=${metadata.name},status.phase!=Succeeded,status.phase!=Failed`
    return {
      lease: yield* oneOf(reader, 'coordination.k8s.io/v1', 'Lease', LEASES, metadata.name),
      pods: yield* listOf(reader, 'v1', 'Pod', undefined, { fieldSelector }),
      slices: yield* listOf(reader, 'resource.k8s.io/v1', 'ResourceSlice', undefined, {
        fieldSelector: `spec.nodeName=${metadata.name}`,
      }),
    }
  },
  write(out, node, { lease, pods, slices }, now) {
    out.line(0, `Name:\t${node.metadata.name}`)
    out.line(0, `Roles:\t${nodeRoles(node) || '<none>'}`)
    metaLines(out, node)
    creationLine(out, node)
    taintLines(out, listAt(node, 'spec', 'taints'))
    out.line(0, `Unschedulable:\t${at(node, 'spec', 'unschedulable') === true}`)
    describeNodeLease(out, lease)
    conditionLines(out, listAt(node, 'status', 'conditions'))
    out.line(0, 'Addresses:')
    for (const address of listAt(node, 'status', 'addresses')) {
      out.line(1, `${textAt(address, 'type')}:\t${textAt(address, 'address')}`)
    }
    for (const [title, field] of [
      ['Capacity', 'capacity'],
      ['Allocatable', 'allocatable'],
    ] as const) {
      const amounts = sortedEntries(mapAt(node, 'status', field))
      if (amounts.length > 0) out.line(0, `${title}:`)
      for (const [name, amount] of amounts) out.line(1, `${name}:\t${quantityText(amount)}`)
    }
    describeNodeResourceSlices(out, slices)
    out.line(0, 'System Info:')
    for (const [title, field] of INFO) out.line(1, `${title}:\t${textAt(node, 'status', 'nodeInfo', field)}`)
    for (const [title, field] of PLACES) {
      const text = textAt(node, 'spec', field)
      if (text !== '') out.line(0, `${title}:\t${text}`)
    }
    describeNodeResource(out, node, pods, now)
  },
})

const INFO = [
  ['Machine ID', 'machineID'],
  ['System UUID', 'systemUUID'],
  ['Boot ID', 'bootID'],
  ['Kernel Version', 'kernelVersion'],
  ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'],
  ['Architecture', 'architecture'],
  ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'],
] as const

const PLACES = [
  ['PodCIDR', 'podCIDR'],
  ['PodCIDRs', 'podCIDRs'],
  ['ProviderID', 'providerID'],
] as const

// kubectl: pkg/describe/describe.go describeNodeLease (v1.36)
function describeNodeLease(out: Lines, lease: NodeReading['lease']): void {
  if ('missing' in lease) {
    out.line(0, `Lease:\tFailed to get lease: ${String(lease.missing)}`)
    return
  }
  const time = (field: string) => {
    const text = textAt(lease, 'spec', field)
    return text === '' ? '<unset>' : timeText(text)
  }
  out.line(0, 'Lease:')
  out.line(1, `HolderIdentity:\t${textOr('<unset>', lease, 'spec', 'holderIdentity')}`)
  out.line(1, `AcquireTime:\t${time('acquireTime')}`)
  out.line(1, `RenewTime:\t${time('renewTime')}`)
}

function conditionLines(out: Lines, conditions: readonly unknown[]): void {
  if (conditions.length === 0) return
  out.line(0, 'Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage')
  out.line(1, '----\t------\t-----------------\t------------------\t------\t-------')
  for (const condition of conditions) {
    const time = (field: string) => timeText(textAt(condition, field))
    const cells = [
      ...[textAt(condition, 'type'), textAt(condition, 'status'), time('lastHeartbeatTime')],
      ...[time('lastTransitionTime'), textAt(condition, 'reason'), textAt(condition, 'message')],
    ]
    out.line(1, cells.join(' \t'))
  }
}

const MOST_POOLS = 10

/** The devices that only this node has, pool by pool. */
// kubectl: pkg/describe/describe.go describeNodeResourceSlices (v1.36)
function describeNodeResourceSlices(out: Lines, slices: readonly KubeObject[]): void {
  const pools = new Map<string, { driver: string; pool: string; slices: number; devices: number }>()
  for (const slice of slices) {
    const [driver, pool] = [textAt(slice, 'spec', 'driver'), textAt(slice, 'spec', 'pool', 'name')]
    const known = pools.get(`${driver}/${pool}`) ?? { driver, pool, slices: 0, devices: 0 }
    known.slices += 1
    known.devices += listAt(slice, 'spec', 'devices').length
    pools.set(`${driver}/${pool}`, known)
  }
  if (pools.size === 0) return
  out.line(0, 'Node-Local ResourceSlices:')
  out.line(1, 'Driver\tPool\tSlices\tDevices')
  out.line(1, '------\t----\t------\t-------')
  const sorted = [...pools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pool]) => pool)
  for (const { driver, pool, slices: count, devices } of sorted.slice(0, MOST_POOLS)) {
    out.line(1, `${driver}\t${pool}\t${count}\t${devices}`)
  }
  if (sorted.length > MOST_POOLS) out.line(1, `...and ${sorted.length - MOST_POOLS} more pools`)
}
