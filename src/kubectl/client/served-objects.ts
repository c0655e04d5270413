import type { KubeObject } from '../../manifest/object/meta.ts'
import { publishedObjects, SYSTEM_NAMESPACES, systemObjects } from '../../manifest/published-objects.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'

/** The objects of a kind, those among them that are in every namespace although nobody has written them. */
export function servedObjects(
  { kind, namespaced }: KindInfo,
  namespace: string | undefined,
  stored: (kind: string, namespace: string | undefined) => readonly KubeObject[],
): readonly KubeObject[] {
  const own = stored(kind, namespaced ? namespace : '')
  const system = systemObjects(kind)
  if (system.length > 0) {
    const here = namespaced && namespace !== undefined
    return withOthers(own, here ? system.filter(({ metadata }) => metadata.namespace === namespace) : system)
  }
  const all = withOthers(stored('Namespace', ''), SYSTEM_NAMESPACES)
  const namespaces = namespace === undefined ? all : all.filter(({ metadata }) => metadata.name === namespace)
  return withOthers(own, publishedObjects(kind, namespaces))
}

function withOthers(stored: readonly KubeObject[], others: readonly KubeObject[]): readonly KubeObject[] {
  const key = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`
  const known = new Set(stored.map(key))
  const added = others.filter((object) => !known.has(key(object)))
  return added.length > 0 ? [...stored, ...added] : stored
}
