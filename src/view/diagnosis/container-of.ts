import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'

interface Named {
  readonly namespace: string
  readonly name: string
}

/** The container of that name as the newest version of its Pod has it. */
export function containerOf(trace: Trace, pod: Named, container: string): Container | undefined {
  const spec = specOf(trace, pod)
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'] as const) {
    const found = spec?.[list]?.find(({ name }) => name === container)
    if (found) return found as Container
  }
  return undefined
}

/** spec.containers[1] for the container of that name. */
export function containerPath(trace: Trace, pod: Named, container: string): string {
  const spec = specOf(trace, pod)
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'] as const) {
    const index = spec?.[list]?.findIndex(({ name }) => name === container) ?? -1
    if (index >= 0) return `spec.${list}[${index}]`
  }
  return 'spec.containers[0]'
}

function specOf(trace: Trace, { namespace, name }: Named): Pod['spec'] | undefined {
  const versions = trace.objects.get(objectKey('Pod', namespace, name)) ?? []
  return (versions.at(-1)?.object as Pod | undefined)?.spec
}
