import { goPrint } from '../../lib/go-print.ts'
import { ownValue, setOwn } from '../../lib/own.ts'
import { sameValue } from '../../lib/same-value.ts'
import { type FieldType, shapeOf } from '../schema/shape.ts'

/** By which field the items of a list are the same, by the definition of the items. Other lists are replaced. */
// api: core/v1/types.go and others, patchMergeKey (v1.36)
const MERGE_KEYS: Readonly<Record<string, string>> = {
  Container: 'name',
  EphemeralContainer: 'name',
  ContainerPort: 'containerPort',
  EnvVar: 'name',
  VolumeMount: 'mountPath',
  VolumeDevice: 'devicePath',
  Volume: 'name',
  LocalObjectReference: 'name',
  HostAlias: 'ip',
  PodSchedulingGate: 'name',
  PodResourceClaim: 'name',
  PodResourceClaimStatus: 'name',
  TopologySpreadConstraint: 'topologyKey',
  PodCondition: 'type',
  ProbedCondition: 'type',
  Condition: 'type',
  OwnerReference: 'uid',
  ServicePort: 'port',
  NodeAddress: 'type',
  HostIP: 'ip',
  PodIP: 'ip',
  ObjectReference: 'name',
  admissionregistration_v1_ValidatingWebhook: 'name',
  admissionregistration_v1_MutatingWebhook: 'name',
}
/** Lists of words that are merged. */
const MERGED_WORDS = new Set(['finalizers', 'podCIDRs'])
/** Of these only the fields that the patch names stay. */
const RETAINS_KEYS = new Set(['Volume', 'apps_v1_DeploymentStrategy'])

/** What cannot be merged, in the API server's words. */
export class MergeError extends Error {
  /** A request that is malformed, rather than one that the server stumbles over. */
  readonly isBadRequest: boolean
  constructor(message: string, isBadRequest = false) {
    super(message)
    this.isBadRequest = isBadRequest
  }
}

type Fields = Record<string, unknown>

/** What a strategic merge patch makes of an object. Throws a MergeError. */
// apimachinery: pkg/util/strategicpatch/patch.go StrategicMergeMapPatch (v1.36)
export function applyStrategicMerge(original: unknown, patch: Fields, definition: string): Fields {
  return mergeMap(isObject(original) ? original : {}, patch, definition)
}

function mergeMap(original: Fields, patch: Fields, definition: string | undefined): Fields {
  const directive = ownValue(patch, '$patch')
  if (directive !== undefined) {
    if (directive === 'replace') return withoutDirectives(patch) as Fields
    if (directive === 'delete') return {}
    if (directive !== 'merge') {
      throw new MergeError(`unknown patch type: ${goPrint(directive)} in map: ${goPrint(patch)}`)
    }
  }
  const shape = definition === undefined ? undefined : shapeOf(definition)
  const result: Fields = { ...original }
  const kept = ownValue(patch, '$retainKeys')
  if (kept !== undefined) retain(result, patch, kept, definition)
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) {
      const [, listKey] = key.split('/')
      if (key.startsWith('$deleteFromPrimitiveList/') && listKey && Array.isArray(value)) {
        const before = ownValue(result, listKey)
        if (Array.isArray(before)) {
          const left = before.filter((each) => !value.some((gone) => sameValue(each, gone)))
          setOwn(result, listKey, left)
        }
      }
      // The order of a list's elements, and directives that have been read: nothing that is stored.
      continue
    }
    if (value === null) {
      delete result[key]
      continue
    }
    const before = ownValue(result, key)
    const type = shape?.get(key)?.type
    if (isObject(value) && isObject(before)) setOwn(result, key, mergeMap(before, value, shapeName(type)))
    else if (Array.isArray(value) && Array.isArray(before)) setOwn(result, key, mergeList(before, value, key, type))
    else if (isObject(value) && ownValue(value, '$patch') === 'delete') delete result[key]
    else setOwn(result, key, withoutDirectives(value))
  }
  return result
}

function retain(result: Fields, patch: Fields, kept: unknown, definition: string | undefined): void {
  if (!Array.isArray(kept) || definition === undefined || !RETAINS_KEYS.has(definition)) {
    throw new MergeError('invalid patch format of retainKeys', true)
  }
  const unknown = Object.keys(patch).find((key) => !key.startsWith('$') && patch[key] !== null && !kept.includes(key))
  if (unknown !== undefined) throw new MergeError('patch includes fields that are not in retainKeys', true)
  for (const key of Object.keys(result)) if (!kept.includes(key)) delete result[key]
}

function mergeList(
  before: readonly unknown[],
  patch: readonly unknown[],
  key: string,
  type: FieldType | undefined,
): unknown[] {
  const of = type?.kind === 'list' ? type.of : undefined
  const definition = shapeName(of)
  const mergeKey = definition === undefined ? undefined : ownValue(MERGE_KEYS, definition)
  if (mergeKey === undefined) {
    if (!MERGED_WORDS.has(key)) return withoutDirectives(patch) as unknown[]
    checkSameTypes(before, patch)
    return [...before, ...patch.filter((each) => !before.some((other) => sameValue(other, each)))]
  }
  checkSameTypes(before, patch)
  const items = patch as readonly Fields[]
  if (items.some((each) => ownValue(each, '$patch') === 'replace')) {
    return items.filter((each) => ownValue(each, '$patch') !== 'replace').map((each) => withoutDirectives(each))
  }
  let result = [...before] as Fields[]
  for (const change of items) {
    const wanted = ownValue(change, mergeKey)
    if (wanted === undefined) {
      throw new MergeError(`map: ${goPrint(change)} does not contain declared merge key: ${mergeKey}`)
    }
    const isSame = (each: Fields) => sameValue(ownValue(each, mergeKey), wanted)
    if (ownValue(change, '$patch') === 'delete') {
      result = result.filter((each) => !isSame(each))
      continue
    }
    const at = result.findIndex(isSame)
    const present = result[at]
    if (present) result[at] = mergeMap(present, change, definition)
    else result.push(withoutDirectives(change) as Fields)
  }
  return result
}

/** A list has items of one kind, or cannot be merged. */
// apimachinery: pkg/util/strategicpatch/patch.go sliceElementType (v1.36)
function checkSameTypes(...lists: readonly (readonly unknown[])[]): void {
  const kinds = new Set(
    lists
      .flat()
      .map((each) => (isObject(each) ? 'map' : Array.isArray(each) ? 'list' : each === null ? 'nil' : typeof each)),
  )
  if (kinds.has('list')) throw new MergeError('lists of lists are not supported')
  if (kinds.size > 1 || kinds.has('nil')) {
    throw new MergeError(`list element types are not identical: ${goPrint(lists)}`)
  }
}

/** What a patch adds is stored without what was meant for whoever merges. */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((each) => !(isObject(each) && ownValue(each, '$patch') === 'delete')).map(withoutDirectives)
  }
  if (!isObject(value)) return value
  const result: Fields = {}
  for (const [key, each] of Object.entries(value)) {
    if (!key.startsWith('$') && each !== null) setOwn(result, key, withoutDirectives(each))
  }
  return result
}

function shapeName(type: FieldType | undefined): string | undefined {
  return type?.kind === 'object' ? type.shape : undefined
}

function isObject(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
