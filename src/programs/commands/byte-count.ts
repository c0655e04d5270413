const ASCII = /^[\0-\x7f]*$/

/** Length in UTF-8. */
export function byteCount(text: string): number {
  if (ASCII.test(text)) return text.length
  let count = 0
  for (const char of text) {
    const code = char.codePointAt(0) as number
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return count
}
