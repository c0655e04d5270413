/** A node without cores to count has one. */
export function processorsOf({ milliCPU }: { readonly milliCPU: number }): number {
  return Math.max(1, Math.floor(milliCPU / 1000))
}
