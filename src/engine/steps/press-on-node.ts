import { assertNever } from '../../lib/assert.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster.ts'
import type { Say } from './step-target.ts'

/** Something outside of Pods takes of a node what it has, at this instant; evicted Pods make up for it. */
export function pressOnNode(
  cluster: Cluster,
  action: Action & { kind: 'memoryPressure' | 'diskPressure' | 'pidPressure' | 'relieve' },
  say: Say,
): void {
  const node = cluster.nodes.get(action.node)
  if (!node) {
    say('stderr', `there is no node ${action.node}`)
    return
  }
  switch (action.kind) {
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
      assertNever(action.kind)
  }
}
