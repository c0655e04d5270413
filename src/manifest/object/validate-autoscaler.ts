import { type FieldError, forbidden, invalid, notSupported, required } from '../field-error.ts'
import { child, item } from '../path.ts'
import { parseQuantity } from '../quantity.ts'
import type {
  AutoscalerSpec,
  MetricSpec,
  MetricTarget,
  ResourceMetricSource,
  ScalingPolicy,
  ScalingRules,
} from './autoscaler.ts'
import type { KubeObject } from './meta.ts'

const MOST_WINDOW_SECONDS = 3600
const MOST_PERIOD_SECONDS = 1800

// apis/autoscaling/validation: validation.go validateHorizontalPodAutoscalerSpec (v1.36)
export function validateAutoscaler(object: KubeObject): FieldError[] {
  const {
    minReplicas,
    maxReplicas = 0,
    scaleTargetRef,
    metrics = [],
    behavior,
  } = (object.spec ?? {}) as Partial<AutoscalerSpec>
  const errors: FieldError[] = []
  if (minReplicas !== undefined && minReplicas < 1) {
    errors.push(invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 1'))
  }
  if (maxReplicas < 1) errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0'))
  if (minReplicas !== undefined && maxReplicas < minReplicas) {
    errors.push(invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`'))
  }
  for (const field of ['kind', 'name'] as const) {
    if (!scaleTargetRef?.[field]) errors.push(required(`spec.scaleTargetRef.${field}`))
  }
  for (const [index, metric] of metrics.entries()) errors.push(...validateMetric(metric, item('spec.metrics', index)))
  errors.push(...validateRules(behavior?.scaleUp, 'spec.behavior.scaleUp'))
  errors.push(...validateRules(behavior?.scaleDown, 'spec.behavior.scaleDown'))
  return errors
}

const SOURCES = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
} as const

// apis/autoscaling/validation: validation.go validateMetricSpec (v1.36)
function validateMetric(metric: MetricSpec, path: string): FieldError[] {
  if (!metric.type) return [required(child(path, 'type'), 'must specify a metric source type')]
  if (!Object.hasOwn(SOURCES, metric.type)) {
    return [notSupported(child(path, 'type'), metric.type, Object.keys(SOURCES))]
  }
  const expected = SOURCES[metric.type as keyof typeof SOURCES]
  const errors: FieldError[] = []
  for (const source of Object.values(SOURCES)) {
    if (source === expected || metric[source] === undefined) continue
    errors.push(forbidden(child(path, source), 'must populate the given metric source only'))
  }
  if (metric[expected] === undefined) {
    return [...errors, required(child(path, expected), 'must populate information for the given metric source')]
  }
  if (metric.type === 'Resource' && metric.resource) {
    errors.push(...validateResource(metric.resource, child(path, 'resource')))
  }
  if (metric.type === 'ContainerResource' && metric.containerResource) {
    const at = child(path, 'containerResource')
    if (!metric.containerResource.container) errors.push(required(child(at, 'container'), 'must specify a container'))
    errors.push(...validateResource(metric.containerResource, at))
  }
  return errors
}

// apis/autoscaling/validation: validation.go validateResourceSource (v1.36)
function validateResource({ name, target }: ResourceMetricSource, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (!name) errors.push(required(child(path, 'name'), 'must specify a resource name'))
  const at = child(path, 'target')
  errors.push(...validateTarget(target ?? {}, at))
  const { averageUtilization, averageValue } = target ?? {}
  if (averageUtilization === undefined && averageValue === undefined) {
    const detail = 'must set either a target raw value or a target utilization'
    errors.push(required(child(at, 'averageUtilization'), detail))
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    const detail = 'may not set both a target raw value and a target utilization'
    errors.push(forbidden(child(at, 'averageValue'), detail))
  }
  return errors
}

const TARGETS = ['Utilization', 'Value', 'AverageValue']

// apis/autoscaling/validation: validation.go validateMetricTarget (v1.36)
function validateTarget(target: Partial<MetricTarget>, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (!target.type) errors.push(required(child(path, 'type'), 'must specify a metric target type'))
  else if (!TARGETS.includes(target.type)) {
    errors.push(invalid(child(path, 'type'), target.type, 'must be either Utilization, Value, or AverageValue'))
  }
  for (const field of ['value', 'averageValue'] as const) {
    const given = target[field]
    const quantity = given === undefined ? undefined : parseQuantity(given)
    if (quantity && quantity.nano <= 0n) errors.push(invalid(child(path, field), given, 'must be positive'))
  }
  const { averageUtilization } = target
  if (averageUtilization !== undefined && averageUtilization < 1) {
    errors.push(invalid(child(path, 'averageUtilization'), averageUtilization, 'must be greater than 0'))
  }
  return errors
}

// apis/autoscaling/validation: validation.go validateScalingRules (v1.36)
function validateRules(rules: ScalingRules | undefined, path: string): FieldError[] {
  if (!rules) return []
  const errors: FieldError[] = []
  const { stabilizationWindowSeconds: window, selectPolicy, policies = [] } = rules
  const at = child(path, 'stabilizationWindowSeconds')
  if (window !== undefined && window < 0) errors.push(invalid(at, window, 'must be greater than or equal to zero'))
  if (window !== undefined && window > MOST_WINDOW_SECONDS) {
    errors.push(invalid(at, window, `must be less than or equal to ${MOST_WINDOW_SECONDS}`))
  }
  if (selectPolicy !== undefined && !['Disabled', 'Max', 'Min'].includes(selectPolicy)) {
    errors.push(notSupported(child(path, 'selectPolicy'), selectPolicy, ['Disabled', 'Max', 'Min']))
  }
  const list = child(path, 'policies')
  if (policies.length === 0) errors.push(required(list, 'must specify at least one Policy'))
  return [...errors, ...policies.flatMap((policy, index) => validatePolicy(policy, item(list, index)))]
}

// apis/autoscaling/validation: validation.go validateScalingPolicy (v1.36)
function validatePolicy({ type, value, periodSeconds }: ScalingPolicy, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (type !== 'Pods' && type !== 'Percent') errors.push(notSupported(child(path, 'type'), type, ['Percent', 'Pods']))
  if (!(value > 0)) errors.push(invalid(child(path, 'value'), value ?? 0, 'must be greater than zero'))
  const at = child(path, 'periodSeconds')
  if (!(periodSeconds > 0)) errors.push(invalid(at, periodSeconds ?? 0, 'must be greater than zero'))
  if (periodSeconds > MOST_PERIOD_SECONDS) {
    errors.push(invalid(at, periodSeconds, `must be less than or equal to ${MOST_PERIOD_SECONDS}`))
  }
  return errors
}
