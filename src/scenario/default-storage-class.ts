import { DEFAULT_CLASS_ANNOTATION, wantsDefaultClass } from '../manifest/admission/default-storage-class.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import type { StatefulSet } from '../manifest/object/stateful-set.ts'
import type { PersistentVolumeClaimSpec, PersistentVolumeSpec } from '../manifest/object/storage.ts'
import { isLargeEnough, suits } from '../manifest/object/volume-match.ts'
import { type Place, placeAt } from '../manifest/place.ts'
import type { TextObject } from './assumed-image.ts'
import { noted, type Problem } from './problem.ts'
import type { ScenarioObject, Step } from './scenario.ts'

/** As small clusters of one machine come with one. */
// local-path-provisioner: deploy/local-path-storage.yaml; kind and minikube call theirs standard
const NAME = 'standard'
const PROVISIONER = 'rancher.io/local-path'

interface Claimed {
  readonly claim: KubeObject
  readonly place: Place
  readonly path: string
}

/**
 * The default StorageClass that usual clusters have, where a claim of the text asks for the default, and nothing in the
 * text says how else it would get its volume: it has no StorageClass, and no volume without a class that would do.
 * Gives it to the claims of the text, since it was there before them.
 */
export function assumeDefaultStorageClass(
  objects: readonly TextObject[],
  steps: readonly Step[],
  stepsDocument: number,
): { readonly object: ScenarioObject; readonly problems: readonly Problem[] } | undefined {
  const later = steps.flatMap(({ action, range }) => {
    const objects = action.kind === 'apply' ? action.objects : action.kind === 'run' ? action.brings.objects : []
    return objects.map((object) => ({ object, place: placeAt(stepsDocument, range), path: 'spec.steps' }))
  })
  const all = [...objects.map(({ object, place }) => ({ object, place, path: 'spec' })), ...later]
  const claims = all.flatMap(claimsOf)
  const [first] = claims
  if (!first) return undefined
  for (const { object } of all) {
    if (object.kind === 'StorageClass') return undefined
    if (object.kind === 'PersistentVolume' && claims.some(({ claim }) => wouldHold(object, claim))) return undefined
  }
  for (const { object } of objects) {
    if (object.kind === 'PersistentVolumeClaim' && wantsDefaultClass(object)) {
      const spec = object.spec as PersistentVolumeClaimSpec
      spec.storageClassName = NAME
    }
  }
  return {
    object: { object: standardClass(), document: first.place.document, assumed: true },
    problems: claims.map(said),
  }
}

/** Those that a StatefulSet will make count as well. */
function claimsOf({ object, place, path }: { object: KubeObject; place: Place; path: string }): Claimed[] {
  if (object.kind === 'PersistentVolumeClaim') return wantsDefaultClass(object) ? [{ claim: object, place, path }] : []
  if (object.kind !== 'StatefulSet') return []
  const { volumeClaimTemplates = [] } = (object as StatefulSet).spec
  return volumeClaimTemplates.flatMap(({ metadata, spec }, index) => {
    const { namespace } = object.metadata
    const meta = { ...metadata, name: metadata?.name ?? '', ...(namespace === undefined ? {} : { namespace }) }
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: meta, spec }
    const at = path === 'spec' ? `spec.volumeClaimTemplates[${index}].spec` : path
    return wantsDefaultClass(claim) ? [{ claim, place, path: at }] : []
  })
}

/** A volume that is kept for somebody else by name is no way out. */
function wouldHold(volume: KubeObject, claim: KubeObject): boolean {
  const { claimRef } = (volume.spec ?? {}) as PersistentVolumeSpec
  if (claimRef && (claimRef.name !== claim.metadata.name || claimRef.namespace !== claim.metadata.namespace)) {
    return false
  }
  return isLargeEnough(volume, claim) && (claimRef !== undefined || suits(volume, claim))
}

function standardClass(): KubeObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: NAME, annotations: { [DEFAULT_CLASS_ANNOTATION]: 'true' } },
    provisioner: PROVISIONER,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
  }
}

function said({ place, path }: Claimed): Problem {
  return noted(place, path, { kind: 'defaultStorageClass', name: NAME, provisioner: PROVISIONER }, 'key')
}
