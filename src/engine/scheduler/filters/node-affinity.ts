import type { Filter } from '../filter.ts'

/** nodeSelector; required node affinity is not simulated yet, and the manifest check says so at the field. */
// scheduler: plugins/nodeaffinity/node_affinity.go (v1.36)
export const nodeAffinity: Filter = (pod, { node }) => {
  const matches = Object.entries(pod.spec.nodeSelector ?? {}).every(([key, value]) => node.labels[key] === value)
  return matches
    ? undefined
    : { plugin: 'NodeAffinity', reasons: ["node(s) didn't match Pod's node affinity/selector"], unresolvable: true }
}
