import { duplicate, type FieldError, forbidden, invalid, notSupported, required } from '../field-error.ts'
import { isDNS1123Label } from '../object/name.ts'
import { child, item } from '../path.ts'
import type { Container } from './container.ts'
import { validateEnv, validateEnvFrom } from './env.ts'
import { validateLifecycle } from './lifecycle.ts'
import { isRestartableInitContainer } from './pod.ts'
import { checkHostPortConflicts, validateContainerPorts } from './port.ts'
import { validateReadinessProbe, validateRestartingProbe } from './probe.ts'
import { validateContainerRestartPolicy } from './restart-rule.ts'
import { validateResourceRequirements } from './validate-resources.ts'
import { validateSecurityContext } from './validate-security-context.ts'
import { validateVolumeMounts } from './volume-mount.ts'

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never']

/** What a container is judged against: its Pod. */
export interface PodContext {
  /** Names of the volumes that are in order. */
  readonly volumes: ReadonlySet<string>
  readonly gracePeriod: number | undefined
  readonly restartPolicy: string | undefined
}

// apis/core/validation: validation.go validateContainers (v1.36)
export function validateContainers(containers: readonly Container[], pod: PodContext, path: string): FieldError[] {
  if (containers.length === 0) return [required(path)]
  const errors: FieldError[] = []
  const names = new Set<string>()
  for (const [index, container] of containers.entries()) {
    const at = item(path, index)
    // No name is one too, for Go.
    const name = container.name ?? ''
    errors.push(...validateContainerCommon(container, pod, at))
    if (names.has(name)) errors.push(duplicate(child(at, 'name'), name))
    else names.add(name)
    errors.push(...validateLongRunning(container, pod, at))
    errors.push(...validateContainerRestartPolicy(container, at))
  }
  return [...errors, ...checkHostPortConflicts(containers, path)]
}

// apis/core/validation: validation.go validateInitContainers (v1.36)
export function validateInitContainers(
  containers: readonly Container[],
  regular: readonly Container[],
  pod: PodContext,
  path: string,
): FieldError[] {
  const errors: FieldError[] = []
  const names = new Set(regular.map(({ name }) => name))
  for (const [index, container] of containers.entries()) {
    const at = item(path, index)
    errors.push(...validateContainerCommon(container, pod, at))
    errors.push(...validateContainerRestartPolicy(container, at))
    if (container.name && names.has(container.name)) errors.push(duplicate(child(at, 'name'), container.name))
    else names.add(container.name)
    // They run one after the other: each is judged alone.
    errors.push(...checkHostPortConflicts([container], path))
    if (isRestartableInitContainer(container)) {
      errors.push(...validateLongRunning(container, pod, at))
      continue
    }
    for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
      if (container[field] === undefined) continue
      errors.push(forbidden(child(at, field), 'may not be set for init containers without restartPolicy=Always'))
    }
    for (const [position, { restartPolicy }] of (container.resizePolicy ?? []).entries()) {
      if (restartPolicy !== 'RestartContainer') continue
      const policyPath = child(item(child(at, 'resizePolicy'), position), 'restartPolicy')
      const detail = "must not be set to 'RestartContainer' for non-sidecar initContainers"
      errors.push(invalid(policyPath, restartPolicy, detail))
    }
  }
  return errors
}

// apis/core/validation: validation.go validateContainerCommon (v1.36)
function validateContainerCommon(container: Container, pod: PodContext, path: string): FieldError[] {
  const errors: FieldError[] = []
  const namePath = child(path, 'name')
  if (!container.name) errors.push(required(namePath))
  else errors.push(...isDNS1123Label(container.name).map((wrong) => invalid(namePath, container.name, wrong)))
  if (!container.image) errors.push(required(child(path, 'image')))
  errors.push(...validateTerminationMessagePolicy(container, path))
  errors.push(...validateContainerPorts(container.ports ?? [], child(path, 'ports')))
  errors.push(...validateEnv(container.env ?? [], child(path, 'env')))
  errors.push(...validateEnvFrom(container.envFrom ?? [], child(path, 'envFrom')))
  errors.push(...validateVolumeMounts(container, pod.volumes, child(path, 'volumeMounts')))
  const policy = container.imagePullPolicy
  if (!policy) errors.push(required(child(path, 'imagePullPolicy')))
  else if (!PULL_POLICIES.includes(policy)) {
    errors.push(notSupported(child(path, 'imagePullPolicy'), policy, PULL_POLICIES))
  }
  errors.push(...validateResourceRequirements(container.resources ?? {}, child(path, 'resources')))
  errors.push(...validateResizePolicy(container, pod.restartPolicy, child(path, 'resizePolicy')))
  if (container.securityContext) {
    errors.push(...validateSecurityContext(container.securityContext, child(path, 'securityContext')))
  }
  return errors
}

function validateTerminationMessagePolicy({ terminationMessagePolicy: policy }: Container, path: string): FieldError[] {
  const at = child(path, 'terminationMessagePolicy')
  if (!policy) return [required(at)]
  const policies = ['File', 'FallbackToLogsOnError']
  return policies.includes(policy) ? [] : [notSupported(at, policy, policies)]
}

/** What makes sense only for a container that is meant to stay: hooks and probes. */
function validateLongRunning(container: Container, pod: PodContext, path: string): FieldError[] {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container
  const grace = pod.gracePeriod
  return [
    ...(lifecycle ? validateLifecycle(lifecycle, grace, child(path, 'lifecycle')) : []),
    ...(livenessProbe ? validateRestartingProbe(livenessProbe, grace, child(path, 'livenessProbe')) : []),
    ...(readinessProbe ? validateReadinessProbe(readinessProbe, grace, child(path, 'readinessProbe')) : []),
    ...(startupProbe ? validateRestartingProbe(startupProbe, grace, child(path, 'startupProbe')) : []),
  ]
}

// apis/core/validation: validation.go validateResizePolicy (v1.36)
function validateResizePolicy(container: Container, podRestartPolicy: string | undefined, path: string): FieldError[] {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const [index, { resourceName, restartPolicy }] of (container.resizePolicy ?? []).entries()) {
    if (seen.has(resourceName)) errors.push(duplicate(item(path, index), resourceName))
    seen.add(resourceName)
    if (resourceName !== 'cpu' && resourceName !== 'memory') {
      errors.push(notSupported(path, resourceName, ['cpu', 'memory']))
    }
    if (!restartPolicy) errors.push(required(path))
    else if (restartPolicy !== 'NotRequired' && restartPolicy !== 'RestartContainer') {
      errors.push(notSupported(path, restartPolicy, ['NotRequired', 'RestartContainer']))
    } else if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      const detail = "must be 'NotRequired' when pod `restartPolicy` is 'Never'"
      errors.push(invalid(path, restartPolicy, detail))
    }
  }
  return errors
}
