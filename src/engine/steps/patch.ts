import { badRequest, kubectlText } from '../../manifest/api-error.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { servedKind } from '../../manifest/schema/custom-kind.ts'
import { kindOfResource, kindWithGroup, resourceWithGroup } from '../../manifest/schema/kinds.ts'
import { hasStatus } from '../../manifest/schema/shape.ts'
import type { Action } from '../../scenario/action.ts'
import { patchObject } from '../apiserver/patch/patch-object.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { changeObject } from './change-object.ts'
import { resize } from './resize.ts'
import type { Say } from './step-target.ts'

type Patch = Action & { kind: 'patch' }

// kubectl: pkg/cmd/patch/patch.go RunPatch (v1.36)
export function patch(cluster: Cluster, action: Patch, say: Say): void {
  const { namespace, name, resource, subresource } = action
  const kind = kindOfResource(resource) ?? resource
  const current = cluster.api.get(kind, namespace, name)
  const info = current && servedKind(current.apiVersion, kind, cluster.present)
  if (!current || !info) {
    say('stderr', `Error from server (NotFound): ${resourceWithGroup(resource)} "${name}" not found`)
    return
  }
  if (subresource === 'scale') {
    cluster.world.record({ kind: 'notSimulated', what: `kubectl patch --subresource ${subresource}` })
    return
  }
  if (!serves(current, subresource)) {
    say('stderr', 'Error from server (NotFound): the server could not find the requested resource')
    return
  }
  if (action.syntaxError !== undefined) {
    const where = action.type === 'strategic' ? '' : 'error decoding patch: '
    say('stderr', kubectlText([badRequest(where + action.syntaxError)], null))
    return
  }
  const answer = patchObject(current, info, action.type, action.patch)
  if ('refusal' in answer) {
    say('stderr', kubectlText([answer.refusal], null))
    return
  }
  for (const warning of answer.warnings) say('stderr', `Warning: ${warning}`)
  if (subresource === 'resize') {
    resize(cluster, current as Pod, answer.asked as Pod, say)
    return
  }
  const changed = changeObject(cluster, current, answer.asked, say, subresource === 'status' ? { subresource } : {})
  if (changed === 'refused') return
  say('stdout', `${kindWithGroup(current)}/${name} patched${changed === 'changed' ? '' : ' (no change)'}`)
}

function serves({ apiVersion, kind }: KubeObject, subresource: string | undefined): boolean {
  if (subresource === undefined) return true
  if (subresource === 'status') return hasStatus(apiVersion, kind)
  return subresource === 'resize' && kind === 'Pod'
}
