import type { KubeObject } from './meta.ts'

export interface CrossVersionObjectReference {
  kind: string
  name: string
  apiVersion?: string
}

export interface MetricTarget {
  type: string
  value?: string | number
  averageValue?: string | number
  averageUtilization?: number
}

export interface ResourceMetricSource {
  name: string
  target: MetricTarget
}

export interface ContainerResourceMetricSource extends ResourceMetricSource {
  container: string
}

/** Of `object`, `pods` and `external` metrics nobody here knows anything: they are kept as they are written. */
export interface MetricSpec {
  type: string
  resource?: ResourceMetricSource
  containerResource?: ContainerResourceMetricSource
  object?: unknown
  pods?: unknown
  external?: unknown
}

export interface ScalingPolicy {
  type: string
  value: number
  periodSeconds: number
}

export interface ScalingRules {
  stabilizationWindowSeconds?: number
  selectPolicy?: string
  policies?: ScalingPolicy[]
  tolerance?: string | number
}

export interface AutoscalerBehavior {
  scaleUp?: ScalingRules
  scaleDown?: ScalingRules
}

export interface AutoscalerSpec {
  scaleTargetRef: CrossVersionObjectReference
  minReplicas?: number
  maxReplicas: number
  metrics?: MetricSpec[]
  behavior?: AutoscalerBehavior
}

export interface MetricValueStatus {
  readonly averageUtilization?: number
  readonly averageValue?: string
}

export interface MetricStatus {
  readonly type: string
  readonly resource?: { readonly name: string; readonly current: MetricValueStatus }
  readonly containerResource?: {
    readonly name: string
    readonly container: string
    readonly current: MetricValueStatus
  }
}

export interface AutoscalerCondition {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly lastTransitionTime?: string
  readonly reason: string
  readonly message: string
}

export interface AutoscalerStatus {
  readonly currentReplicas?: number
  readonly desiredReplicas?: number
  readonly lastScaleTime?: string
  /** null where nobody has looked yet. */
  readonly currentMetrics?: readonly MetricStatus[] | null
  readonly conditions?: readonly AutoscalerCondition[]
}

export interface HorizontalPodAutoscaler extends KubeObject {
  spec: AutoscalerSpec
  status?: AutoscalerStatus
}

/** Seconds; the shortest period in which the standard rules let it double, or go. */
const STANDARD_PERIOD = 15
const PERCENT_ALL: ScalingPolicy = { type: 'Percent', value: 100, periodSeconds: STANDARD_PERIOD }
const FOUR_PODS: ScalingPolicy = { type: 'Pods', value: 4, periodSeconds: STANDARD_PERIOD }

/** Changes the object it is given. */
// apis/autoscaling/v2: defaults.go SetDefaults_HorizontalPodAutoscaler (v1.36)
export function setDefaultsAutoscaler(object: KubeObject): void {
  if (object.apiVersion === 'autoscaling/v1') toV2(object)
  const spec = object.spec as AutoscalerSpec
  if (!spec || typeof spec !== 'object') return
  spec.minReplicas ??= 1
  if (!spec.metrics || spec.metrics.length === 0) spec.metrics = [cpuUtilization(80)]
  const { behavior } = spec
  if (!behavior) return
  const { scaleUp = {}, scaleDown = {} } = behavior
  behavior.scaleUp = {
    ...scaleUp,
    stabilizationWindowSeconds: scaleUp.stabilizationWindowSeconds ?? 0,
    selectPolicy: scaleUp.selectPolicy ?? 'Max',
    policies: scaleUp.policies ?? [FOUR_PODS, PERCENT_ALL],
  }
  behavior.scaleDown = {
    ...scaleDown,
    selectPolicy: scaleDown.selectPolicy ?? 'Max',
    policies: scaleDown.policies ?? [PERCENT_ALL],
  }
}

/** The API server keeps one version of it, and kubectl asks for this one. */
// apis/autoscaling/v1: conversion.go Convert_v1_HorizontalPodAutoscalerSpec_To_autoscaling_HorizontalPodAutoscalerSpec (v1.36)
function toV2(object: KubeObject): void {
  const old = (object.spec ?? {}) as AutoscalerSpec & { targetCPUUtilizationPercentage?: number }
  const { targetCPUUtilizationPercentage: percent, ...spec } = old
  object.apiVersion = 'autoscaling/v2'
  object.spec = percent === undefined ? spec : { ...spec, metrics: [cpuUtilization(percent)] }
}

function cpuUtilization(averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }
}

/** How much is used of one resource, and how much is to be: percent of what is requested, or amounts. */
export interface MetricReading {
  readonly resource: string
  readonly now: string | undefined
  readonly wanted: string
}

/** What an autoscaler saw last, metric by metric; those of other sorts than resources are left out. */
export function readingsOf({
  spec,
  status,
}: Pick<HorizontalPodAutoscaler, 'spec' | 'status'>): readonly MetricReading[] {
  const current = status?.currentMetrics ?? []
  return (spec?.metrics ?? []).flatMap((metric, index): MetricReading[] => {
    const source = metric.resource ?? metric.containerResource
    if (!source) return []
    const seen = (current[index]?.resource ?? current[index]?.containerResource)?.current
    const { averageUtilization, averageValue } = source.target
    const [now, wanted] =
      averageUtilization === undefined
        ? [seen?.averageValue, String(averageValue)]
        : [percent(seen?.averageUtilization), percent(averageUtilization) ?? '']
    return [{ resource: source.name, now, wanted }]
  })
}

function percent(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}%`
}
