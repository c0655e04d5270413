import type { PodPhase, PodStatus } from './status.ts'

/** Whether a Pod is over: it has succeeded or failed, and nothing of it will run again. */
// apiserver: pkg/api/v1/pod/util.go IsPodPhaseTerminal (v1.36)
export function isTerminal(phase: PodPhase | string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed'
}

// apiserver: pkg/api/v1/pod/util.go IsPodReady (v1.36)
export function isPodReady({ status }: { readonly status?: Pick<PodStatus, 'conditions'> }): boolean {
  return isConditionTrue(status?.conditions, 'Ready')
}

/** Whether a condition of any object is True. */
// apimachinery: pkg/api/meta/conditions.go IsStatusConditionTrue (v1.36)
export function isConditionTrue(
  conditions: readonly { readonly type: string; readonly status: string }[] | undefined,
  type: string,
): boolean {
  return conditions?.some((each) => each.type === type && each.status === 'True') ?? false
}
