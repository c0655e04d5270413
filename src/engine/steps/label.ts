import { kindOfResource, kindWithGroup, resourceWithGroup } from '../../manifest/schema/kinds.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster.ts'
import { mayChange } from './namespace-labels.ts'
import type { Say } from './step-target.ts'

// kubectl: pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go (v1.36)
export function label(cluster: Cluster, action: Action & { kind: 'label' }, name: string, say: Say): void {
  const { api } = cluster
  const { field, resource, namespace, changes, overwrite } = action
  const kind = kindOfResource(resource) ?? resource
  const object = api.get(kind, namespace, name)
  if (!object) {
    say('stderr', `Error from server (NotFound): ${resourceWithGroup(resource)} "${name}" not found`)
    return
  }
  const called = `${kindWithGroup(object)}/${name}`
  const before = object.metadata[field] ?? {}
  const conflict = Object.entries(changes).find(
    ([key, value]) => value !== null && before[key] !== undefined && before[key] !== value,
  )
  if (conflict && !overwrite) {
    const taken = `'${conflict[0]}' already has a value (${before[conflict[0]]})`
    say(
      'stderr',
      field === 'labels'
        ? `error: ${taken}, and --overwrite is false`
        : `error: --overwrite is false but found the following declared annotation(s): ${taken}`,
    )
    return
  }
  const after = { ...before }
  for (const [key, value] of Object.entries(changes)) {
    if (value !== null) after[key] = value
    else if (key in after) delete after[key]
    else if (field === 'labels') say('stdout', `label "${key}" not found.`)
  }
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)]
  if (!mayChange(cluster, object, { ...object, metadata: { ...object.metadata, [field]: after } }, say)) return
  if (was !== is) {
    api.update(kind, namespace, name, { by: 'kubectl' }, (current) => ({
      ...current,
      metadata: { ...current.metadata, [field]: after },
    }))
  }
  say('stdout', `${called} ${field === 'labels' ? labelled(was, is, overwrite) : 'annotated'}`)
}

/** kubectl goes by the length of what it sends. */
// kubectl: pkg/cmd/label/label.go updateDataChangeMsg (v1.36)
function labelled(before: string, after: string, overwrite: boolean): string {
  if (before === after) return 'not labeled'
  return !overwrite && after.length < before.length ? 'unlabeled' : 'labeled'
}
