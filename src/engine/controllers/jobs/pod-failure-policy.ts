import type { JobSpec, PodFailurePolicyRule } from '../../../manifest/object/job.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'

export interface FailureVerdict {
  readonly countFailed: boolean
  readonly action?: string
  /** Of a rule that fails the Job. */
  readonly failJobMessage?: string
}

/** What the first rule says that a failed Pod matches; without one the failure counts. */
// controller-manager: pkg/controller/job/pod_failure_policy.go matchPodFailurePolicy (v1.36)
export function matchPodFailurePolicy(policy: JobSpec['podFailurePolicy'], pod: Pod): FailureVerdict {
  for (const [index, rule] of (policy?.rules ?? []).entries()) {
    const { action } = rule
    const matched = rule.onExitCodes ? exitCodeMatch(rule, pod) : conditionMatch(rule, pod)
    if (matched === undefined) continue
    switch (action) {
      case 'Ignore':
        return { countFailed: false, action }
      case 'Count':
      case 'FailIndex':
        return { countFailed: true, action }
      case 'FailJob':
        return { countFailed: true, action, failJobMessage: `${matched} matching FailJob rule at index ${index}` }
    }
  }
  return { countFailed: true }
}

function exitCodeMatch({ onExitCodes }: PodFailurePolicyRule, { metadata, status }: Pod): string | undefined {
  const { containerName, operator, values } = onExitCodes ?? { operator: '', values: [] }
  for (const list of [status.containerStatuses, status.initContainerStatuses]) {
    for (const { name, state } of list ?? []) {
      const exitCode = state.terminated?.exitCode
      if (!exitCode || (containerName !== undefined && containerName !== name)) continue
      const listed = values.includes(exitCode)
      if ((operator === 'In' && listed) || (operator === 'NotIn' && !listed)) {
        return `Container ${name} for pod ${metadata.namespace}/${metadata.name} failed with exit code ${exitCode}`
      }
    }
  }
  return undefined
}

function conditionMatch({ onPodConditions = [] }: PodFailurePolicyRule, { metadata, status }: Pod): string | undefined {
  const found = (status.conditions ?? []).find((condition) =>
    onPodConditions.some((pattern) => pattern.type === condition.type && pattern.status === condition.status),
  )
  return found && `Pod ${metadata.namespace}/${metadata.name} has condition ${found.type}`
}
