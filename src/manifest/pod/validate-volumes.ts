import { duplicate, type FieldError, forbidden, invalid, notSupported, required } from '../field-error.ts'
import { isDNS1123Label } from '../object/name.ts'
import { child, item } from '../path.ts'
import { parseQuantity } from '../quantity.ts'
import { VOLUME_FIELD_PATHS, validateObjectFieldSelector, validateResourceFieldSelector } from './field-ref.ts'
import { validateNonnegativeQuantity } from './validate-resources.ts'
import type { DownwardItem, KeyToPath, ProjectedSource, Volume } from './volume.ts'
import { validateLocalNonReservedPath, validatePathNoBacksteps } from './volume-mount.ts'

export interface ValidatedVolumes {
  readonly errors: FieldError[]
  /** Those in order: a volume with an error is unknown to mounts. */
  readonly names: ReadonlySet<string>
}

// apis/core/validation: validation.go ValidateVolumes (v1.36)
export function validateVolumes(volumes: readonly Volume[], path: string): ValidatedVolumes {
  const errors: FieldError[] = []
  const names = new Set<string>()
  for (const [index, volume] of volumes.entries()) {
    const at = item(path, index)
    const namePath = child(at, 'name')
    const wrong = validateVolumeSource(volume, at)
    if (!volume.name) wrong.push(required(namePath))
    else wrong.push(...isDNS1123Label(volume.name).map((each) => invalid(namePath, volume.name, each)))
    if (names.has(volume.name)) wrong.push(duplicate(namePath, volume.name))
    if (wrong.length === 0) names.add(volume.name)
    errors.push(...wrong)
  }
  return { errors, names }
}

type Validate = (source: never, path: string) => FieldError[]

/** In upstream's order: the first that is set is the volume's kind. Others are looked at for being there only. */
const SOURCES: readonly (readonly [field: string, validate: Validate | undefined])[] = [
  ['emptyDir', validateEmptyDir],
  ['hostPath', validateHostPath],
  ['gitRepo', needs('repository')],
  ['gcePersistentDisk', needs('pdName')],
  ['awsElasticBlockStore', needs('volumeID')],
  ['secret', validateSecret],
  ['nfs', validateNfs],
  ['iscsi', undefined],
  ['glusterfs', needs('endpoints', 'path')],
  ['flocker', undefined],
  ['persistentVolumeClaim', needs('claimName')],
  ['rbd', undefined],
  ['cinder', needs('volumeID')],
  ['cephfs', undefined],
  ['quobyte', undefined],
  ['downwardAPI', validateDownwardAPI],
  ['fc', undefined],
  ['flexVolume', needs('driver')],
  ['configMap', validateConfigMap],
  ['azureFile', needs('secretName', 'shareName')],
  ['vsphereVolume', needs('volumePath')],
  ['photonPersistentDisk', needs('pdID')],
  ['portworxVolume', needs('volumeID')],
  ['azureDisk', undefined],
  ['storageos', undefined],
  ['projected', validateProjected],
  ['scaleIO', undefined],
  ['csi', needs('driver')],
  ['ephemeral', needs('volumeClaimTemplate')],
  ['image', undefined],
]

// apis/core/validation: validation.go validateVolumeSource (v1.36)
function validateVolumeSource(volume: Volume, path: string): FieldError[] {
  const given = SOURCES.filter(([field]) => volume[field] !== undefined)
  if (given.length === 0) return [required(path, 'must specify a volume type')]
  return given.flatMap(([field, validate], index) => {
    const at = child(path, field)
    if (index > 0) return [forbidden(at, 'may not specify more than 1 volume type')]
    return validate ? validate(volume[field] as never, at) : []
  })
}

function needs(...fields: readonly string[]): (source: Record<string, unknown>, path: string) => FieldError[] {
  return (source, path) => fields.filter((field) => !source[field]).map((field) => required(child(path, field)))
}

function validateEmptyDir({ sizeLimit }: { sizeLimit?: string | number }, path: string): FieldError[] {
  const limit = sizeLimit === undefined ? undefined : parseQuantity(sizeLimit)
  return limit ? validateNonnegativeQuantity(limit, child(path, 'sizeLimit')) : []
}

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
]

function validateHostPath(source: { path?: string; type?: string }, path: string): FieldError[] {
  if (!source.path) return [required(child(path, 'path'))]
  const errors = validatePathNoBacksteps(source.path, child(path, 'path'))
  if (source.type !== undefined && !HOST_PATH_TYPES.includes(source.type)) {
    errors.push(notSupported(child(path, 'type'), source.type, HOST_PATH_TYPES))
  }
  return errors
}

interface Files {
  readonly defaultMode?: number
  readonly items?: readonly KeyToPath[]
}

