import type { Deployment } from '../../../manifest/object/deployment.ts'
import { scaledValue } from '../../../manifest/object/int-or-percent.ts'

/** How many Pods there may be beyond those wanted, and how many may be missing. Undefined: neither number nor percentage. */
// controller-manager: pkg/controller/deployment/util/deployment_util.go ResolveFenceposts (v1.36)
export function resolveFenceposts(
  maxSurge: number | string | undefined,
  maxUnavailable: number | string | undefined,
  desired: number,
): { readonly surge: number; readonly unavailable: number } | undefined {
  const surge = scaledValue(maxSurge ?? 0, desired, true)
  const unavailable = scaledValue(maxUnavailable ?? 0, desired, false)
  if (surge === undefined || unavailable === undefined) return undefined
  // Neither more nor less at any time is no way to change anything.
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable }
}

export function isRollingUpdate({ spec }: Deployment): boolean {
  return spec.strategy?.type === 'RollingUpdate'
}

export function desiredReplicas({ spec }: Deployment): number {
  return spec.replicas ?? 0
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go MaxSurge (v1.36)
export function maxSurge(deployment: Deployment): number {
  if (!isRollingUpdate(deployment)) return 0
  return fencepostsOf(deployment).surge
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go MaxUnavailable (v1.36)
export function maxUnavailable(deployment: Deployment): number {
  const desired = desiredReplicas(deployment)
  if (!isRollingUpdate(deployment) || desired === 0) return 0
  return Math.min(desired, fencepostsOf(deployment).unavailable)
}

// controller-manager: pkg/controller/deployment/util/deployment_util.go MinAvailable (v1.36)
export function minAvailable(deployment: Deployment): number {
  if (!isRollingUpdate(deployment)) return 0
  return desiredReplicas(deployment) - maxUnavailable(deployment)
}

function fencepostsOf(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const { maxSurge: surge, maxUnavailable: unavailable } = deployment.spec.strategy?.rollingUpdate ?? {}
  return resolveFenceposts(surge, unavailable, desiredReplicas(deployment)) ?? { surge: 0, unavailable: 0 }
}
