import type { Filter } from '../filter.ts'

// scheduler: plugins/nodename/node_name.go (v1.36)
export const nodeName: Filter = (pod, { node }) =>
  pod.spec.nodeName === undefined || pod.spec.nodeName === '' || pod.spec.nodeName === node.name
    ? undefined
    : { plugin: 'NodeName', reasons: ["node(s) didn't match the requested node name"], unresolvable: true }
