import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, listAt, mapAt, textAt } from '../field.ts'
import { ageOf } from '../pod-row.ts'
import { tablePrinter } from './table-printer.ts'

const MODES: ReadonlyMap<string, string> = new Map([
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
])

/** In kubectl's own order. */
// kubernetes: pkg/apis/core/v1/helper/helpers.go GetAccessModesAsString (v1.36)
function accessModes(modes: readonly unknown[]): string {
  return [...MODES].flatMap(([mode, short]) => (modes.includes(mode) ? [short] : [])).join(',')
}

// printers: printPersistentVolumeClaim (v1.36)
export const claims = tablePrinter(
  'NAME STATUS VOLUME CAPACITY ACCESS_MODES STORAGECLASS VOLUMEATTRIBUTESCLASS AGE | VOLUMEMODE',
  (object, now) => {
    const volume = textAt(object, 'spec', 'volumeName')
    const phase = textAt(object, 'status', 'phase')
    return [
      object.metadata.name,
      object.metadata.deletionTimestamp === undefined ? phase : 'Terminating',
      volume,
      volume === '' ? '' : textAt(object, 'status', 'capacity', 'storage'),
      volume === '' ? '' : accessModes(listAt(object, 'status', 'accessModes')),
      textAt(object, 'spec', 'storageClassName'),
      textAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
      ageOf(object.metadata.creationTimestamp, now),
      textAt(object, 'spec', 'volumeMode') || '<unset>',
    ]
  },
)

// printers: printPersistentVolume (v1.36)
export const volumes = tablePrinter(
  'NAME CAPACITY ACCESS_MODES RECLAIM_POLICY STATUS CLAIM STORAGECLASS VOLUMEATTRIBUTESCLASS REASON AGE | VOLUMEMODE',
  (object, now) => {
    const claim = at(object, 'spec', 'claimRef')
    return [
      object.metadata.name,
      textAt(object, 'spec', 'capacity', 'storage'),
      accessModes(listAt(object, 'spec', 'accessModes')),
      textAt(object, 'spec', 'persistentVolumeReclaimPolicy'),
      object.metadata.deletionTimestamp === undefined ? textAt(object, 'status', 'phase') : 'Terminating',
      claim === undefined ? '' : `${textAt(claim, 'namespace')}/${textAt(claim, 'name')}`,
      textAt(object, 'spec', 'storageClassName'),
      textAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
      textAt(object, 'status', 'reason'),
      ageOf(object.metadata.creationTimestamp, now),
      textAt(object, 'spec', 'volumeMode') || '<unset>',
    ]
  },
)

// printers: printStorageClass (v1.36)
export const storageClasses = tablePrinter(
  'NAME PROVISIONER RECLAIMPOLICY VOLUMEBINDINGMODE ALLOWVOLUMEEXPANSION AGE',
  (object, now) => [
    object.metadata.name + (isDefault(object) ? ' (default)' : ''),
    textAt(object, 'provisioner'),
    textAt(object, 'reclaimPolicy') || 'Delete',
    textAt(object, 'volumeBindingMode') || 'Immediate',
    String(at(object, 'allowVolumeExpansion') === true),
    ageOf(object.metadata.creationTimestamp, now),
  ],
)

function isDefault(object: KubeObject): boolean {
  const annotations = mapAt(object, 'metadata', 'annotations')
  return (
    annotations['storageclass.kubernetes.io/is-default-class'] === 'true' ||
    annotations['storageclass.beta.kubernetes.io/is-default-class'] === 'true'
  )
}

// printers: printConfigMap (v1.36)
export const configMaps = tablePrinter('NAME DATA AGE', (object, now) => [
  object.metadata.name,
  String(Object.keys(mapAt(object, 'data')).length + Object.keys(mapAt(object, 'binaryData')).length),
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printSecret (v1.36)
export const secrets = tablePrinter('NAME TYPE DATA AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'type') || 'Opaque',
  String(Object.keys(mapAt(object, 'data')).length),
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printCSINode (v1.36)
export const csiNodes = tablePrinter('NAME DRIVERS AGE', (object, now) => [
  object.metadata.name,
  String(listAt(object, 'spec', 'drivers').length),
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printCSIDriver (v1.36)
export const csiDrivers = tablePrinter(
  'NAME ATTACHREQUIRED PODINFOONMOUNT STORAGECAPACITY TOKENREQUESTS REQUIRESREPUBLISH MODES AGE',
  (object, now) => {
    const audiences = listAt(object, 'spec', 'tokenRequests').map((each) => textAt(each, 'audience'))
    return [
      object.metadata.name,
      String(at(object, 'spec', 'attachRequired') !== false),
      String(at(object, 'spec', 'podInfoOnMount') === true),
      String(at(object, 'spec', 'storageCapacity') === true),
      audiences.join(',') || '<unset>',
      String(at(object, 'spec', 'requiresRepublish') === true),
      listAt(object, 'spec', 'volumeLifecycleModes').map(String).join(',') || '<none>',
      ageOf(object.metadata.creationTimestamp, now),
    ]
  },
)

// printers: printVolumeAttachment (v1.36)
export const volumeAttachments = tablePrinter('NAME ATTACHER PV NODE ATTACHED AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'spec', 'attacher'),
  textAt(object, 'spec', 'source', 'persistentVolumeName'),
  textAt(object, 'spec', 'nodeName'),
  String(at(object, 'status', 'attached') === true),
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printVolumeAttributesClass (v1.36)
export const volumeAttributesClasses = tablePrinter('NAME DRIVERNAME AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'driverName'),
  ageOf(object.metadata.creationTimestamp, now),
])
