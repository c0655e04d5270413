import { isImmortalNamespace } from '../../manifest/admission/namespace-lifecycle.ts'
import { kindOfResource, kindWithGroup, resourceWithGroup } from '../../manifest/schema/kinds.ts'
import type { Action } from '../../scenario/action.ts'
import { deleteNamespace } from '../apiserver/delete-namespace.ts'
import { deleteObject } from '../apiserver/delete-object.ts'
import { deletePod } from '../apiserver/delete-pod.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Say } from './step-target.ts'

export function remove(cluster: Cluster, action: Action & { kind: 'delete' }, name: string, say: Say): void {
  const { api, world } = cluster
  const { namespace, resource } = action
  const kind = kindOfResource(resource) ?? resource
  const where = namespace === '' ? '' : ` from ${namespace} namespace`
  if (kind === 'Namespace') {
    if (isImmortalNamespace(name)) {
      const why = `namespaces "${name}" is forbidden: this namespace may not be deleted`
      say('stderr', `Error from server (Forbidden): ${why}`)
    } else if (deleteNamespace(api, name, world.now, { by: 'kubectl' })) say('stdout', `namespace "${name}" deleted`)
    else say('stderr', `Error from server (NotFound): namespaces "${name}" not found`)
    return
  }
  if (kind !== 'Pod') {
    const object = api.get(kind, namespace, name)
    const done = deleteObject(api, { kind, namespace, name }, action.propagation ?? 'Background', world.now, {
      by: 'kubectl',
    })
    if (object && done) say('stdout', `${kindWithGroup(object)} "${name}" deleted${where}`)
    else say('stderr', `Error from server (NotFound): ${resourceWithGroup(resource)} "${name}" not found`)
    return
  }
  const grace = action.gracePeriodSeconds ?? (action.force ? 0 : undefined)
  const options = grace === undefined ? {} : { gracePeriodSeconds: grace }
  if (!deletePod(api, namespace, name, options, world.now, { by: 'kubectl' })) {
    say('stderr', `Error from server (NotFound): pods "${name}" not found`)
    return
  }
  if (action.force) say('stderr', FORCE_WARNING)
  say('stdout', `pod "${name}" ${action.force ? 'force deleted' : 'deleted'} from ${namespace} namespace`)
}

// kubectl: pkg/cmd/delete/delete.go (v1.36)
const FORCE_WARNING =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.'
