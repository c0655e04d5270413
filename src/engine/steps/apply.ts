import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindWithGroup } from '../../manifest/schema/kinds.ts'
import { definitionOf } from '../../manifest/schema/shape.ts'
import type { Action } from '../../scenario/action.ts'
import { applyStrategicMerge } from '../apiserver/patch/strategic-merge.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { changeObject, KUBECTL } from './change-object.ts'
import { sayReply } from './say-status.ts'
import type { Say } from './step-target.ts'

export function apply(cluster: Cluster, action: Action & { kind: 'apply' }, object: KubeObject, say: Say): void {
  const { kind, metadata } = object
  const namespace = metadata.namespace ?? ''
  const called = `${kindWithGroup(object)}/${metadata.name}`
  const present = cluster.api.get(kind, namespace, metadata.name)
  if (action.create || !present) {
    const reply = cluster.api.request({ verb: 'create', body: object }, KUBECTL)
    if (sayReply(reply, say, action.source ?? null, 'creating')) say('stdout', `${called} created`)
    return
  }
  const asked = merged(present, object)
  const changed = changeObject(cluster, present, asked, say, action.source ?? null)
  if (changed !== 'refused') say('stdout', `${called} ${changed === 'changed' ? 'configured' : 'unchanged'}`)
}

/** What the manifest says, over what is there. What an earlier manifest said and this one does not stays as well. */
// kubectl: pkg/cmd/apply/patcher.go patchSimple (v1.36)
function merged(present: KubeObject, { status: _status, metadata, ...content }: KubeObject): KubeObject {
  const { labels, annotations } = metadata
  const patch = {
    ...content,
    metadata: { ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) },
  }
  const definition = definitionOf(present.apiVersion, present.kind) ?? 'ObjectWithMetadata'
  return applyStrategicMerge(present, patch, definition) as KubeObject
}
