import type { MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from '../../../manifest/object/autoscaler.ts'
import type { PodMetrics } from '../../../manifest/object/pod-metrics.ts'
import { formatQuantity, parseQuantity, quantityMilliValue } from '../../../manifest/quantity.ts'
import { getRawResourceReplicas, getResourceReplicas, type Measured, type Proposal } from './calculate-replicas.ts'
import { metricsOf } from './pod-metric.ts'

/** What is measured, but for the metric. */
export type Situation = Omit<Measured, 'metrics' | 'resource' | 'container'> & {
  /** Undefined: there is no metrics server. */
  readonly podMetrics: readonly PodMetrics[] | undefined
}

export type MetricResult =
  | {
      readonly replicas: number
      readonly metric: string
      readonly status: MetricStatus
    }
  /** `error` is what the Event and the condition say; `told` what the whole says of it. */
  | { readonly reason: string; readonly error: string; readonly told: string }

/** How many Pods one metric asks for. */
// controller-manager: podautoscaler/horizontal.go computeReplicasForMetric (v1.36)
export function computeReplicasForMetric(spec: MetricSpec, situation: Situation): MetricResult {
  if (spec.type === 'Resource' && spec.resource) {
    const { name, target } = spec.resource
    const got = resourceMetric(name, undefined, target, situation)
    if (typeof got === 'string') {
      return {
        reason: 'FailedGetResourceMetric',
        error: got,
        told: `failed to get ${name} resource metric value: ${got}`,
      }
    }
    const { current, replicas, metric } = got
    return { replicas, metric, status: { type: 'Resource', resource: { name, current } } }
  }
  if (spec.type === 'ContainerResource' && spec.containerResource) {
    const { name, container, target } = spec.containerResource
    const got = resourceMetric(name, container, target, situation)
    if (typeof got === 'string') {
      const told = `failed to get ${container} container metric value: ${got}`
      return { reason: 'FailedGetContainerResourceMetric', error: got, told }
    }
    const { current, replicas, metric } = got
    return { replicas, metric, status: { type: 'ContainerResource', containerResource: { name, container, current } } }
  }
  return unserved(spec)
}

interface Got {
  readonly replicas: number
  readonly metric: string
  readonly current: MetricValueStatus
}

// controller-manager: podautoscaler/horizontal.go computeStatusForResourceMetricGeneric (v1.36)
function resourceMetric(
  resource: string,
  container: string | undefined,
  { averageValue, averageUtilization }: MetricTarget,
  { podMetrics, ...rest }: Situation,
): Got | string {
  const what = averageValue === undefined ? 'utilization' : 'usage'
  const missing = `failed to get ${resource} ${what}: unable to get metrics for resource ${resource}: `
  if (!podMetrics) {
    const why = 'the server could not find the requested resource (get pods.metrics.k8s.io)'
    return `${missing}unable to fetch metrics from resource metrics API: ${why}`
  }
  if (podMetrics.length === 0) return `${missing}no metrics returned from resource metrics API`
  const measured: Measured = { ...rest, resource, container, metrics: metricsOf(podMetrics, resource, container) }
  if (averageValue !== undefined) {
    const target = parseQuantity(averageValue)
    const got = getRawResourceReplicas(measured, target ? Number(quantityMilliValue(target)) : 1)
    if (typeof got === 'string') return `failed to get ${resource} usage: ${got}`
    return { replicas: got.replicas, metric: `${resource} resource`, current: amount(resource, got) }
  }
  const got = getResourceReplicas(measured, averageUtilization ?? 1)
  if (typeof got === 'string') return `failed to get ${resource} utilization: ${got}`
  const { utilization = 0, replicas } = got
  const of = container === undefined ? 'resource' : 'container resource'
  return {
    replicas,
    metric: `${resource} ${of} utilization (percentage of request)`,
    current: { averageUtilization: utilization, ...amount(resource, got) },
  }
}

// controller-manager: podautoscaler/horizontal.go buildQuantity (v1.36)
function amount(resource: string, { average }: Proposal): MetricValueStatus {
  const format = resource === 'memory' ? 'BinarySI' : 'DecimalSI'
  return { averageValue: formatQuantity({ nano: BigInt(average) * 1_000_000n, format }) }
}

interface NamedMetric {
  readonly metric?: { readonly name?: string }
  readonly describedObject?: { readonly kind?: string; readonly name?: string }
}

/** Nobody serves metrics of these sorts, in a cluster to which no adapter was added. */
// controller-manager: podautoscaler/metrics/client.go; k8s.io/metrics: pkg/client/custom_metrics/discovery.go (v1.36)
function unserved(spec: MetricSpec): MetricResult {
  const { metric, describedObject } = (spec.pods ?? spec.object ?? spec.external ?? {}) as NamedMetric
  const name = metric?.name ?? ''
  const none =
    'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered'
  if (spec.type === 'External') {
    const why = `the server could not find the requested resource (get ${name}.external.metrics.k8s.io)`
    const error = `unable to get external metric ${name}: unable to fetch metrics from external metrics API: ${why}`
    return { reason: 'FailedGetExternalMetric', error, told: `failed to get ${name} external metric value: ${error}` }
  }
  if (spec.type === 'Object') {
    const of = `${describedObject?.kind ?? ''} ${describedObject?.name ?? ''}`
    const error = `unable to get metric ${name} on ${of}: ${none}`
    return { reason: 'FailedGetObjectMetric', error, told: `failed to get object metric value: ${error}` }
  }
  const error = `unable to get metric ${name}: ${none}`
  return { reason: 'FailedGetPodsMetric', error, told: `failed to get pods metric value: ${error}` }
}
