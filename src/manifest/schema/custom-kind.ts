import type { Cluster } from '../admission/cluster.ts'
import type { KubeObject } from '../object/meta.ts'
import { type KindInfo, kindInfo } from './kinds.ts'

interface DefinitionSpec {
  readonly group?: string
  readonly scope?: string
  readonly names?: { readonly kind?: string; readonly plural?: string; readonly shortNames?: readonly string[] }
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
  }
}
