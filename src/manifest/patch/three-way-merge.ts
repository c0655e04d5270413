import { isMap } from '../../lib/is-map.ts'
import { ownValue, setOwn } from '../../lib/own.ts'
import { sameValue } from '../../lib/same-value.ts'
import { type FieldType, shapeOf } from '../schema/shape.ts'
import { itemKey, normalizeElementOrder } from './element-order.ts'
import { type ListMeta, listMetaOf, retainsKeys, shapeNameOf } from './patch-meta.ts'

export type Fields = Readonly<Record<string, unknown>>
type Patch = Record<string, unknown>

/** Of two objects: what the second has anew or otherwise, or what it has no more. */
type Looking = 'changes' | 'deletions'

/**
 * The patch that makes of what is there now what is wanted: what differs between the two, and without what was wanted
 * before and is no more. Whatever else is there stays.
 */
// apimachinery: pkg/util/strategicpatch/patch.go CreateThreeWayMergePatch (v1.36)
export function createThreeWayMergePatch(original: Fields, modified: Fields, current: Fields, definition: string) {
  const changes = diffMaps(current, modified, definition, 'changes')
  const deletions = diffMaps(original, modified, definition, 'deletions')
  return joined(deletions, changes, definition)
}

// apimachinery: pkg/util/strategicpatch/patch.go diffMaps, handleMapDiff, handleSliceDiff, updatePatchIfMissing (v1.36)
function diffMaps(before: Fields, after: Fields, definition: string | undefined, looking: Looking): Patch {
  const shape = definition === undefined ? undefined : shapeOf(definition)
  const patch: Patch = {}
  let isToClear = false
  for (const [key, was] of Object.entries(before)) {
    if (!Object.hasOwn(after, key)) {
      if (looking === 'deletions') setOwn(patch, key, null)
      if (was !== null) isToClear = true
      continue
    }
    const is = after[key]
    const type = shape?.get(key)?.type
    const meta = listMetaOf(key, type)
    if (isMap(was) && isMap(is) && (type?.kind === 'object' || type?.kind === 'map')) {
      const inner = diffMaps(was, is, shapeNameOf(type), looking)
      if (Object.keys(inner).length > 0) setOwn(patch, key, inner)
    } else if (meta && Array.isArray(was) && Array.isArray(is)) diffLists(patch, key, was, is, meta, looking)
    else if (looking === 'changes' && !sameValue(was, is)) setOwn(patch, key, is)
  }
  if (looking === 'changes') {
    for (const [key, is] of Object.entries(after)) if (!Object.hasOwn(before, key)) setOwn(patch, key, is)
  }
  if (retainsKeys(definition) && (isToClear || Object.keys(patch).length > 0)) {
    patch.$retainKeys = Object.keys(after).sort()
  }
  return patch
}

// apimachinery: pkg/util/strategicpatch/patch.go diffLists, diffListsOfMaps, diffListsOfScalars (v1.36)
function diffLists(
  patch: Patch,
  key: string,
  before: readonly unknown[],
  after: readonly unknown[],
  meta: ListMeta,
  looking: Looking,
): void {
  if (before.length === 0) {
    if (after.length > 0 && looking === 'changes') setOwn(patch, key, after)
    return
  }
  const keyOf = itemKey(meta.kind === 'items' ? meta.mergeKey : undefined)
  const itemOf = (list: readonly unknown[], item: unknown) => list.find((each) => sameValue(keyOf(each), keyOf(item)))
  const gone = looking === 'deletions' ? before.filter((each) => itemOf(after, each) === undefined) : []
  if (meta.kind === 'words') {
    const added = looking === 'changes' ? after.filter((each) => !before.includes(each)) : []
    if (added.length > 0) setOwn(patch, key, added)
    if (gone.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = gone
    if (gone.length > 0 || (looking === 'changes' && !sameValue(before, after)))
      patch[`$setElementOrder/${key}`] = after
    return
  }
  const { mergeKey, definition } = meta
  const items: unknown[] = []
  for (const item of after) {
    const was = itemOf(before, item)
    if (was === undefined) {
      if (looking === 'changes') items.push(item)
      continue
    }
    const inner = diffMaps(was as Fields, item as Fields, definition, looking)
    if (Object.keys(inner).length > 0) items.push({ ...inner, [mergeKey]: keyOf(item) })
  }
  for (const item of gone) items.push({ $patch: 'delete', [mergeKey]: keyOf(item) })
  if (items.length > 0) setOwn(patch, key, items)
  const sameOrder = before.length === after.length && before.every((each, i) => sameValue(keyOf(each), keyOf(after[i])))
  if (items.length > 0 || (looking === 'changes' && !sameOrder)) {
    patch[`$setElementOrder/${key}`] = after.map((item) => ({ [mergeKey]: keyOf(item) }))
  }
}

/** Both patches in one. */
// apimachinery: pkg/util/strategicpatch/patch.go mergeMap, mergeSlice, with directives kept (v1.36)
function joined(deletions: Patch, changes: Patch, definition: string | undefined): Patch {
  const shape = definition === undefined ? undefined : shapeOf(definition)
  const patch: Patch = { ...deletions }
  for (const [key, change] of Object.entries(changes)) {
    const type: FieldType | undefined = shape?.get(key)?.type
    const deletion = ownValue(patch, key)
    const meta = listMetaOf(key, type)
    if (isMap(deletion) && isMap(change)) setOwn(patch, key, joined(deletion, change, shapeNameOf(type)))
    else if (meta?.kind === 'items' && Array.isArray(deletion) && Array.isArray(change)) {
      const order = ownValue(changes, `$setElementOrder/${key}`) ?? []
      setOwn(patch, key, joinedItems(deletion, change, order as readonly unknown[], meta))
    } else setOwn(patch, key, change)
  }
  return patch
}

function joinedItems(
  deletions: readonly unknown[],
  changes: readonly unknown[],
  order: readonly unknown[],
  { mergeKey, definition }: Extract<ListMeta, { kind: 'items' }>,
): unknown[] {
  const keyOf = itemKey(mergeKey)
  const isOf = (item: unknown) => (each: unknown) => sameValue(keyOf(each), keyOf(item))
  const items = deletions.map((item) => {
    const change = changes.find(isOf(item))
    return change === undefined ? item : joined(item as Patch, change as Patch, definition)
  })
  const all = [...items, ...changes.filter((item) => !deletions.some(isOf(item)))]
  return normalizeElementOrder(all, order, [], keyOf)
}

/** The same for objects of which nobody knows how their lists are merged: a merge patch. */
// apimachinery: pkg/util/jsonmergepatch/patch.go CreateThreeWayJSONMergePatch (v1.36)
export function createThreeWayJSONMergePatch(original: Fields, modified: Fields, current: Fields): Patch {
  const patch: Patch = {}
  for (const [key, wanted] of Object.entries(modified)) {
    const is = ownValue(current, key)
    const was = ownValue(original, key)
    if (isMap(wanted) && isMap(is)) {
      const inner = createThreeWayJSONMergePatch(isMap(was) ? was : {}, wanted, is)
      if (Object.keys(inner).length > 0) setOwn(patch, key, inner)
    } else if (!sameValue(is, wanted)) setOwn(patch, key, wanted)
  }
  for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) setOwn(patch, key, null)
  return patch
}
