import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, listAt, mapAt, sortedEntries, textAt } from '../field.ts'
import { claimLines } from './claim.ts'
import type { Lines } from './lines.ts'
import { quantityText, textOr } from './words.ts'

/** The fields of a volume's source, as `Title field`; `?` behind a field: false where it is not set. */
interface SourceWords {
  readonly type: string
  readonly fields: readonly string[]
}

/** What is no more than its fields, one a line. */
const SOURCES: ReadonlyMap<string, SourceWords> = new Map([
  ['hostPath', { type: 'HostPath (bare host directory volume)', fields: ['Path path', 'HostPathType type'] }],
  [
    'emptyDir',
    {
      type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
      fields: ['Medium medium', 'SizeLimit sizeLimit'],
    },
  ],
  [
    'gcePersistentDisk',
    {
      type: 'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)',
      fields: ['PDName pdName', 'FSType fsType', 'Partition partition#', 'ReadOnly readOnly?'],
    },
  ],
  [
    'awsElasticBlockStore',
    {
      type: 'AWSElasticBlockStore (a Persistent Disk resource in AWS)',
      fields: ['VolumeID volumeID', 'FSType fsType', 'Partition partition#', 'ReadOnly readOnly?'],
    },
  ],
  [
    'gitRepo',
    {
      type: 'GitRepo (a volume that is pulled from git when the pod is created)',
      fields: ['Repository repository', 'Revision revision'],
    },
  ],
  [
    'secret',
    { type: 'Secret (a volume populated by a Secret)', fields: ['SecretName secretName', 'Optional optional?'] },
  ],
  ['configMap', { type: 'ConfigMap (a volume populated by a ConfigMap)', fields: ['Name name', 'Optional optional?'] }],
  [
    'nfs',
    {
      type: 'NFS (an NFS mount that lasts the lifetime of a pod)',
      fields: ['Server server', 'Path path', 'ReadOnly readOnly?'],
    },
  ],
  [
    'persistentVolumeClaim',
    {
      type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
      fields: ['ClaimName claimName', 'ReadOnly readOnly?'],
    },
  ],
  [
    'iscsi',
    {
      type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
      fields: [
        ...['TargetPortal targetPortal', 'IQN iqn', 'Lun lun#', 'ISCSIInterface iscsiInterface', 'FSType fsType'],
        'ReadOnly readOnly?',
      ],
    },
  ],
  [
    'image',
    { type: 'Image (a container image or OCI artifact)', fields: ['Reference reference', 'PullPolicy pullPolicy'] },
  ],
  ['local', { type: 'LocalVolume (a persistent volume backed by local storage on a node)', fields: ['Path path'] }],
])

// kubectl: pkg/describe/describe.go describeVolumes (v1.36)
export function describeVolumes(out: Lines, volumes: readonly unknown[], space = ''): void {
  out.line(0, `${space}Volumes:${volumes.length === 0 ? '\t<none>' : ''}`)
  for (const volume of volumes) {
    out.line(1, `${space === '' ? '' : ' '}${textAt(volume, 'name')}:`)
    describeVolumeSource(out, volume)
  }
}

/** The source of a Pod's volume, or of a PersistentVolume. */
export function describeVolumeSource(out: Lines, holder: unknown): void {
  for (const [name, { type, fields }] of SOURCES) {
    const source = at(holder, name)
    if (source === undefined) continue
    out.line(2, `Type:\t${type}`)
    for (const field of fields) out.line(2, fieldText(field, source))
    return
  }
  if (at(holder, 'projected')) projected(out, listAt(holder, 'projected', 'sources'))
  else if (at(holder, 'downwardAPI')) downwardAPI(out, listAt(holder, 'downwardAPI', 'items'))
  else if (at(holder, 'csi')) csi(out, mapAt(holder, 'csi'))
  else if (at(holder, 'ephemeral')) {
    out.line(
      2,
      'Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)',
    )
    const template = at(holder, 'ephemeral', 'volumeClaimTemplate')
    if (template) claimLines(out, template as KubeObject, '    ', undefined)
  } else out.line(1, '<unknown>')
}

function fieldText(field: string, source: unknown): string {
  const [title = '', given = ''] = field.split(' ')
  const name = given.replace(/[?#]$/, '')
  const value = at(source, name)
  if (given.endsWith('?')) return `${title}:\t${value === true}`
  if (given.endsWith('#')) return `${title}:\t${textOr('0', source, name)}`
  if (name === 'sizeLimit') {
    const size = value === undefined ? '0' : quantityText(value)
    return `${title}:\t${size === '0' ? '<unset>' : size}`
  }
  return `${title}:\t${name === 'type' && value === undefined ? '<none>' : textAt(source, name)}`
}

// kubectl: pkg/describe/describe.go printProjectedVolumeSource (v1.36)
function projected(out: Lines, sources: readonly unknown[]): void {
  out.line(2, 'Type:\tProjected (a volume that contains injected data from multiple sources)')
  for (const source of sources) {
    for (const [title, name] of [
      ['SecretName', 'secret'],
      ['ConfigMapName', 'configMap'],
    ] as const) {
      const named = at(source, name)
      if (named === undefined) continue
      out.line(2, `${title}:\t${textAt(named, 'name')}`)
      out.line(2, `Optional:\t${at(named, 'optional') === true}`)
    }
    if (at(source, 'downwardAPI')) out.line(2, 'DownwardAPI:\ttrue')
    if (at(source, 'serviceAccountToken')) {
      out.line(2, `TokenExpirationSeconds:\t${textAt(source, 'serviceAccountToken', 'expirationSeconds')}`)
    }
  }
}

// kubectl: pkg/describe/describe.go printDownwardAPIVolumeSource (v1.36)
function downwardAPI(out: Lines, items: readonly unknown[]): void {
  out.line(2, 'Type:\tDownwardAPI (a volume populated by information about the pod)')
  out.line(2, 'Items:')
  for (const item of items) {
    const from = textAt(item, 'fieldRef', 'fieldPath') || textAt(item, 'resourceFieldRef', 'resource')
    out.line(3, `${from} -> ${textAt(item, 'path')}`)
  }
}

/** A Pod's own, or a PersistentVolume's, which says its volume's handle. */
// kubectl: pkg/describe/describe.go printCSIVolumeSource, printCSIPersistentVolumeSource (v1.36)
function csi(out: Lines, source: unknown): void {
  out.line(2, 'Type:\tCSI (a Container Storage Interface (CSI) volume source)')
  out.line(2, `Driver:\t${textAt(source, 'driver')}`)
  out.line(2, `FSType:\t${textAt(source, 'fsType')}`)
  if (at(source, 'volumeHandle') !== undefined) out.line(2, `VolumeHandle:\t${textAt(source, 'volumeHandle')}`)
  out.line(2, `ReadOnly:\t${at(source, 'readOnly') === true}`)
  const attributes = sortedEntries(mapAt(source, 'volumeAttributes'))
  if (attributes.length === 0) out.line(2, 'VolumeAttributes:\t<none>')
  attributes.forEach(([key, value], index) => {
    const text = `${key}=${String(value)}`
    const shown = text.length > 140 ? `${text.slice(0, 140)}...` : text
    out.line(2, index === 0 ? `VolumeAttributes:\t${shown}` : `\t${shown}`)
  })
}
