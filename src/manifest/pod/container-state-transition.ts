import { type FieldError, forbidden } from '../field-error.ts'
import { child, item } from '../path.ts'
import type { Container } from './container.ts'
import type { PodSpec } from './pod.ts'
import type { ContainerStatus } from './status.ts'

/** A container that has ended and is not restarted has ended for good. */
// apis/core/validation: validation.go ValidateContainerStateTransition, ValidateInitContainerStateTransition (v1.36)
export function validateContainerStateTransition(
  next: readonly ContainerStatus[],
  old: readonly ContainerStatus[],
  path: string,
  spec: PodSpec,
): FieldError[] {
  const errors: FieldError[] = []
  for (const [index, { name, state }] of old.entries()) {
    if (!state.terminated || mayStartAgain(spec, name, state.terminated.exitCode)) continue
    const now = next.find((each) => each.name === name)
    if (!now || now.state.terminated) continue
    errors.push(forbidden(child(item(path, index), 'state'), 'may not be transitioned to non-terminated state'))
  }
  return errors
}

// component-helpers: pod/restart.go ContainerShouldRestart, AllContainersCouldRestart (v1.36)
function mayStartAgain(spec: PodSpec, name: string, exitCode: number): boolean {
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])]
  const restartsAll = ({ restartPolicyRules = [] }: Container) =>
    restartPolicyRules.some(({ action }) => action === 'RestartAllContainers')
  if (containers.some(restartsAll)) return true
  const container = containers.find((each) => each.name === name)
  const rule = container?.restartPolicyRules?.find(({ exitCodes: { operator, values = [] } = {} }) =>
    operator === 'In' ? values.includes(exitCode) : operator === 'NotIn' && !values.includes(exitCode),
  )
  if (rule) return true
  const policy = container?.restartPolicy ?? spec.restartPolicy
  return policy === 'OnFailure' ? exitCode !== 0 : policy !== 'Never'
}
