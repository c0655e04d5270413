import type { Pod } from '../../../manifest/pod/pod.ts'

export type ResourceClaimPlan =
  /** A template is not there. */
  | { readonly kind: 'refuse'; readonly message: string }
  | { readonly kind: 'nothing'; readonly because: 'gone' | 'beingDeleted' | 'nothingMissing' }

/** `templateNamed` finds a template of the Pod's namespace. */
// controller-manager: pkg/controller/resourceclaim/controller.go syncPod, handleClaim (v1.36)
export function planResourceClaims(
  pod: Pod | undefined,
  templateNamed: (name: string) => object | undefined,
): ResourceClaimPlan {
  if (!pod) return { kind: 'nothing', because: 'gone' }
  if (pod.metadata.deletionTimestamp !== undefined) return { kind: 'nothing', because: 'beingDeleted' }
  for (const { name, resourceClaimTemplateName: template } of pod.spec.resourceClaims ?? []) {
    if (template === undefined || templateNamed(template)) continue
    const why = `resource claim template "${template}": resourceclaimtemplate.resource.k8s.io "${template}" not found`
    return { kind: 'refuse', message: `PodResourceClaim ${name}: ${why}` }
  }
  return { kind: 'nothing', because: 'nothingMissing' }
}
