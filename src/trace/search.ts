/** How many leading elements pass, in a list of which a leading part passes and the rest does not. */
export function countWhile(length: number, passes: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** How many elements of a list in the order of time are at or before an instant. */
export function countUpTo(list: readonly { readonly at: number }[], at: number): number {
  return countWhile(list.length, (index) => (list[index] as { at: number }).at <= at)
}

/** The same for a column of times. */
export function countColumnUpTo(column: ArrayLike<number>, length: number, at: number): number {
  return countWhile(length, (index) => (column[index] as number) <= at)
}
