import type { ApiServer } from '../apiserver/server.ts'
import { type Claim, isBound, type PersistentVolume, podClaims, SELECTED_NODE } from './claims.ts'
import type { NodeInfo } from './node-info.ts'
import type { Cycle } from './plugin.ts'
import { findVolumes } from './plugins/volume-binding.ts'

const BY = { by: { name: 'default-scheduler' } }

/**
 * Says of the claims that waited for their Pod's node which volume they are to get, or on which node it is to be made.
 * Binding them is somebody else's work. True: all of the Pod's claims are bound already.
 */
// scheduler: plugins/volumebinding/binder.go bindAPIUpdate (v1.36)
export function bindVolumes(api: ApiServer, cycle: Cycle, node: NodeInfo): boolean {
  const { waiting } = podClaims(cycle)
  for (const [claim, volume] of findVolumes(cycle, waiting, node) ?? []) {
    if (volume) reserve(api, volume, claim)
    else selectNode(api, claim, node.name)
  }
  return waiting.length === 0
}

/** Whether every claim of a Pod is bound. */
// scheduler: plugins/volumebinding/binder.go checkBindings (v1.36)
export function claimsBound({ pod, objects }: Cycle): boolean {
  return pod.claims.every((name) => {
    const claim = objects.get('PersistentVolumeClaim', pod.namespace, name) as Claim | undefined
    return claim !== undefined && isBound(claim)
  })
}

function reserve(api: ApiServer, volume: PersistentVolume, claim: Claim): void {
  const { namespace = '', name, uid = '' } = claim.metadata
  api.update('PersistentVolume', '', volume.metadata.name, BY, (current) => ({
    ...current,
    spec: { ...current.spec, claimRef: { ...current.spec.claimRef, namespace, name, uid } },
  }))
}

function selectNode(api: ApiServer, { metadata }: Claim, node: string): void {
  api.update('PersistentVolumeClaim', metadata.namespace ?? '', metadata.name, BY, (current) => ({
    ...current,
    metadata: { ...current.metadata, annotations: { ...current.metadata.annotations, [SELECTED_NODE]: node } },
  }))
}
