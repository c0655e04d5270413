import type { Cluster } from '../admission/cluster.ts'
import type { DefinitionNames } from '../object/custom-resource-definition.ts'
import type { KubeObject } from '../object/meta.ts'
import { schemaIn } from './custom-schema.ts'
import { type KindInfo, kindInfo, knownKinds } from './kinds.ts'

interface DefinitionSpec {
  readonly group?: string
  readonly scope?: string
  readonly names?: DefinitionNames
  readonly versions?: readonly DefinedVersion[]
}

interface DefinedVersion {
  readonly name?: string
  readonly served?: boolean
  readonly schema?: { readonly openAPIV3Schema?: unknown }
  readonly subresources?: { readonly status?: unknown }
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
    if (!Array.isArray(versions)) return []
    return versions.flatMap(
      (each?: DefinedVersion) => customKind(definition, `${group}/${each?.name}`, names?.kind ?? '') ?? [],
    )
  })
  return [...knownKinds(), ...custom]
}

function customKind({ spec }: KubeObject, apiVersion: string, kind: string): KindInfo | undefined {
  const { group, names, scope, versions = [] } = (spec ?? {}) as DefinitionSpec
  // Nobody has judged what a definition says.
  const version = (Array.isArray(versions) ? versions : []).find(
    (each?: DefinedVersion) => each?.served !== false && `${group}/${each?.name}` === apiVersion,
  )
  if (names?.kind !== kind || !version) return undefined
  const schema = schemaIn(version.schema?.openAPIV3Schema)
  return {
    apiVersion,
    kind,
    resource: names.plural ?? `${kind.toLowerCase()}s`,
    namespaced: scope !== 'Cluster',
    shortNames: names.shortNames ?? [],
    ...(names.categories ? { categories: names.categories } : {}),
    custom: { ...(schema ? { schema } : {}), hasStatus: version.subresources?.status !== undefined },
  }
}
