import { rfc3339 } from '../../lib/time.ts'
import { derivedObjects, type Moment, type Stored } from '../../manifest/derived-objects.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { publishedObjects, systemObjects } from '../../manifest/published-objects.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'

/** The objects of a kind, those among them that nobody has written: of the cluster, of its controllers, in every namespace. */
export function servedObjects(
  { kind, namespaced }: KindInfo,
  namespace: string | undefined,
  stored: Stored,
  moment: Moment,
): readonly KubeObject[] {
  const since = rfc3339(moment.clusterBegan)
  const own = stored(kind, namespaced ? namespace : '')
  const others = [...systemObjects(kind, since), ...derivedObjects(kind, stored, moment)]
  const here = namespaced && namespace !== undefined
  const added = here ? others.filter(({ metadata }) => metadata.namespace === namespace) : others
  const all = withOthers(own, added)
  const namespaces = withOthers(stored('Namespace', ''), systemObjects('Namespace', since))
  const where = here ? namespaces.filter(({ metadata }) => metadata.name === namespace) : namespaces
  return withOthers(all, publishedObjects(kind, where))
}

function withOthers(stored: readonly KubeObject[], others: readonly KubeObject[]): readonly KubeObject[] {
  if (others.length === 0) return stored
  const key = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`
  const known = new Set(stored.map(key))
  const added = others.filter((object) => !known.has(key(object)))
  return added.length > 0 ? [...stored, ...added] : stored
}
