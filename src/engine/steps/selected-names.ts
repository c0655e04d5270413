import { ownValue } from '../../lib/own.ts'
import { kindOfResource } from '../../manifest/schema/kinds.ts'
import type { Selection } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Say } from './step-target.ts'

/** The names that are meant: given, all of the namespace, or those with certain labels. */
export function selectedNames(
  cluster: Cluster,
  resource: string,
  namespace: string,
  { names, all, selector }: Selection,
  say: Say,
): readonly string[] {
  if (!all && selector === undefined) return names
  const wanted = (selector ?? '')
    .split(',')
    .filter(Boolean)
    .map((term) => term.split('=').filter(Boolean))
  const found = cluster.api
    .list(kindOfResource(resource) ?? resource, namespace)
    .filter(({ metadata }) =>
      wanted.every(([key = '', value]) =>
        value === undefined ? ownValue(metadata.labels, key) !== undefined : ownValue(metadata.labels, key) === value,
      ),
    )
  if (found.length === 0) say('stdout', 'No resources found')
  return found.map(({ metadata }) => metadata.name)
}
