import { evictPod } from '../apiserver/evict-pod.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { findPod, type Say } from './step-target.ts'

export function evict(cluster: Cluster, namespace: string, name: string, say: Say): void {
  const pod = findPod(cluster, namespace, name, say)
  if (!pod) return
  const answer = evictPod(cluster.world, cluster.api, pod)
  if (answer.kind === 'tooManyRequests') say('stderr', `Error from server (TooManyRequests): ${answer.message}`)
  if (answer.kind === 'error') say('stderr', `Error from server (InternalError): ${answer.message}`)
}
