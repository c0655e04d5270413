import type { ContainerImage, Node, NodeCondition } from '../../manifest/object/node.ts'
import { formatQuantity } from '../../manifest/quantity.ts'
import type { Scenario, ScenarioNode } from '../../scenario/scenario.ts'
import { allocatableDisk, allocatableOf, diskBytesOf } from '../world/allocatable.ts'

export function nodeAddress(index: number): string {
  return `10.0.${Math.floor((index + 10) / 256)}.${(index + 10) % 256}`
}

/** The Node as its kubelet registers it and first reports it. */
// kubelet: kubelet_node_status.go initialNode, nodestatus/setters.go (v1.36)
export function nodeObject(node: ScenarioNode, scenario: Scenario, address: string): Node {
  const { name, resources = {} } = node
  const { 'ephemeral-storage': _disk, ...others } = resources
  const diskBytes = diskBytesOf(node)
  const allocatable = allocatableOf(node)
  const images = presentImages(scenario)
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { ...standardLabels(name), ...node.labels },
      ...(node.annotations ? { annotations: { ...node.annotations } } : {}),
    },
    spec: {
      ...(node.taints.length > 0 ? { taints: node.taints } : {}),
      ...(node.unschedulable ? { unschedulable: true } : {}),
    },
    status: {
      capacity: {
        cpu: milli(node.milliCPU),
        'ephemeral-storage': bytes(diskBytes),
        memory: bytes(node.memoryBytes),
        pods: String(node.pods),
        ...others,
      },
      allocatable: {
        cpu: milli(allocatable.milliCPU),
        'ephemeral-storage': String(allocatableDisk(node)),
        memory: bytes(allocatable.memory),
        pods: String(node.pods),
        ...others,
      },
      conditions: CONDITIONS,
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      ...(images.length > 0 ? { images } : {}),
    },
  }
}

// kubelet: kubelet_node_status.go initialNode (v1.36)
function standardLabels(name: string): Record<string, string> {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
  }
}

function presentImages({ images }: Scenario): ContainerImage[] {
  return images
    .filter(({ present }) => present)
    .map(({ name, sizeBytes }) => ({ names: [name], ...(sizeBytes === undefined ? {} : { sizeBytes }) }))
}

const CONDITIONS: NodeCondition[] = [
  pressure('MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
  pressure('DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
  pressure('PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
  { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
]

function pressure(type: string, reason: string, message: string): NodeCondition {
  return { type, status: 'False', reason, message }
}

function milli(amount: number): string {
  return formatQuantity({ nano: BigInt(amount) * 1_000_000n, format: 'DecimalSI' })
}

function bytes(amount: number): string {
  return formatQuantity({ nano: BigInt(amount) * 1_000_000_000n, format: 'BinarySI' })
}
