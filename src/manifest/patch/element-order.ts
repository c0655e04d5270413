import { ownValue } from '../../lib/own.ts'
import { sameValue } from '../../lib/same-value.ts'

/** By what an item is known: a field of it, or, of a word, the word itself. */
export type ItemKey = (item: unknown) => unknown

export function itemKey(mergeKey: string | undefined): ItemKey {
  return mergeKey === undefined ? (item) => item : (item) => ownValue(item as Record<string, unknown>, mergeKey)
}

/**
 * A merged list in order: what the patch names stands as it names it, what only the server has stays where it was
 * relative to that, and what is new comes as early as that allows.
 */
// apimachinery: pkg/util/strategicpatch/patch.go normalizeElementOrder, mergeSortedSlice (v1.36)
export function normalizeElementOrder(
  merged: readonly unknown[],
  patchOrder: readonly unknown[],
  serverOrder: readonly unknown[],
  keyOf: ItemKey,
): unknown[] {
  const placeIn = (order: readonly unknown[], item: unknown) =>
    order.findIndex((each) => sameValue(keyOf(each), keyOf(item)))
  const sorted = (order: readonly unknown[], isIn: boolean) =>
    merged
      .map((item) => ({ item, named: placeIn(patchOrder, item), place: placeIn(order, item) }))
      .filter(({ named }) => named >= 0 === isIn)
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => ({ item, place: placeIn(serverOrder, item) }))
  const [named, others] = [sorted(patchOrder, true), sorted(serverOrder, false)]
  const result: unknown[] = []
  for (const { item, place } of named) {
    for (let next = others[0]; next && place >= 0 && next.place >= 0 && next.place < place; next = others[0]) {
      result.push(next.item)
      others.shift()
    }
    result.push(item)
  }
  return [...result, ...others.map(({ item }) => item)]
}

/** Whether the items of a patch stand in the order that it asks for, and all of them are in it. */
// apimachinery: pkg/util/strategicpatch/patch.go validatePatchWithSetOrderList (v1.36)
export function isInOrder(items: readonly unknown[], order: readonly unknown[], keyOf: ItemKey): boolean {
  let at = 0
  return items.every((item) => {
    while (at < order.length && !sameValue(keyOf(order[at]), keyOf(item))) at++
    return at++ < order.length
  })
}
