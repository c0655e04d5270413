import { namespaceWarnings } from '../../manifest/admission/pod-security/pod-security.ts'
import { validatePolicyLabels } from '../../manifest/admission/pod-security/policy.ts'
import { invalidObject, kubectlText } from '../../manifest/api-error.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Say } from './step-target.ts'

/** Whether a namespace's new labels make sense; says so if not, and which Pods they would keep out. True for other kinds. */
export function mayChange(cluster: Cluster, before: KubeObject, after: KubeObject, say: Say): boolean {
  const info = before.kind === 'Namespace' ? kindInfo('v1', 'Namespace') : undefined
  if (!info) return true
  const errors = validatePolicyLabels(after.metadata.labels ?? {}, 'metadata.labels')
  if (errors.length > 0) {
    say('stderr', kubectlText([invalidObject(after, info, errors)], null))
    return false
  }
  const pods = cluster.api.list('Pod', before.metadata.name) as readonly Pod[]
  for (const warning of namespaceWarnings(before, after, pods)) say('stderr', `Warning: ${warning}`)
  return true
}
