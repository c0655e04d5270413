import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { EventRecorder } from '../apiserver/event-recorder.ts'
import type { ApiServer } from '../apiserver/server.ts'

interface Needs {
  readonly api: Pick<ApiServer, 'get'>
  readonly events: EventRecorder
}

/** PULL-4: a secret that is not there keeps nobody from trying. */
// kubelet: kubelet_pods.go getPullSecretsForPod (v1.36)
export function tellMissingPullSecrets({ api, events }: Needs, pod: Pod): void {
  const { namespace = DEFAULT_NAMESPACE } = pod.metadata
  const missing = (pod.spec.imagePullSecrets ?? []).flatMap(({ name = '' }) =>
    name === '' || api.get('Secret', namespace, name) ? [] : [name],
  )
  if (missing.length === 0) return
  const message = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`
  events.event(pod, 'Warning', 'FailedToRetrieveImagePullSecret', message, { rule: 'PULL-4' })
}
