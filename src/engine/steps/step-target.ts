import type { Pod } from '../../manifest/pod/pod.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { Cluster } from './cluster.ts'

export type Say = (stream: 'stdout' | 'stderr', text: string) => void

export function findPod(cluster: Cluster, namespace: string, name: string, say: Say): Pod | undefined {
  const pod = cluster.api.get('Pod', namespace, name)
  if (!pod) say('stderr', `Error from server (NotFound): pods "${name}" not found`)
  return pod
}

export function runningContainer(cluster: Cluster, pod: Pod, name: string): RuntimeContainer | undefined {
  return cluster
    .nodeOf(pod)
    ?.stateOf(pod)
    ?.containers.find((container) => container.name === name && container.init && !container.exit)
}
