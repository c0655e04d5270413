import type { KubeObject, OwnerReference } from './meta.ts'

/** Whose an object is: at most one of its owners controls it. */
// apimachinery: pkg/apis/meta/v1/controller_ref.go GetControllerOf (v1.36)
export function controllerOf({ metadata }: Pick<KubeObject, 'metadata'>): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller)
}
