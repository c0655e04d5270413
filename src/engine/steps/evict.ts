import { rfc3339 } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { deletePod } from '../apiserver/delete-pod.ts'
import type { Cluster } from '../cluster.ts'
import { findPod, type Say } from './step-target.ts'

// apiserver: pkg/registry/core/pod/storage/eviction.go (v1.36)
export function evict(cluster: Cluster, namespace: string, name: string, say: Say): void {
  const { api, world } = cluster
  if (!findPod(cluster, namespace, name, say)) return
  api.update<Pod>('Pod', namespace, name, { by: 'eviction API' }, (pod) => ({
    ...pod,
    status: {
      ...pod.status,
      conditions: [
        ...(pod.status.conditions ?? []).filter((condition) => condition.type !== 'DisruptionTarget'),
        {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'EvictionByEvictionAPI',
          message: 'Eviction API: evicting',
          lastProbeTime: null,
          lastTransitionTime: rfc3339(world.now),
        },
      ],
    },
  }))
  deletePod(api, namespace, name, {}, world.now, { by: 'eviction API' })
}
