import { assertNever } from '../../lib/assert.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from './cluster.ts'
import type { Say } from './step-target.ts'

type NodeStep = 'stopKubelet' | 'startKubelet' | 'crash' | 'boot' | 'writeStaticPod' | 'removeStaticPod'
/** Something outside of Pods takes of a node what it has, at this instant; evicted Pods make up for it. */
type Pressure = 'memoryPressure' | 'diskPressure' | 'pidPressure' | 'relieve'

export function onNode(cluster: Cluster, action: Action & { kind: NodeStep | Pressure }, say: Say): void {
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
      return
    case 'memoryPressure':
      node.takeMemory()
      return
    case 'diskPressure':
      node.takeDisk()
      return
    case 'pidPressure':
      node.takeProcesses()
      return
    case 'relieve':
      node.giveBack()
      return
    default:
      assertNever(action)
  }
}
