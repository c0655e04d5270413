import { fieldErrorText } from '../../manifest/field-error.ts'
import type { Container } from '../../manifest/pod/container.ts'
import { setDefaultsPod } from '../../manifest/pod/defaults.ts'
import type { Pod, PodSpec } from '../../manifest/pod/pod.ts'
import { podRequests } from '../../manifest/pod/requests.ts'
import { amountOf } from '../../manifest/pod/resources.ts'
import { quantityMilliValue, quantityValue } from '../../manifest/quantity.ts'
import type { Allocatable } from '../world/allocatable.ts'
import { validatePodResize } from './validate-pod-resize.ts'

export type ResizeAnswer = { readonly pod: Pod } | { readonly refusal: string }

/** What the API server makes of an update of a Pod's `resize`; the refusal is what kubectl prints. */
// apiserver: pkg/registry/core/pod/strategy.go podResizeStrategy (v1.36)
export function resizePod(old: Pod, asked: Pod, node: Allocatable | undefined): ResizeAnswer {
  const next = { ...old, spec: onlyResources(old.spec, asked.spec ?? { containers: [] }) }
  const { name } = old.metadata
  const errors = validatePodResize(old, next).map(fieldErrorText)
  if (errors.length === 1) return { refusal: `The Pod "${name}" is invalid: ${errors[0]}` }
  if (errors.length > 1) {
    return { refusal: `The Pod "${name}" is invalid: \n${errors.map((error) => `* ${error}`).join('\n')}` }
  }
  const missing = node && JSON.stringify(next.spec) !== JSON.stringify(old.spec) ? tooMuch(next, node) : undefined
  if (missing !== undefined) {
    return { refusal: `Error from server (Forbidden): pods "${name}" is forbidden: ${missing}` }
  }
  return { pod: next }
}

/** Whatever else was asked for is dropped without a word. */
// apiserver: pkg/registry/core/pod/strategy.go dropNonResizeUpdates (v1.36)
function onlyResources(old: PodSpec, asked: PodSpec): PodSpec {
  const kept = (before: readonly Container[] | undefined, after: readonly Container[] | undefined) =>
    after?.map((container) => {
      const same = before?.find((each) => each.name === container.name)
      if (!same) return container
      const { resources: _resources, resizePolicy: _policy, ...rest } = same
      const { resources = {}, resizePolicy } = container
      return { ...rest, resources, ...(resizePolicy ? { resizePolicy } : {}) }
    })
  const { resources: _resources, ...rest } = old
  const spec: PodSpec = structuredCopy({
    ...rest,
    ...(asked.resources ? { resources: asked.resources } : {}),
    containers: kept(old.containers, asked.containers) ?? [],
    ...(old.initContainers ? { initContainers: kept(old.initContainers, asked.initContainers) ?? [] } : {}),
  })
  setDefaultsPod(spec)
  return spec
}

function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

// plugin: pkg/admission/podresize/admission.go validateNodeAllocatable (v1.36)
function tooMuch(pod: Pod, node: Allocatable): string | undefined {
  const requests = podRequests(pod.spec)
  const milliCPU = Number(quantityMilliValue(amountOf(requests, 'cpu')))
  const memory = Number(quantityValue(amountOf(requests, 'memory')))
  const parts = [
    ...(milliCPU > node.milliCPU ? [`cpu, requested: ${milliCPU}, allocatable: ${node.milliCPU}`] : []),
    ...(memory > node.memory ? [`memory, requested: ${memory}, allocatable: ${node.memory}`] : []),
  ]
  return parts.length === 0 ? undefined : `node didn't have enough allocatable resources: ${parts.join('; ')}`
}
