/** A name of no more letters than that: what is left out is left out of its middle, for names differ at their ends. */
export function cutMiddle(name: string, most: number): string {
  if (name.length <= most) return name
  const tail = Math.min(6, Math.floor((most - 1) / 2))
  return `${name.slice(0, most - 1 - tail)}…${name.slice(-tail)}`
}
