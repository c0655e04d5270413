import type { Time } from '../../../lib/time.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { groupPods } from './group-pods.ts'
import type { PodMetric, PodMetricsInfo } from './pod-metric.ts'
import { calculateRequests } from './pod-requests.ts'

/** How far usage may be off the target without anything being done. */
export interface Tolerances {
  readonly scaleUp: number
  readonly scaleDown: number
}

export interface Measured {
  readonly currentReplicas: number
  readonly pods: readonly Pod[]
  readonly metrics: PodMetricsInfo
  readonly resource: string
  readonly container: string | undefined
  readonly tolerances: Tolerances
  readonly now: Time
}

export interface Proposal {
  readonly replicas: number
  /** Percent of what is requested; undefined where the target is an amount. */
  readonly utilization?: number
  /** What a Pod uses on average, in thousandths. */
  readonly average: number
}

/** How much is used of what is wanted, and what that comes to. */
interface Usage extends Omit<Proposal, 'replicas'> {
  readonly ratio: number
}

const NO_PODS = 'no pods returned by selector while calculating replica count'
const NO_METRICS = 'did not receive metrics for targeted pods (pods might be unready)'

/** So many that the Pods use as much of what they request as is wanted, in percent. A text says why that is not known. */
// controller-manager: podautoscaler/replica_calculator.go GetResourceReplicas (v1.36)
export function getResourceReplicas(measured: Measured, targetUtilization: number): Proposal | string {
  const { pods, container, resource } = measured
  if (pods.length === 0) return NO_PODS
  if (receivedNone(measured)) return NO_METRICS
  const requests = calculateRequests(pods, container, resource)
  if (typeof requests === 'string') return requests
  return calculate(measured, {
    usage: (metrics) => utilizationOf(metrics, requests, targetUtilization),
    fallback: (name) => Math.trunc(((requests.get(name) ?? 0) * Math.max(100, targetUtilization)) / 100),
  })
}

/** So many that the Pods use as much as is wanted, in thousandths. */
// controller-manager: podautoscaler/replica_calculator.go GetRawResourceReplicas, calcPlainMetricReplicas (v1.36)
export function getRawResourceReplicas(measured: Measured, targetUsage: number): Proposal | string {
  if (measured.pods.length === 0) return NO_PODS
  if (receivedNone(measured)) return NO_METRICS
  return calculate(measured, {
    usage: (metrics) => averageOf(metrics, targetUsage),
    fallback: () => targetUsage,
  })
}

function receivedNone({ pods, metrics, resource, now }: Measured): boolean {
  const { unready, ignored } = groupPods(pods, metrics, resource, now)
  return without(metrics, [...unready, ...ignored]).size === 0
}

interface Judge {
  usage(metrics: PodMetricsInfo): Usage | string
  /** What a Pod without metrics is taken to use where fewer Pods would do. */
  fallback(pod: string): number
}

function calculate(measured: Measured, judge: Judge): Proposal | string {
  const { currentReplicas, pods, resource, tolerances, now } = measured
  const { readyCount, unready, missing, ignored } = groupPods(pods, measured.metrics, resource, now)
  const metrics = new Map(without(measured.metrics, [...unready, ...ignored]))
  const usage = judge.usage(metrics)
  if (typeof usage === 'string') return usage
  const { ratio, ...known } = usage
  const proposes = (replicas: number): Proposal => ({ ...known, replicas })
  const scaleUpWithUnready = unready.length > 0 && ratio > 1
  if (!scaleUpWithUnready && missing.length === 0) {
    return proposes(isWithin(tolerances, ratio) ? currentReplicas : Math.ceil(ratio * readyCount))
  }
  if (ratio < 1) for (const name of missing) metrics.set(name, assumed(judge.fallback(name)))
  if (ratio > 1) for (const name of missing) metrics.set(name, assumed(0))
  if (scaleUpWithUnready) for (const name of unready) metrics.set(name, assumed(0))
  const again = judge.usage(metrics)
  if (typeof again === 'string') return again
  const turned = (ratio < 1 && again.ratio > 1) || (ratio > 1 && again.ratio < 1)
  if (turned || isWithin(tolerances, again.ratio)) return proposes(currentReplicas)
  const replicas = Math.ceil(again.ratio * metrics.size)
  const against = (again.ratio < 1 && replicas > currentReplicas) || (again.ratio > 1 && replicas < currentReplicas)
  return proposes(against ? currentReplicas : replicas)
}

// controller-manager: podautoscaler/metrics/utilization.go GetResourceUtilizationRatio (v1.36)
function utilizationOf(metrics: PodMetricsInfo, requests: ReadonlyMap<string, number>, target: number): Usage | string {
  let [used, requested, entries] = [0, 0, 0]
  for (const [name, { value }] of metrics) {
    const request = requests.get(name)
    if (request === undefined) continue
    used += value
    requested += request
    entries++
  }
  if (requested === 0) return 'no metrics returned matched known pods'
  const utilization = Math.trunc((used * 100) / requested)
  return { ratio: utilization / target, utilization, average: Math.trunc(used / entries) }
}

// controller-manager: podautoscaler/metrics/utilization.go GetMetricUsageRatio (v1.36)
function averageOf(metrics: PodMetricsInfo, target: number): Usage {
  let used = 0
  for (const { value } of metrics.values()) used += value
  const average = Math.trunc(used / metrics.size)
  return { ratio: average / target, average }
}

function isWithin({ scaleUp, scaleDown }: Tolerances, ratio: number): boolean {
  return 1 - scaleDown <= ratio && ratio <= 1 + scaleUp
}

function without(metrics: PodMetricsInfo, names: readonly string[]): PodMetricsInfo {
  const rest = new Map(metrics)
  for (const name of names) rest.delete(name)
  return rest
}

function assumed(value: number): PodMetric {
  return { timestamp: 0, window: 0, value }
}
