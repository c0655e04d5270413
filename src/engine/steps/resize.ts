import { resizeRejection } from '../../manifest/admission/plugins.ts'
import { forbiddenError, kubectlText } from '../../manifest/api-error.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Action } from '../../scenario/action.ts'
import { allocatableOf } from '../allocatable.ts'
import { patched } from '../apiserver/patch.ts'
import { resizePod } from '../apiserver/resize-pod.ts'
import { semanticText } from '../apiserver/semantic-text.ts'
import type { Cluster } from '../cluster.ts'
import type { Say } from './step-target.ts'

/** kubectl patch pod --subresource resize. */
export function resize(cluster: Cluster, action: Action & { kind: 'patch' }, pod: Pod, say: Say): void {
  const { namespace, name } = action
  const asked = patched(pod, action.type, action.patch)
  const node = cluster.nodeOf(pod)
  const answer = asked
    ? resizePod(pod, asked, node && allocatableOf(node.capacity))
    : { refusal: 'The request is invalid: the server rejected our request due to an error in our request' }
  if ('refusal' in answer) {
    say('stderr', answer.refusal)
    return
  }
  const info = kindInfo(pod.apiVersion, 'Pod')
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
