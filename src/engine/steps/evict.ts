import type { Pod } from '../../manifest/pod/pod.ts'
import { deletePod } from '../apiserver/delete-pod.ts'
import type { Cluster } from '../cluster.ts'
import { withDisruptionTarget } from '../controllers/disruption-target.ts'
import { findPod, type Say } from './step-target.ts'

// apiserver: pkg/registry/core/pod/storage/eviction.go (v1.36)
export function evict(cluster: Cluster, namespace: string, name: string, say: Say): void {
  const { api, world } = cluster
  if (!findPod(cluster, namespace, name, say)) return
  const { now } = world
  api.update<Pod>('Pod', namespace, name, { by: 'eviction API' }, (pod) =>
    withDisruptionTarget(pod, 'EvictionByEvictionAPI', 'Eviction API: evicting', now),
  )
  deletePod(api, namespace, name, {}, now, { by: 'eviction API' })
}