function validateSecret(source: Files & { secretName?: string }, path: string): FieldError[] {
  const errors = source.secretName ? [] : [required(child(path, 'secretName'))]
  return [...errors, ...validateFiles(source, path)]
}

function validateConfigMap(source: Files & { name?: string }, path: string): FieldError[] {
  const errors = source.name ? [] : [required(child(path, 'name'))]
  return [...errors, ...validateFiles(source, path)]
}

function validateFiles({ defaultMode, items = [] }: Files, path: string): FieldError[] {
  return [
    ...validateMode(defaultMode, child(path, 'defaultMode')),
    ...items.flatMap((file, index) => validateKeyToPath(file, item(child(path, 'items'), index))),
  ]
}

// apis/core/validation: validation.go validateKeyToPath (v1.36)
function validateKeyToPath(file: KeyToPath, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (!file.key) errors.push(required(child(path, 'key')))
  if (!file.path) errors.push(required(child(path, 'path')))
  errors.push(...validateLocalNonReservedPath(file.path ?? '', child(path, 'path')))
  return [...errors, ...validateMode(file.mode, child(path, 'mode'))]
}

function validateMode(mode: number | undefined, path: string): FieldError[] {
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return []
  return [invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive')]
}

function validateNfs(source: { server?: string; path?: string }, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (!source.server) errors.push(required(child(path, 'server')))
  if (!source.path) errors.push(required(child(path, 'path')))
  if (!source.path?.startsWith('/'))
    errors.push(invalid(child(path, 'path'), source.path ?? '', 'must be an absolute path'))
  return errors
}

function validateDownwardAPI(
  { defaultMode, items = [] }: { defaultMode?: number; items?: readonly DownwardItem[] },
  path: string,
): FieldError[] {
  return [
    ...validateMode(defaultMode, child(path, 'defaultMode')),
    ...items.flatMap((file) => validateDownwardItem(file, path)),
  ]
}

// apis/core/validation: validation.go validateDownwardAPIVolumeFile (v1.36)
function validateDownwardItem(file: DownwardItem, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (!file.path) errors.push(required(child(path, 'path')))
  errors.push(...validateLocalNonReservedPath(file.path ?? '', child(path, 'path')))
  if (file.fieldRef) {
    errors.push(...validateObjectFieldSelector(file.fieldRef, VOLUME_FIELD_PATHS, child(path, 'fieldRef')))
    if (file.resourceFieldRef) {
      errors.push(invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'))
    }
  } else if (file.resourceFieldRef) {
    errors.push(...validateResourceFieldSelector(file.resourceFieldRef, true, child(path, 'resourceFieldRef')))
  } else errors.push(required(path, 'one of fieldRef and resourceFieldRef is required'))
  return [...errors, ...validateMode(file.mode, child(path, 'mode'))]
}

const LEAST_TOKEN_SECONDS = 10 * 60
const MOST_TOKEN_SECONDS = 2 ** 32

// apis/core/validation: validation.go validateProjectedVolumeSource, validateProjectionSources (v1.36)
function validateProjected(
  { defaultMode, sources = [] }: { defaultMode?: number; sources?: readonly ProjectedSource[] },
  path: string,
): FieldError[] {
  return [
    ...validateMode(defaultMode, child(path, 'defaultMode')),
    ...sources.flatMap((source, index) => validateProjection(source, item(child(path, 'sources'), index))),
  ]
}

function validateProjection(source: ProjectedSource, path: string): FieldError[] {
  const errors: FieldError[] = []
  const given = Object.keys(source).filter((field) => source[field] !== undefined)
  for (const field of given.slice(1)) {
    errors.push(forbidden(child(path, field), 'may not specify more than 1 volume type'))
  }
  for (const field of ['secret', 'configMap'] as const) {
    const files = source[field]
    if (!files) continue
    const at = child(path, field)
    if (!files.name) errors.push(required(child(at, 'name')))
    errors.push(...validateFiles(files, at))
  }
  for (const file of source.downwardAPI?.items ?? []) {
    errors.push(...validateDownwardItem(file, child(path, 'downwardAPI')))
  }
  const token = source.serviceAccountToken
  if (token) {
    const at = child(path, 'serviceAccountToken')
    const seconds = token.expirationSeconds ?? 0
    const secondsPath = child(at, 'expirationSeconds')
    if (seconds < LEAST_TOKEN_SECONDS)
      errors.push(invalid(secondsPath, seconds, 'may not specify a duration less than 10 minutes'))
    else if (seconds > MOST_TOKEN_SECONDS)
      errors.push(invalid(secondsPath, seconds, 'may not specify a duration larger than 2^32 seconds'))
    if (!token.path) errors.push(required(child(at, 'path')))
    else errors.push(...validateLocalNonReservedPath(token.path, child(at, 'path')))
  }
  if (given.length === 0) errors.push(required(path, 'must specify a volume type'))
  return errors
}
