import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster.ts'
import type { Say } from './step-target.ts'

export function onNode(
  cluster: Cluster,
  action: Action & { kind: 'stopKubelet' | 'startKubelet' | 'crash' | 'boot' | 'writeStaticPod' | 'removeStaticPod' },
  say: Say,
): void {
  const node = cluster.nodes.get(action.node)
  if (!node) {
    say('stderr', `there is no node ${action.node}`)
    return
  }
  switch (action.kind) {
    case 'stopKubelet':
      if (!node.stopKubelet()) say('stderr', `the kubelet of ${action.node} is not running`)
      return
    case 'crash':
      node.crash()
      return
    case 'startKubelet':
    case 'boot':
      if (!node.startKubelet()) say('stderr', `the kubelet of ${action.node} is running`)
      return
    case 'writeStaticPod':
      node.kubelet?.writeStaticPod(action.object)
      return
    case 'removeStaticPod':
      if (!node.kubelet?.removeStaticPod(action.name))
        say('stderr', `there is no static Pod ${action.name} on ${action.node}`)
  }
}
