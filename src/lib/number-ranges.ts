/** Sets of small whole numbers as Linux writes them: "0-2,5". Sorted, each once. */
export type NumberSet = readonly number[]

/** Undefined where the text is none, or names a number that is not below `end`. */
export function parseRanges(text: string, end: number): NumberSet | undefined {
  const found = new Set<number>()
  for (const part of text.split(',')) {
    const [, first, last = first] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part.trim()) ?? []
    if (first === undefined || Number(last) < Number(first) || Number(last) >= end) return undefined
    for (let number = Number(first); number <= Number(last); number++) found.add(number)
  }
  return [...found].sort((a, b) => a - b)
}

export function rangesText(numbers: NumberSet): string {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const open = ranges.at(-1)
    if (open?.[1] === number - 1) open[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}

/** In hexadecimal, 32 bits a group. */
// Linux: lib/vsprintf.c bitmap_string
export function maskText(numbers: NumberSet): string {
  let mask = 0n
  for (const number of numbers) mask |= 1n << BigInt(number)
  const digits = mask.toString(16)
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= 8) groups.unshift(digits.slice(Math.max(0, end - 8), end))
  return groups.join(',')
}
