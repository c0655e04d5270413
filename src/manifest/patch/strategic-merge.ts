import { goPrint } from '../../lib/go-print.ts'
import { ownValue, setOwn } from '../../lib/own.ts'
import { sameValue } from '../../lib/same-value.ts'
import { type FieldType, shapeOf } from '../schema/shape.ts'
import { isInOrder, itemKey, normalizeElementOrder } from './element-order.ts'
import { type ListMeta, listMetaOf, retainsKeys, shapeNameOf } from './patch-meta.ts'

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
  const orders = ordersIn(patch)
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) {
      const [directive, listKey] = key.split('/')
      if (directive === '$deleteFromPrimitiveList' && listKey && Array.isArray(value)) {
        const before = ownValue(result, listKey)
        if (Array.isArray(before)) {
          const left = before.filter((each) => !value.some((gone) => sameValue(each, gone)))
          setOwn(result, listKey, left)
        }
      }
      // The others have been read, or are when everything is merged.
      continue
    }
    if (value === null) {
      delete result[key]
      continue
    }
    const before = ownValue(result, key)
    const type = shape?.get(key)?.type
    if (Array.isArray(value)) checkOrder(value, orders.get(key), listMetaOf(key, type))
    if (isObject(value) && isObject(before)) setOwn(result, key, mergeMap(before, value, shapeNameOf(type)))
    else if (Array.isArray(value) && Array.isArray(before)) setOwn(result, key, mergeList(before, value, key, type))
    else if (isObject(value) && ownValue(value, '$patch') === 'delete') delete result[key]
    else setOwn(result, key, withoutDirectives(value))
  }
  for (const [key, order] of orders) {
    const meta = listMetaOf(key, shape?.get(key)?.type)
    const [list, before] = [ownValue(result, key), ownValue(original, key)]
    if (!meta || !Array.isArray(list)) continue
    const keyOf = itemKey(meta.kind === 'items' ? meta.mergeKey : undefined)
    setOwn(result, key, normalizeElementOrder(list, order, Array.isArray(before) ? before : [], keyOf))
  }
  return result
}

const ORDER = '$setElementOrder'

/** In which order the patch wants lists to be, by their fields. */
function ordersIn(patch: Fields): ReadonlyMap<string, readonly unknown[]> {
  const orders = new Map<string, readonly unknown[]>()
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith(`${ORDER}/`)) continue
    if (!Array.isArray(value)) throw new MergeError(`invalid patch format of ${ORDER} list`, true)
    orders.set(key.slice(ORDER.length + 1), value)
  }
  return orders
}

function checkOrder(
  items: readonly unknown[],
  order: readonly unknown[] | undefined,
  meta: ListMeta | undefined,
): void {
  if (!order || !meta) return
  const stay = items.filter((each) => !(isObject(each) && ownValue(each, '$patch') !== undefined))
  if (isInOrder(stay, order, itemKey(meta.kind === 'items' ? meta.mergeKey : undefined))) return
  throw new MergeError(
    `The order in patch list:\n${goPrint(items)}\n doesn't match ${ORDER} list:\n${goPrint(order)}\n`,
  )
}

function retain(result: Fields, patch: Fields, kept: unknown, definition: string | undefined): void {
  if (!Array.isArray(kept) || !retainsKeys(definition)) {
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
  const meta = listMetaOf(key, type)
  if (!meta) return withoutDirectives(patch) as unknown[]
  checkSameTypes(before, patch)
  if (meta.kind === 'words') {
    const added = patch.filter((each) => !before.some((other) => sameValue(other, each)))
    return normalizeElementOrder([...before, ...added], patch, before, itemKey(undefined))
  }
  const { mergeKey, definition } = meta
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
  return normalizeElementOrder(result, items, before, itemKey(mergeKey))
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

function isObject(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
