import type { Pod } from '../../manifest/pod/pod.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { PodState } from '../kubelet/pod-state.ts'
import type { Network } from '../runtime/network.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import type { World } from '../world/world.ts'

/** What can be reached from the workstation. */
export interface Cluster {
  readonly world: World
  readonly api: ApiServer
  readonly network: Network
  /** By their names. */
  readonly nodes: ReadonlyMap<string, Machine>
  nodeOf(pod: Pod): Machine | undefined
}

/** A node, as those see it who look into its containers. */
export interface Machine {
  readonly runtime: NodeRuntime
  stateOf(pod: Pod): PodState | undefined
}
