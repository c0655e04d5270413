import type { Action } from '../../scenario/action.ts'
import { SIGNAL_NUMBERS, type Signal } from '../program-api/signal.ts'
import type { Cluster } from './cluster.ts'
import { findPod, runningContainer, type Say } from './step-target.ts'

export function killProcess(cluster: Cluster, action: Action & { kind: 'killProcess' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.pod, say)
  const container = pod && runningContainer(cluster, pod, action.container)
  const name = action.signal.startsWith('SIG') ? action.signal : `SIG${action.signal}`
  if (!pod || !container || !Object.hasOwn(SIGNAL_NUMBERS, name)) return
  cluster.nodeOf(pod)?.runtime.kill(container, name as Signal)
}
