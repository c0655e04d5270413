import { ownValue, setOwn } from '../../lib/own.ts'
import type { KubeObject } from '../object/meta.ts'
import type { PodSpec, Toleration } from '../pod/pod.ts'
import { amountOf, type ResourceList } from '../pod/resources.ts'
import { compareQuantities } from '../quantity.ts'
import type { Cluster, Rejection } from './cluster.ts'

interface RuntimeClass extends KubeObject {
  overhead?: { podFixed?: ResourceList }
  scheduling?: { nodeSelector?: Record<string, string>; tolerations?: Toleration[] }
}

/** What a runtime takes for itself, and where it is to be had. Changes the Pod it is given. */
// plugin/pkg/admission/runtimeclass: admission.go Admit, Validate (v1.36)
export function admitRuntimeClass(spec: PodSpec, cluster: Cluster): Rejection | undefined {
  const name = spec.runtimeClassName
  const runtimeClass = name ? (cluster.find('RuntimeClass', '', name) as RuntimeClass | undefined) : undefined
  if (name && !runtimeClass) {
    return { message: `pod rejected: RuntimeClass "${name}" not found`, path: 'spec.runtimeClassName' }
  }
  return setOverhead(spec, runtimeClass) ?? (runtimeClass && setScheduling(spec, runtimeClass))
}

function setOverhead(spec: PodSpec, runtimeClass: RuntimeClass | undefined): Rejection | undefined {
  const path = 'spec.overhead'
  if (!runtimeClass?.overhead) {
    const message = 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead'
    return spec.overhead ? { message, path } : undefined
  }
  const { podFixed = {} } = runtimeClass.overhead
  if (spec.overhead && !sameAmounts(spec.overhead, podFixed)) {
    return { message: "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead", path }
  }
  spec.overhead = podFixed
  return undefined
}

function sameAmounts(a: ResourceList, b: ResourceList): boolean {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => Object.hasOwn(b, name) && compareQuantities(amountOf(a, name), amountOf(b, name)) === 0)
}

function setScheduling(spec: PodSpec, { scheduling }: RuntimeClass): Rejection | undefined {
  if (!scheduling) return undefined
  const nodeSelector = { ...spec.nodeSelector }
  for (const [key, value] of Object.entries(scheduling.nodeSelector ?? {})) {
    const own = ownValue(nodeSelector, key)
    if (own !== undefined && own !== value) {
      const message = `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own}`
      return { message, path: 'spec.nodeSelector' }
    }
    setOwn(nodeSelector, key, value)
  }
  if (Object.keys(nodeSelector).length > 0) spec.nodeSelector = nodeSelector
  const tolerations = mergeTolerations(spec.tolerations ?? [], scheduling.tolerations ?? [])
  if (tolerations.length > 0) spec.tolerations = tolerations
  return undefined
}

/** Both lists, without what another of them tolerates anyway. */
// apis/core: pkg/util/tolerations/tolerations.go MergeTolerations (v1.36)
export function mergeTolerations(first: readonly Toleration[], second: readonly Toleration[]): Toleration[] {
  const all = [...first, ...second]
  const merged: Toleration[] = []
  for (const [index, toleration] of all.entries()) {
    if (merged.some((other) => isSuperset(other, toleration))) continue
    // Of two equal ones the first stays.
    if (all.slice(index + 1).some((other) => !isSame(other, toleration) && isSuperset(other, toleration))) continue
    merged.push(toleration)
  }
  return merged
}

/** Whether `wide` tolerates everything that `narrow` does. */
// apis/core: pkg/util/tolerations/tolerations.go isSuperset (v1.36)
function isSuperset(wide: Toleration, narrow: Toleration): boolean {
  if (isSame(wide, narrow)) return true
  if (narrow.key !== wide.key && (wide.key || wide.operator !== 'Exists')) return false
  if (narrow.effect !== wide.effect && wide.effect) return false
  if (wide.effect === 'NoExecute' && wide.tolerationSeconds !== undefined) {
    if (narrow.tolerationSeconds === undefined || narrow.tolerationSeconds > wide.tolerationSeconds) return false
  }
  if (wide.operator === 'Exists') return true
  return narrow.operator !== 'Exists' && (narrow.value ?? '') === (wide.value ?? '')
}

function isSame(a: Toleration, b: Toleration): boolean {
  return (['key', 'operator', 'value', 'effect', 'tolerationSeconds'] as const).every((field) => a[field] === b[field])
}
