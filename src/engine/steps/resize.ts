import { resizeRejection } from '../../manifest/admission/plugins.ts'
import { identityError } from '../../manifest/admission/update.ts'
import { forbiddenError, kubectlText } from '../../manifest/api-error.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import { semanticText } from '../../manifest/semantic-text.ts'
import { resizePod } from '../apiserver/resize-pod.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { allocatableOf } from '../world/allocatable.ts'
import type { Say } from './step-target.ts'

/** kubectl patch pod --subresource resize. */
export function resize(cluster: Cluster, pod: Pod, asked: Pod, say: Say): void {
  const { namespace = 'default', name } = pod.metadata
  const info = kindInfo(pod.apiVersion, 'Pod')
  const mismatch = info && identityError(pod, structuredCopy(asked), info)
  if (mismatch) {
    say('stderr', kubectlText([mismatch], null))
    return
  }
  const node = cluster.nodeOf(pod)
  const answer = resizePod(pod, asked, node && allocatableOf(node.capacity))
  if ('refusal' in answer) {
    say('stderr', answer.refusal)
    return
  }
  const rejection = info && resizeRejection(pod, answer.pod, info, cluster.present, cluster.world.now)
  if (info && rejection) {
    say('stderr', kubectlText([forbiddenError(pod, info, rejection)], null))
    return
  }
  const changed = semanticText(answer.pod.spec) !== semanticText(pod.spec)
  if (changed) {
    const generation = (pod.metadata.generation ?? 1) + 1
    cluster.api.update<Pod>('Pod', namespace, name, { by: 'kubectl', rule: 'RESIZE-1' }, (current) => ({
      ...current,
      spec: answer.pod.spec,
      metadata: { ...current.metadata, generation },
    }))
  }
  say('stdout', `pod/${name} patched${changed ? '' : ' (no change)'}`)
}

function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
