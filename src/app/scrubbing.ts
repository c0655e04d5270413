let scrubbing = false

/** While a number is dragged each of its values is worth a run, as fast as runs come. */
export function setScrubbing(on: boolean): void {
  scrubbing = on
}

export function isScrubbing(): boolean {
  return scrubbing
}
