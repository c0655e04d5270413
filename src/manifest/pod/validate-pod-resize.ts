import { ownValue } from '../../lib/own.ts'
import { type FieldError, forbidden, invalid } from '../field-error.ts'
import { child, item } from '../path.ts'
import { sameMeaning } from '../same-meaning.ts'
import type { Container } from './container.ts'
import { isRestartableInitContainer, type Pod, type PodSpec } from './pod.ts'
import { computePodQOS } from './qos.ts'
import { isPodLevelResourcesSet } from './requests.ts'
import type { ResourceList, ResourceRequirements } from './resources.ts'
import { validatePodSpec } from './validate-pod.ts'

/** RESIZE-1: what is wrong with a resize; nothing: the API server takes it. */
// apis/core/validation: validation.go ValidatePodResize (v1.36)
export function validatePodResize(old: Pod, next: Pod): FieldError[] {
  if (old.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined) {
    return [forbidden('[]', 'static pods cannot be resized')]
  }
  if ((old.spec as { os?: { name?: string } }).os?.name === 'windows') {
    return [forbidden('[]', 'windows pods cannot be resized')]
  }
  const errors = validatePodSpec(next.spec, 'spec')
  if ((old.status.qosClass ?? computePodQOS(old.spec)) !== computePodQOS(next.spec)) {
    const detail = 'Pod QOS Class may not change as a result of resizing'
    errors.push(invalid('spec', next.status.qosClass ?? '', detail))
  }
  if (isPodLevelResourcesSet(old.spec) || isPodLevelResourcesSet(next.spec))
    errors.push(...podLevel(old.spec, next.spec))
  const renamed = [
    ...reordered(old.spec.containers, next.spec.containers, 'containers'),
    ...reordered(old.spec.initContainers ?? [], next.spec.initContainers ?? [], 'initContainers'),
  ]
  if (renamed.length > 0) return [...errors, ...renamed]
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, container] of (old.spec[list] ?? []).entries()) {
      const path = child(item(child('spec', list), index), 'resources')
      errors.push(...removed(container.resources, next.spec[list]?.[index]?.resources, path, 'resource'))
    }
  }
  errors.push(...otherChanges(old.spec, next.spec))
  if (errors.length > 0 || sameMeaning(withoutComputeOf(next.spec, old.spec), old.spec)) return errors
  return [forbidden('spec', 'only cpu and memory resources are mutable')]
}

function podLevel(old: PodSpec, next: PodSpec): FieldError[] {
  if (old.resources && !next.resources) return [forbidden('spec.resources', 'pod-level resources cannot be removed')]
  const errors = removed(old.resources, next.resources, 'spec.resources', 'pod-level resource')
  if (!sameMeaning(withoutCompute(next.resources, old.resources), old.resources)) {
    errors.push(forbidden('spec', 'only cpu and memory resources are mutable at pod-level'))
  }
  return errors
}

function reordered(old: readonly Container[], next: readonly Container[], list: string): FieldError[] {
  const path = child('spec', list)
  if (old.length !== next.length) return [forbidden(path, `${list} may not be added or removed on resize`)]
  return old.flatMap(({ name }, index) =>
    next[index]?.name === name
      ? []
      : [forbidden(child(item(path, index), 'name'), `${list} may not be renamed or reordered on resize`)],
  )
}

function removed(
  old: ResourceRequirements | undefined,
  next: ResourceRequirements | undefined,
  path: string,
  what: string,
): FieldError[] {
  return (['requests', 'limits'] as const).flatMap((which) =>
    Object.keys(old?.[which] ?? {}).some((resource) => ownValue(next?.[which], resource) === undefined)
      ? [forbidden(child(path, which), `${what} ${which} cannot be removed`)]
      : [],
  )
}

function otherChanges(old: PodSpec, next: PodSpec): FieldError[] {
  const errors: FieldError[] = []
  for (const [index, container] of next.containers.entries()) {
    const before = old.containers[index] as Container
    if (!sameMeaning(withoutComputeIn(container, before), before)) {
      errors.push(forbidden('spec', 'only cpu and memory resources are mutable'))
    }
  }
  for (const [index, container] of (next.initContainers ?? []).entries()) {
    const before = old.initContainers?.[index] as Container
    const path = item('spec.initContainers', index)
    if (!sameMeaning(withoutComputeIn(container, before), before)) {
      errors.push(forbidden(path, 'only cpu and memory resources for init or sidecar containers are mutable'))
    }
    const restarts = container.resizePolicy?.some((policy) => policy.restartPolicy === 'RestartContainer')
    if (restarts && !isRestartableInitContainer(container) && !sameMeaning(container, before)) {
      const detail = 'non-sidecar init containers with a resize policy of RestartContainer cannot be resized'
      errors.push(forbidden(path, detail))
    }
  }
  return errors
}

/** The new spec with the CPU and memory of the old one: what is left of the difference is not for a resize to make. */
function withoutComputeOf(spec: PodSpec, old: PodSpec): PodSpec {
  const lists = (list: 'containers' | 'initContainers') =>
    (spec[list] ?? []).map((container, index) => withoutComputeIn(container, old[list]?.[index] as Container))
  const resources = withoutCompute(spec.resources, old.resources)
  const { resources: _resources, ...rest } = spec
  return {
    ...rest,
    ...(resources ? { resources } : {}),
    containers: lists('containers'),
    initContainers: lists('initContainers'),
  }
}

function withoutComputeIn(container: Container, old: Container): Container {
  return { ...container, resources: withoutCompute(container.resources, old.resources) ?? {} }
}

function withoutCompute(
  resources: ResourceRequirements | undefined,
  old: ResourceRequirements | undefined,
): ResourceRequirements | undefined {
  if (!resources) return undefined
  const list = (which: 'requests' | 'limits'): ResourceList => {
    const { cpu: _cpu, memory: _memory, ...rest } = resources[which] ?? {}
    const { cpu, memory } = old?.[which] ?? {}
    return { ...rest, ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) }
  }
  return { ...resources, requests: list('requests'), limits: list('limits') }
}
