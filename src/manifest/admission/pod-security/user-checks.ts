import type { PodSpec } from '../../pod/pod.ts'
import {
  type Check,
  containersNamed,
  contextOf,
  isInUserNamespace,
  namesWhere,
  setters,
  type Violation,
} from './check.ts'

/** As whom a container runs. */
// pod-security-admission: policy/check_runAsNonRoot.go, check_runAsUser.go (v1.36)
export const USER_CHECKS: readonly Check[] = [
  {
    id: 'runAsNonRoot',
    level: 'restricted',
    versions: [
      [0, (_, spec) => runAsNonRoot(spec)],
      [35, (_, spec) => (isInUserNamespace(spec) ? undefined : runAsNonRoot(spec))],
    ],
  },
  {
    id: 'runAsUser',
    level: 'restricted',
    versions: [
      [23, (_, spec) => runAsUser(spec)],
      [35, (_, spec) => (isInUserNamespace(spec) ? undefined : runAsUser(spec))],
    ],
  },
]

function runAsNonRoot(spec: PodSpec): Violation | undefined {
  const reason = 'runAsNonRoot != true'
  const ofPod = contextOf(spec).runAsNonRoot
  const explicit = namesWhere(spec, (context) => context.runAsNonRoot === false)
  if (ofPod === false || explicit.length > 0) {
    return { reason, detail: `${setters(ofPod === false, explicit)} must not set securityContext.runAsNonRoot=false` }
  }
  if (ofPod) return undefined
  const implicit = namesWhere(spec, (context) => context.runAsNonRoot === undefined)
  if (implicit.length === 0) return undefined
  return { reason, detail: `pod or ${containersNamed(implicit)} must set securityContext.runAsNonRoot=true` }
}

function runAsUser(spec: PodSpec): Violation | undefined {
  const pod = contextOf(spec).runAsUser === 0
  const bad = namesWhere(spec, (context) => context.runAsUser === 0)
  if (!pod && bad.length === 0) return undefined
  return { reason: 'runAsUser=0', detail: `${setters(pod, bad)} must not set runAsUser=0` }
}
