import type { Node } from '../../manifest/object/node.ts'
import { NodeInfo } from './node-info.ts'
import { PodCounts } from './pod-counts.ts'
import { type PodInfo, sameForOthers } from './pod-info.ts'
import { TermIndex } from './term-index.ts'

interface Placed {
  readonly info: PodInfo
  readonly node: string
}

/** The nodes and the Pods on them, as the scheduler knows them: from watches, and from what it has just bound itself. */
// scheduler: backend/cache/cache.go (v1.36)
export class SchedulerCache {
  readonly #nodes = new Map<string, NodeInfo>()
  readonly #pods = new Map<string, Placed>()
  #list: readonly NodeInfo[] | undefined
  #imageNodes: ReadonlyMap<string, number> | undefined
  readonly counts = new PodCounts(() => this.#pods.values())
  /** Required anti-affinity of Pods on nodes: it holds in both directions. */
  readonly antiAffinity = new TermIndex()
  readonly affinity = new TermIndex()
  readonly preferred = new TermIndex()
  readonly preferredAnti = new TermIndex()

  /** In the order in which they came. */
  get nodes(): readonly NodeInfo[] {
    this.#list ??= [...this.#nodes.values()]
    return this.#list
  }

  node(name: string): NodeInfo | undefined {
    return this.#nodes.get(name)
  }

  pod(uid: string): PodInfo | undefined {
    return this.#pods.get(uid)?.info
  }

  /** On how many nodes an image is, by its full name. */
  get imageNodes(): ReadonlyMap<string, number> {
    if (!this.#imageNodes) {
      const counts = new Map<string, number>()
      for (const { imageSizes } of this.nodes) {
        for (const name of imageSizes.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
      this.#imageNodes = counts
    }
    return this.#imageNodes
  }

  setNode(node: Node): void {
    this.#imageNodes = undefined
    const known = this.#nodes.get(node.metadata.name)
    if (known) {
      known.node = node
      return
    }
    const info = new NodeInfo(node)
    this.#nodes.set(info.name, info)
    this.#list = undefined
    for (const placed of this.#pods.values()) if (placed.node === info.name) info.add(placed.info)
  }

  removeNode(name: string): void {
    this.#imageNodes = undefined
    this.#nodes.delete(name)
    this.#list = undefined
  }

  /** A Pod that is on a node now, or a new version of one that was. */
  setPod(info: PodInfo, node: string): void {
    const before = this.#pods.get(info.uid)
    if (before && before.node === node && sameForOthers(before.info, info)) {
      this.#pods.set(info.uid, { info, node })
      this.#nodes.get(node)?.pods.set(info.uid, info)
      return
    }
    if (before) this.removePod(info.uid)
    this.#pods.set(info.uid, { info, node })
    this.#nodes.get(node)?.add(info)
    this.counts.add(info, node)
    this.antiAffinity.add(info.terms.antiAffinity, node)
    this.affinity.add(info.terms.affinity, node)
    this.preferred.add(info.terms.preferred, node)
    this.preferredAnti.add(info.terms.preferredAnti, node)
  }

  removePod(uid: string): void {
    const placed = this.#pods.get(uid)
    if (!placed) return
    const { info, node } = placed
    this.#pods.delete(uid)
    this.#nodes.get(node)?.remove(info)
    this.counts.remove(info, node)
    this.antiAffinity.remove(info.terms.antiAffinity, node)
    this.affinity.remove(info.terms.affinity, node)
    this.preferred.remove(info.terms.preferred, node)
    this.preferredAnti.remove(info.terms.preferredAnti, node)
  }
}
