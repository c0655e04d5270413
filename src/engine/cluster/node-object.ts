import { KUBERNETES_VERSION } from '../../manifest/kubernetes-version.ts'
import type { ContainerImage, Node, NodeCondition } from '../../manifest/object/node.ts'
import { formatQuantity } from '../../manifest/quantity.ts'
import type { Scenario, ScenarioNode } from '../../scenario/scenario.ts'
import { KERNEL_RELEASE, OS_IMAGE } from '../runtime/node-facts.ts'
import { allocatableDisk, allocatableOf, diskBytesOf } from '../world/allocatable.ts'

export function nodeAddress(index: number): string {
  return `10.0.${Math.floor((index + 10) / 256)}.${(index + 10) % 256}`
}

/** The first three numbers of the addresses that a node's Pods have. */
export function podSubnet(index: number): string {
  return `10.${244 + Math.floor((index + 1) / 256)}.${(index + 1) % 256}`
}

/** What a node is known by beside what the Scenario says of it. */
export interface Machine {
  readonly address: string
  readonly podCIDR: string
  readonly id: string
  readonly bootID: string
  /** RFC 3339. */
  readonly registeredAt: string
}

/** The container runtime whose behaviour is modelled. */
const CONTAINER_RUNTIME = 'containerd://2.1.9'

/** The Node as its kubelet registers it and first reports it. */
// kubelet: kubelet_node_status.go initialNode, nodestatus/setters.go (v1.36)
export function nodeObject(node: ScenarioNode, scenario: Scenario, machine: Machine): Node {
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
      annotations: { ...ANNOTATIONS, ...node.annotations },
    },
    spec: {
      podCIDR: machine.podCIDR,
      podCIDRs: [machine.podCIDR],
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
      conditions: CONDITIONS.map((condition) => ({
        ...condition,
        lastHeartbeatTime: machine.registeredAt,
        lastTransitionTime: machine.registeredAt,
      })),
      addresses: [
        { type: 'InternalIP', address: machine.address },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: machine.id,
        systemUUID: machine.id,
        bootID: machine.bootID,
        kernelVersion: KERNEL_RELEASE,
        osImage: OS_IMAGE,
        containerRuntimeVersion: CONTAINER_RUNTIME,
        kubeletVersion: KUBERNETES_VERSION,
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
      ...(images.length > 0 ? { images } : {}),
    },
  }
}

// kubelet: kubelet_node_status.go initialNode; controller-manager: pkg/controller/ttl/ttl_controller.go (v1.36)
const ANNOTATIONS = {
  'node.alpha.kubernetes.io/ttl': '0',
  'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
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
