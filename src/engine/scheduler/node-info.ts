import type { Node, Taint } from '../../manifest/object/node.ts'
import { normalizeImage } from '../../scenario/image-reference.ts'
import type { PodInfo } from './pod-info.ts'
import { type Resources, resourcesOf } from './resources.ts'

/** A node and the Pods on it, with sums that are kept up to date: what a Pod costs does not grow with their number. */
// scheduler: framework/types.go NodeInfo (v1.36)
export class NodeInfo {
  readonly name: string
  readonly pods = new Map<string, PodInfo>()
  readonly requested = new Sums()
  readonly nonZeroRequested = new Sums()
  readonly withHostPorts = new Map<string, PodInfo>()
  #node: Node
  #allocatable: Resources
  #allowedPods: number
  #imageSizes: ReadonlyMap<string, number> | undefined

  constructor(node: Node) {
    this.name = node.metadata.name
    this.#node = node
    this.#allocatable = resourcesOf(node.status?.allocatable)
    this.#allowedPods = allowedPods(node)
  }

  get node(): Node {
    return this.#node
  }

  set node(node: Node) {
    if (node.status?.allocatable !== this.#node.status?.allocatable) {
      this.#allocatable = resourcesOf(node.status?.allocatable)
      this.#allowedPods = allowedPods(node)
    }
    if (node.status?.images !== this.#node.status?.images) this.#imageSizes = undefined
    this.#node = node
  }

  get allocatable(): Resources {
    return this.#allocatable
  }

  get allowedPods(): number {
    return this.#allowedPods
  }

  get labels(): Readonly<Record<string, string>> {
    return this.#node.metadata.labels ?? NONE
  }

  get taints(): readonly Taint[] {
    return this.#node.spec?.taints ?? []
  }

  /** Bytes, by full image name. */
  get imageSizes(): ReadonlyMap<string, number> {
    this.#imageSizes ??= new Map(
      (this.#node.status?.images ?? []).flatMap(({ names, sizeBytes = 0 }) =>
        names.map((name) => [normalizeImage(name), sizeBytes]),
      ),
    )
    return this.#imageSizes
  }

  add(pod: PodInfo): void {
    this.pods.set(pod.uid, pod)
    this.#count(pod, 1)
  }

  remove(pod: PodInfo): void {
    if (this.pods.delete(pod.uid)) this.#count(pod, -1)
  }

  #count(pod: PodInfo, by: 1 | -1): void {
    this.requested.add(pod.requests, by)
    this.nonZeroRequested.add(pod.nonZeroRequests, by)
    if (pod.hostPorts.length === 0) return
    if (by === 1) this.withHostPorts.set(pod.uid, pod)
    else this.withHostPorts.delete(pod.uid)
  }
}

const NONE: Readonly<Record<string, string>> = {}

function allowedPods(node: Node): number {
  return Number(node.status?.allocatable?.pods ?? 0)
}

class Sums implements Resources {
  milliCPU = 0
  memory = 0
  ephemeralStorage = 0
  readonly scalar = new Map<string, number>()

  add(amounts: Resources, by: 1 | -1): void {
    this.milliCPU += by * amounts.milliCPU
    this.memory += by * amounts.memory
    this.ephemeralStorage += by * amounts.ephemeralStorage
    for (const [name, amount] of amounts.scalar) this.scalar.set(name, (this.scalar.get(name) ?? 0) + by * amount)
  }
}
