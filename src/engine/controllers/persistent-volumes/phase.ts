import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { WriteReason } from '../../apiserver/request.ts'
import type { ApiServer } from '../../apiserver/server.ts'

export function phaseOf({ status }: KubeObject): string | undefined {
  return (status as { phase?: string } | undefined)?.phase
}

/** `why` beside it: what stands in the volume's status where it has failed. */
// controller-manager: pv_controller.go updateVolumePhase (v1.36)
export function setPhase(
  api: ApiServer,
  { metadata }: KubeObject,
  phase: string,
  reason: WriteReason,
  why?: { readonly reason: string; readonly message: string },
): void {
  api.update('PersistentVolume', '', metadata.name, { ...reason, subresource: 'status' }, (current) => ({
    ...current,
    status: { phase, ...why },
  }))
}
