import { hash32 } from '../../lib/random.ts'
import { rfc3339, type Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { computePodQOS } from '../../manifest/pod/qos.ts'

const CONFIG_SOURCE = 'kubernetes.io/config.source'
const CONFIG_HASH = 'kubernetes.io/config.hash'
const CONFIG_SEEN = 'kubernetes.io/config.seen'
const CONFIG_MIRROR = 'kubernetes.io/config.mirror'

/** A Pod out of a file on the node: named for the node, with an identity that comes from its content. */
// kubelet: config/common.go applyDefaults, config/file.go (v1.36)
export function staticPod(manifest: KubeObject, nodeName: string, now: Time): Pod {
  const pod = manifest as Pod
  const text = JSON.stringify([pod.spec, pod.metadata.name, nodeName])
  const hash = [0, 1, 2, 3]
    .map((salt) =>
      hash32(text, 0x811c9dc5 + salt)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('')
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      name: `${pod.metadata.name}-${nodeName}`,
      uid: hash,
      generation: 1,
      creationTimestamp: rfc3339(now),
      annotations: { ...pod.metadata.annotations, [CONFIG_SOURCE]: 'file', [CONFIG_HASH]: hash },
    },
    spec: {
      ...pod.spec,
      nodeName,
      // Taints do not drive it away: nobody but its file decides.
      tolerations: [{ operator: 'Exists', effect: 'NoExecute' }],
    },
    status: { phase: 'Pending', qosClass: computePodQOS(pod.spec) },
  }
}

/** How a static Pod is shown in the API. */
// kubelet: pod/mirror_client.go CreateMirrorPod (v1.36)
export function mirrorOf(pod: Pod, nodeUid: string): Pod {
  const { uid: hash = '', generation: _generation, creationTimestamp: seen = '', ...metadata } = pod.metadata
  const owner = { apiVersion: 'v1', kind: 'Node', name: pod.spec.nodeName ?? '', uid: nodeUid, controller: true }
  const annotations = { ...metadata.annotations, [CONFIG_MIRROR]: hash, [CONFIG_SEEN]: seen }
  return { ...pod, metadata: { ...metadata, annotations, ownerReferences: [owner] } }
}

export function isStaticPod(pod: Pod): boolean {
  return pod.metadata.annotations?.[CONFIG_SOURCE] === 'file' && !isMirrorPod(pod)
}

export function isMirrorPod(pod: Pod): boolean {
  return pod.metadata.annotations?.[CONFIG_MIRROR] !== undefined
}

/** The static Pod that a mirror stands for, by its uid. */
export function mirroredUid(pod: Pod): string | undefined {
  return pod.metadata.annotations?.[CONFIG_MIRROR]
}
