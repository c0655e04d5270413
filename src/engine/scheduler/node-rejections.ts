import type { Node } from '../../manifest/object/node.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { SchedulerCache } from './cache.ts'
import { type FilterPlugin, isRejection, type Rejection } from './plugin.ts'
import { podInfo } from './pod-info.ts'

/**
 * What each of the plugins has against a Pod on one node, on which these others are: for whoever is no scheduler. Of the
 * others only their host ports count; whether there is room is asked elsewhere.
 */
// scheduler: eventhandlers.go AdmissionCheck (v1.36)
export function nodeRejections(
  pod: Pod,
  node: Node,
  others: readonly Pod[],
  plugins: readonly FilterPlugin[],
): Rejection[] {
  const cache = cacheOf(node, others.filter(hasHostPorts))
  const [on] = cache.nodes
  if (!on) return []
  const cycle = { pod: podInfo(pod), cache, objects: { get: () => undefined, list: () => [] } }
  return plugins.flatMap((plugin) => {
    const answer = plugin.preFilter(cycle)
    if (!answer) return []
    return (isRejection(answer) ? answer : answer.reject(on)) ?? []
  })
}

/** A node on which nothing is of interest is the same for all who come to it. */
const bare = new WeakMap<Node, SchedulerCache>()

function cacheOf(node: Node, others: readonly Pod[]): SchedulerCache {
  const known = others.length === 0 ? bare.get(node) : undefined
  if (known) return known
  const cache = new SchedulerCache()
  cache.setNode(node)
  others.forEach((other, index) => {
    const info = podInfo(other)
    cache.setPod({ ...info, uid: info.uid || String(index) }, node.metadata.name)
  })
  if (others.length === 0) bare.set(node, cache)
  return cache
}

const isListed = ({ ports }: Container): boolean => ports?.some(({ hostPort }) => hostPort) ?? false

function hasHostPorts({ spec }: Pod): boolean {
  return spec.containers.some(isListed) || (spec.initContainers?.some(isListed) ?? false)
}
