import type { Pod, PodSpec, Toleration } from '../../manifest/pod/pod.ts'

/** Why the API server refuses an update of a Pod; undefined: it takes it. */
// apiserver: pkg/apis/core/validation/validation.go ValidatePodUpdate (v1.36)
export function validatePodUpdate(old: Pod, next: Pod): string | undefined {
  const errors: string[] = []
  if (old.spec.containers.length !== next.spec.containers.length) {
    errors.push('spec.containers: Forbidden: pod updates may not add or remove containers')
  }
  const deadline = next.spec.activeDeadlineSeconds
  const before = old.spec.activeDeadlineSeconds
  if (deadline !== undefined && (!Number.isInteger(deadline) || deadline < 1 || deadline > 2_147_483_647)) {
    errors.push(`spec.activeDeadlineSeconds: Invalid value: ${deadline}: must be between 1 and 2147483647, inclusive`)
  } else if (before !== undefined && (deadline === undefined || deadline > before)) {
    errors.push(
      `spec.activeDeadlineSeconds: Invalid value: ${deadline ?? 'null'}: must be less than or equal to previous value`,
    )
  }
  if (!onlyAddsTolerations(old.spec.tolerations ?? [], next.spec.tolerations ?? [])) {
    errors.push('spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds')
  }
  const gates = old.spec.schedulingGates ?? []
  for (const { name } of next.spec.schedulingGates ?? []) {
    if (gates.some((gate) => gate.name === name)) continue
    errors.push(`spec.schedulingGates: Forbidden: only deletion is allowed, but found new scheduling gate '${name}'`)
  }
  if (
    errors.length === 0 &&
    JSON.stringify(fixedPart(old.spec, next.spec)) !== JSON.stringify(fixedPart(next.spec, next.spec))
  ) {
    errors.push(FORBIDDEN)
  }
  if (errors.length === 0) return undefined
  const { name } = old.metadata
  return errors.length === 1
    ? `The Pod "${name}" is invalid: ${errors[0]}`
    : `The Pod "${name}" is invalid: \n${errors.map((error) => `* ${error}`).join('\n')}`
}

const FORBIDDEN =
  'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

/** A spec with what may change taken from `allowed`, so that two can be compared in the rest. */
function fixedPart(spec: PodSpec, allowed: PodSpec): unknown {
  const images = (list: PodSpec['containers'] | undefined, from: PodSpec['containers'] | undefined) =>
    list?.map((container, index) => sorted({ ...container, image: from?.[index]?.image ?? container.image }))
  const { activeDeadlineSeconds: _deadline, tolerations: _tolerations, schedulingGates: _gates, ...rest } = spec
  return sorted({
    ...rest,
    containers: images(spec.containers, allowed.containers),
    initContainers: images(spec.initContainers, allowed.initContainers),
  })
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}

function onlyAddsTolerations(old: readonly Toleration[], next: readonly Toleration[]): boolean {
  const bare = ({ tolerationSeconds: _seconds, ...rest }: Toleration) => JSON.stringify(sorted(rest))
  return old.every((toleration) => next.some((each) => bare(each) === bare(toleration)))
}
