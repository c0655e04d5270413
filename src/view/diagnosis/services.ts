import { ownValue } from '../../lib/own.ts'
import type { Time } from '../../lib/time.ts'
import type { ServiceSpec } from '../../manifest/object/service.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { objectsAt } from '../../trace/state-at.ts'
import type { Trace } from '../../trace/trace.ts'

/** The Services that select a Pod at an instant, by name. */
export function servicesOf(trace: Trace, pod: Pod, at: Time): readonly string[] {
  const names: string[] = []
  for (const { objectKind, namespace, name, object } of objectsAt(trace, at).values()) {
    if (objectKind !== 'Service' || namespace !== pod.metadata.namespace) continue
    const { selector } = (object.spec ?? {}) as ServiceSpec
    if (isSelected(selector, pod.metadata.labels)) names.push(name)
  }
  return names
}

export function isSelected(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  const wanted = Object.entries(selector ?? {})
  return wanted.length > 0 && wanted.every(([key, value]) => ownValue(labels, key) === value)
}
