import { goJson } from '../../manifest/field-error.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'

/** The text of an Event about a resize: what it is, and in JSON what the containers get. */
// kubelet: events/resize.go podResizeMessage (v1.36)
export function podResizeMessage(what: string, pod: Pod, generation: number, error?: string): string {
  const { containers, initContainers } = pod.spec
  const parts = [
    ...(initContainers?.length ? [`"initContainers":${summary(initContainers)}`] : []),
    `"containers":${summary(containers)}`,
    `"generation":${generation}`,
    ...(error === undefined || error === '' ? [] : [`"error":${goJson(error)}`]),
  ]
  return `Pod resize ${what}: {${parts.join(',')}}`
}

function summary(containers: readonly Container[]): string {
  return goJson(containers.map(({ name, resources }) => ({ name, resources: resources ?? {} })))
}
