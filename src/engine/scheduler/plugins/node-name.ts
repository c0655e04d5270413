import type { FilterPlugin } from '../plugin.ts'

// scheduler: plugins/nodename/node_name.go (v1.36)
export const nodeName: FilterPlugin = {
  name: 'NodeName',
  preFilter: ({ pod }) => {
    const wanted = pod.pod.spec.nodeName
    if (!wanted) return undefined
    const rejection = {
      plugin: 'NodeName',
      reasons: ["node(s) didn't match the requested node name"],
      unresolvable: true,
    }
    return { reject: (node) => (node.name === wanted ? undefined : rejection) }
  },
  isSchedulableAfter: ({ pod }, event) => event.kind === 'nodeAdded' && event.node.metadata.name === pod.spec.nodeName,
}
