import { asPrinted, type FieldError, forbidden, invalid, notSupported } from '../field-error.ts'
import { child } from '../path.ts'
import type { DeploymentSpec, DeploymentStrategy, RollingUpdateDeployment } from './deployment.ts'
import type { KubeObject } from './meta.ts'
import { atLeast0, replicaSetErrors } from './replica-set.ts'

/** What a Deployment says of itself; its template is judged as a Pod is. */
// apis/apps/validation: validation.go ValidateDeploymentSpec (v1.36)
export function validateDeployment(object: KubeObject): FieldError[] {
  const spec = (object.spec ?? {}) as DeploymentSpec
  const { progressDeadlineSeconds: deadline, minReadySeconds = 0, revisionHistoryLimit, strategy = {} } = spec
  const errors = [
    ...replicaSetErrors(object, 'ReplicaSet'),
    ...strategyErrors(strategy, 'spec.strategy'),
    ...atLeast0(revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    ...atLeast0(deadline, 'spec.progressDeadlineSeconds'),
  ]
  if (deadline !== undefined && deadline <= minReadySeconds) {
    errors.push(invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'))
  }
  return errors
}

// apis/apps/validation: validation.go ValidateDeploymentStrategy (v1.36)
function strategyErrors({ type, rollingUpdate }: DeploymentStrategy, path: string): FieldError[] {
  switch (type) {
    case 'Recreate':
      return rollingUpdate
        ? [forbidden(child(path, 'rollingUpdate'), "may not be specified when strategy `type` is 'Recreate'")]
        : []
    case 'RollingUpdate':
      return rollingUpdateErrors(rollingUpdate ?? {}, child(path, 'rollingUpdate'))
    default:
      return [
        notSupported(path, asPrinted({ Type: type ?? '', RollingUpdate: rollingUpdate ?? null }), [
          'Recreate',
          'RollingUpdate',
        ]),
      ]
  }
}

// apis/apps/validation: validation.go ValidateRollingUpdateDeployment (v1.36)
function rollingUpdateErrors(
  { maxUnavailable = 0, maxSurge = 0 }: RollingUpdateDeployment,
  path: string,
): FieldError[] {
  const [unavailablePath, surgePath] = [child(path, 'maxUnavailable'), child(path, 'maxSurge')]
  const errors = [
    ...countOrPercentErrors(maxUnavailable, unavailablePath),
    ...countOrPercentErrors(maxSurge, surgePath),
  ]
  if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
    errors.push(invalid(unavailablePath, maxUnavailable, 'may not be 0 when `maxSurge` is 0'))
  }
  if (typeof maxUnavailable === 'string' && (percentOf(maxUnavailable) ?? 0) > 100) {
    errors.push(invalid(unavailablePath, maxUnavailable, 'must not be greater than 100%'))
  }
  return errors
}

const NO_PERCENT =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

// apis/apps/validation: validation.go ValidatePositiveIntOrPercent (v1.36)
function countOrPercentErrors(value: number | string, path: string): FieldError[] {
  if (typeof value === 'number') return atLeast0(value, path)
  return percentOf(value) === undefined ? [invalid(path, value, NO_PERCENT)] : []
}

function percentOf(value: string): number | undefined {
  const digits = /^(\d+)%$/.exec(value)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

// apis/apps/validation: validation.go getIntOrPercentValue (v1.36)
function amountOf(value: number | string): number {
  return typeof value === 'number' ? value : (percentOf(value) ?? 0)
}
