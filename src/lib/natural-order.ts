/** As people count: `big-2` before `big-10`. Digits are compared as numbers, everything else letter by letter. */
export function naturalOrder(a: string, b: string): number {
  const [as, bs] = [parts(a), parts(b)]
  for (let i = 0; i < Math.min(as.length, bs.length); i += 1) {
    const [x, y] = [as[i] as string, bs[i] as string]
    if (x === y) continue
    // Every second part is digits.
    return i % 2 === 1 ? byNumber(x, y) : x < y ? -1 : 1
  }
  return as.length - bs.length
}

/** Text, digits, text, … */
function parts(text: string): readonly string[] {
  return text.split(/(\d+)/)
}

/** Of any length; where they count the same, the one with fewer zeros in front. */
function byNumber(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')]
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : a.length - b.length)
}
