import type { Cluster } from '../cluster/cluster.ts'
import { KUBECTL } from './change-object.ts'
import type { Say } from './step-target.ts'

/** Whether the scheduler may put Pods onto a node; those on it stay. */
// kubectl: pkg/drain/cordon.go, pkg/cmd/drain/drain.go RunCordonOrUncordon (v1.36)
export function cordon({ api }: Cluster, verb: 'cordon' | 'uncordon', name: string, say: Say): void {
  const node = api.get('Node', '', name)
  if (!node) {
    say('stderr', `Error from server (NotFound): nodes "${name}" not found`)
    return
  }
  const wanted = verb === 'cordon'
  if ((node.spec.unschedulable ?? false) === wanted) {
    say('stdout', `node/${name} already ${verb}ed`)
    return
  }
  api.update('Node', '', name, KUBECTL, (current) => {
    const { unschedulable: _before, ...spec } = current.spec
    return { ...current, spec: wanted ? { ...spec, unschedulable: true } : spec }
  })
  say('stdout', `node/${name} ${verb}ed`)
}
