import type { Cluster } from '../admission/cluster.ts'
import type { DefinitionNames } from '../object/custom-resource-definition.ts'
import type { KubeObject } from '../object/meta.ts'
import { type KindInfo, kindInfo, knownKinds } from './kinds.ts'

interface DefinitionSpec {
  readonly group?: string
  readonly scope?: string
  readonly names?: DefinitionNames
  readonly versions?: readonly { readonly name?: string; readonly served?: boolean }[]
}

/** A kind that the API server serves, its own or one of a CustomResourceDefinition that is there. */
export function servedKind(apiVersion: string, kind: string, cluster: Pick<Cluster, 'list'>): KindInfo | undefined {
  const known = kindInfo(apiVersion, kind)
  if (known) return known
  for (const definition of cluster.list('CustomResourceDefinition', '')) {
    const found = customKind(definition, apiVersion, kind)
    if (found) return found
  }
  return undefined
}

/** Every kind that is served: the API server's own first, in the order of the versions of custom ones. */
export function servedKinds(cluster: Pick<Cluster, 'list'>): readonly KindInfo[] {
  const definitions = cluster.list('CustomResourceDefinition', '')
  if (definitions.length === 0) return knownKinds()
  const custom = definitions.flatMap((definition) => {
    const { group, names, versions = [] } = (definition.spec ?? {}) as DefinitionSpec
    return versions.flatMap(({ name }) => customKind(definition, `${group}/${name}`, names?.kind ?? '') ?? [])
  })
  return [...knownKinds(), ...custom]
}

function customKind({ spec }: KubeObject, apiVersion: string, kind: string): KindInfo | undefined {
  const { group, names, scope, versions = [] } = (spec ?? {}) as DefinitionSpec
  const isServed = (versions: DefinitionSpec['versions']) =>
    versions?.some(({ name, served }) => served !== false && `${group}/${name}` === apiVersion)
  if (names?.kind !== kind || !isServed(versions)) return undefined
  return {
    apiVersion,
    kind,
    resource: names.plural ?? `${kind.toLowerCase()}s`,
    namespaced: scope !== 'Cluster',
    shortNames: names.shortNames ?? [],
    ...(names.categories ? { categories: names.categories } : {}),
  }
}
