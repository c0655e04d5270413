import { podSecurity } from '../../manifest/admission/pod-security/pod-security.ts'
import { randomSuffix } from '../../manifest/object/random-suffix.ts'
import type { Container } from '../../manifest/pod/container.ts'
import { defaultPullPolicy } from '../../manifest/pod/image-pull-policy.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
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
  const next: Pod = {
    ...pod,
    metadata: { ...pod.metadata, generation: (pod.metadata.generation ?? 1) + 1 },
    spec: { ...pod.spec, ephemeralContainers: [...(pod.spec.ephemeralContainers ?? []), container] },
  }
  const { rejection, warning } = podSecurity(next, cluster.present)
  if (warning !== undefined) say('stderr', `Warning: ${warning}`)
  if (rejection) {
    say('stderr', `Error from server (Forbidden): pods "${action.pod}" is forbidden: ${rejection.message}`)
    return
  }
  cluster.api.update<Pod>('Pod', action.namespace, action.pod, { by: 'kubectl' }, () => next)
  if (targetContainerName !== undefined) {
    say(
      'stderr',
      `Targeting container "${targetContainerName}". If you don't see processes from this container it may be because the container runtime doesn't support this feature.`,
    )
  }
  if (action.container.name === undefined) say('stderr', `Defaulting debug container name to ${name}.`)
}
