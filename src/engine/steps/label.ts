import { isValidLabelValue } from '../../manifest/object/name.ts'
import { kindOfResource, kindWithGroup, resourceWithGroup } from '../../manifest/schema/kinds.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { changeObject } from './change-object.ts'
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
  const before = new Map(Object.entries(object.metadata[field] ?? {}))
  const conflict = Object.entries(changes).find(
    ([key, value]) => value !== null && before.has(key) && before.get(key) !== value,
  )
  if (conflict && !overwrite) {
    const taken = `'${conflict[0]}' already has a value (${before.get(conflict[0])})`
    say(
      'stderr',
      field === 'labels'
        ? `error: ${taken}, and --overwrite is false`
        : `error: --overwrite is false but found the following declared annotation(s): ${taken}`,
    )
    return
  }
  const wrongValue = Object.entries(changes).flatMap(([key, value]) =>
    field === 'annotations' || value === null
      ? []
      : isValidLabelValue(value).map((wrong) => `"${key}=${value}": ${wrong}`),
  )[0]
  if (wrongValue !== undefined) {
    say('stderr', `error: invalid label value: ${wrongValue}`)
    return
  }
  const after = new Map(before)
  for (const [key, value] of Object.entries(changes)) {
    if (value !== null) after.set(key, value)
    else if (!after.delete(key) && field === 'labels') say('stdout', `label "${key}" not found.`)
  }
  const [was, is] = [before, after].map((words) => JSON.stringify(Object.fromEntries(words))) as [string, string]
  const asked = { ...object, metadata: { ...object.metadata, [field]: Object.fromEntries(after) } }
  if (changeObject(cluster, object, asked, say) === 'refused') return
  say('stdout', `${called} ${field === 'labels' ? labelled(was, is, overwrite) : 'annotated'}`)
}

/** kubectl goes by the length of what it sends. */
// kubectl: pkg/cmd/label/label.go updateDataChangeMsg (v1.36)
function labelled(before: string, after: string, overwrite: boolean): string {
  if (before === after) return 'not labeled'
  return !overwrite && after.length < before.length ? 'unlabeled' : 'labeled'
}
