import { randomSuffix } from '../../manifest/object/random-suffix.ts'
import type { Container } from '../../manifest/pod/container.ts'
import { defaultPullPolicy } from '../../manifest/pod/image-pull-policy.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { KUBECTL } from './change-object.ts'
import { sayReply } from './say-status.ts'
import { findPod, type Say } from './step-target.ts'

/** Adds a container to a Pod; its name is made up where none is given. */
// kubectl: pkg/cmd/debug/debug.go generateDebugContainer (v1.36)
export function debug(cluster: Cluster, action: Action & { kind: 'debug' }, say: Say): void {
  const { world } = cluster
  const pod = findPod(cluster, action.namespace, action.pod, say)
  if (!pod) return
  const { image, command, args, targetContainerName } = action.container
  const name =
    action.container.name ?? `debugger-${randomSuffix(`debug/${action.namespace}/${action.pod}/${world.now}`)}`
  const container: Container & { targetContainerName?: string } = {
    name,
    image,
    imagePullPolicy: defaultPullPolicy(image),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...(command ? { command: [...command] } : {}),
    ...(args ? { args: [...args] } : {}),
    ...(targetContainerName === undefined ? {} : { targetContainerName }),
  }
  const body: Pod = {
    ...pod,
    spec: { ...pod.spec, ephemeralContainers: [...(pod.spec.ephemeralContainers ?? []), container] },
  }
  const at = { kind: 'Pod', namespace: action.namespace, name: action.pod, subresource: 'ephemeralcontainers' } as const
  if (!sayReply(cluster.api.request({ verb: 'update', ...at, body }, KUBECTL), say)) return
  if (targetContainerName !== undefined) {
    say(
      'stderr',
      `Targeting container "${targetContainerName}". If you don't see processes from this container it may be because the container runtime doesn't support this feature.`,
    )
  }
  if (action.container.name === undefined) say('stderr', `Defaulting debug container name to ${name}.`)
}
