import type { Kubelet } from '../kubelet/kubelet.ts'
import type * as reached from '../workstation/cluster.ts'
import type { Workstation } from '../workstation/workstation.ts'

/** What steps act on. */
export interface Cluster extends reached.Cluster {
  readonly workstation: Workstation
  readonly nodes: ReadonlyMap<string, Machine>
}

/** A node, as those see it who do something to it. */
interface Machine extends reached.Machine {
  readonly kubelet: Kubelet | undefined
  stopKubelet(): boolean
  startKubelet(): boolean
  crash(): void
  takeMemory(): void
  takeDisk(): void
  takeProcesses(): void
  giveBack(): void
}
