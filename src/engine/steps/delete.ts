import { kindOfResource, kindWithGroup } from '../../manifest/schema/kinds.ts'
import type { Action } from '../../scenario/action.ts'
import type { DeleteOptions } from '../apiserver/request.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { KUBECTL } from './change-object.ts'
import { sayReply } from './say-status.ts'
import type { Say } from './step-target.ts'

// kubectl: pkg/cmd/delete/delete.go (v1.36)
export function remove({ api }: Cluster, action: Action & { kind: 'delete' }, name: string, say: Say): void {
  const { namespace, resource, force, propagation } = action
  const kind = kindOfResource(resource) ?? resource
  const grace = action.gracePeriodSeconds ?? (force ? 0 : undefined)
  const body: DeleteOptions = {
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    propagationPolicy: propagation ?? 'Background',
  }
  const reply = api.request({ verb: 'delete', kind, namespace, name, body }, KUBECTL)
  if (!sayReply(reply, say)) return
  const forced = force && kind === 'Pod'
  if (forced) say('stderr', FORCE_WARNING)
  const where = namespace === '' ? '' : ` from ${namespace} namespace`
  say(
    'stdout',
    `${kindWithGroup(reply.object ?? { apiVersion: '', kind })} "${name}" ${forced ? 'force ' : ''}deleted${where}`,
  )
}

const FORCE_WARNING =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.'
