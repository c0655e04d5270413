import { copyOf } from '../../lib/copy-of.ts'
import { type FieldError, forbidden } from '../field-error.ts'
import type { Container } from '../pod/container.ts'
import { setDefaultsPod } from '../pod/defaults.ts'
import { goEphemeralContainerDiff } from '../pod/go-spec.ts'
import type { Pod, PodSpec } from '../pod/pod.ts'
import { validatePodResize } from '../pod/validate-pod-resize.ts'
import { sameMeaning } from '../same-meaning.ts'
import { type UpdateStrategy, withGeneration } from './strategy.ts'

/** Whatever else is asked for is dropped without a word. */
// registry/core/pod: strategy.go podResizeStrategy, dropNonResizeUpdates (v1.36)
export const resizeDoor: UpdateStrategy = {
  prepareForUpdate(next, old) {
    const spec = onlyResources((old as Pod).spec, (next as Partial<Pod>).spec ?? { containers: [] })
    return withGeneration({ ...old, metadata: next.metadata, spec }, old)
  },
  validateUpdate: (next, old) => validatePodResize(old as Pod, next as Pod),
}

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
  const spec = copyOf<PodSpec>({
    ...rest,
    ...(asked.resources ? { resources: asked.resources } : {}),
    containers: kept(old.containers, asked.containers) ?? [],
    ...(old.initContainers ? { initContainers: kept(old.initContainers, asked.initContainers) ?? [] } : {}),
  })
  setDefaultsPod(spec)
  return spec
}

// registry/core/pod: strategy.go podEphemeralContainersStrategy, dropNonEphemeralContainerUpdates (v1.36)
export const ephemeralContainersDoor: UpdateStrategy = {
  prepareForUpdate(next, old) {
    const { ephemeralContainers } = (next as Partial<Pod>).spec ?? {}
    const { ephemeralContainers: _before, ...rest } = (old as Pod).spec
    const spec = copyOf<PodSpec>({ ...rest, ...(ephemeralContainers ? { ephemeralContainers } : {}) })
    setDefaultsPod(spec)
    return withGeneration({ ...old, metadata: next.metadata, spec }, old)
  },
  validateUpdate: (next, old) => ephemeralErrors(next as Pod, old as Pod),
}

// apis/core/validation: validation.go ValidatePodEphemeralContainersUpdate (v1.36)
function ephemeralErrors(next: Pod, old: Pod): FieldError[] {
  const path = 'spec.ephemeralContainers'
  const [before, after] = [old.spec.ephemeralContainers ?? [], next.spec.ephemeralContainers ?? []]
  if (old.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined) {
    return [forbidden('[]', 'static pods do not support ephemeral containers')]
  }
  const errors: FieldError[] = []
  const byName = new Map(after.map((each) => [each.name, each]))
  for (const each of before) {
    const now = byName.get(each.name)
    const called = `existing ephemeral containers ${JSON.stringify(each.name)}`
    if (!now) errors.push(forbidden(path, `${called} may not be removed\n`))
    else if (!sameMeaning(now, each)) {
      errors.push(forbidden(path, `${called} may not be changed\n${goEphemeralContainerDiff(each, now)}`))
    }
  }
  return errors
}
