import type { KubeObject } from '../../../manifest/object/meta.ts'
import { groupResource, knownKinds } from '../../../manifest/schema/kinds.ts'

export interface NamespaceCondition {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly lastTransitionTime: string
  readonly reason: string
  readonly message: string
}

/** What a namespace that is being deleted says of itself; `left` is what is still in it, `now` a timestamp. */
// controller-manager: pkg/controller/namespace/deletion/status_condition_utils.go (v1.36)
export function conditionsOf(
  left: readonly KubeObject[],
  before: readonly NamespaceCondition[],
  now: string,
): NamespaceCondition[] {
  const remaining = countsOf(left.map(nameOfKind)).map(
    ([resource, count]) => `${resource} has ${count} resource instances`,
  )
  const finalizers = countsOf(left.flatMap(({ metadata }) => metadata.finalizers ?? []))
  const held = finalizers.map(([finalizer, count]) => `${finalizer} in ${count} resource instances`)
  const said = [
    good('NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'),
    good(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    good(
      'NamespaceDeletionContentFailure',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    remaining.length > 0
      ? bad('NamespaceContentRemaining', 'SomeResourcesRemain', `Some resources are remaining: ${remaining.join(', ')}`)
      : good('NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'),
    held.length > 0
      ? bad(
          'NamespaceFinalizersRemaining',
          'SomeFinalizersRemain',
          `Some content in the namespace has finalizers remaining: ${held.join(', ')}`,
        )
      : good('NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'),
  ]
  return said.map(({ type, status, reason, message }) => {
    const old = before.find((each) => each.type === type)
    return { type, status, lastTransitionTime: old?.status === status ? old.lastTransitionTime : now, reason, message }
  })
}

type Said = Omit<NamespaceCondition, 'lastTransitionTime'>

function good(type: string, reason: string, message: string): Said {
  return { type, status: 'False', reason, message }
}

function bad(type: string, reason: string, message: string): Said {
  return { type, status: 'True', reason, message }
}

/** pods. and deployments.apps: the group stands behind the point, and may be empty. */
function nameOfKind({ apiVersion, kind }: KubeObject): string {
  const info = knownKinds().find((each) => each.kind === kind && each.apiVersion === apiVersion)
  const name = info ? groupResource(info) : kind
  return name.includes('.') ? name : `${name}.`
}

function countsOf(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}
