import { newBadRequest, newResourceNotFound } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindOfResource, kindWithGroup } from '../../manifest/schema/kinds.ts'
import { hasStatus } from '../../manifest/schema/shape.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { KUBECTL } from './change-object.ts'
import { sayReply, sayStatus } from './say-status.ts'
import type { Say } from './step-target.ts'

type Patch = Action & { kind: 'patch' }

// kubectl: pkg/cmd/patch/patch.go RunPatch (v1.36)
export function patch({ api, world }: Cluster, action: Patch, say: Say): void {
  const { namespace, name, resource, subresource } = action
  const at = { kind: kindOfResource(resource) ?? resource, namespace, name }
  const there = api.request({ verb: 'get', ...at }, KUBECTL)
  if (!sayReply(there, say)) return
  const current = there.object as KubeObject
  if (subresource === 'scale') {
    const note = { kind: 'command', command: `kubectl patch --subresource ${subresource}` } as const
    world.record({ kind: 'notSimulated', note })
    return
  }
  if (!serves(current, subresource)) {
    sayStatus(newResourceNotFound(), say)
    return
  }
  if (action.syntaxError !== undefined) {
    const where = action.type === 'strategic' ? '' : 'error decoding patch: '
    sayStatus(newBadRequest(where + action.syntaxError), say)
    return
  }
  const door = subresource === undefined ? {} : { subresource: subresource as 'status' | 'resize' }
  const body = { type: action.type, patch: action.patch }
  const rule = subresource === 'resize' ? ({ rule: 'RESIZE-1' } as const) : {}
  const reply = api.request({ verb: 'patch', ...at, ...door, body }, { ...KUBECTL, ...rule })
  if (!sayReply(reply, say)) return
  say('stdout', `${kindWithGroup(current)}/${name} patched${reply.object === current ? ' (no change)' : ''}`)
}

function serves({ apiVersion, kind }: KubeObject, subresource: string | undefined): boolean {
  if (subresource === undefined) return true
  if (subresource === 'status') return hasStatus(apiVersion, kind)
  return subresource === 'resize' && kind === 'Pod'
}
