const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function utf8(text: string): number[] {
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0) as number
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes
}

function fromUtf8(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i++] as number
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
    let code = more === 0 ? first : first & (0x3f >> more)
    for (let k = 0; k < more; k++) code = (code << 6) | ((bytes[i++] ?? 0) & 63)
    text += String.fromCodePoint(Math.min(code, 0x10ffff))
  }
  return text
}

export function toBase64(text: string): string {
  const bytes = utf8(text)
  let encoded = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3)
    const left = bytes.length - i
    encoded += BASE64[a >> 2] as string
    encoded += BASE64[((a & 3) << 4) | (b >> 4)] as string
    encoded += left > 1 ? (BASE64[((b & 15) << 2) | (c >> 6)] as string) : '='
    encoded += left > 2 ? (BASE64[c & 63] as string) : '='
  }
  return encoded
}

/** undefined: it is none. */
export function fromBase64(text: string): string | undefined {
  const bits = [...text.replace(/[\s=]/g, '')].map((char) => BASE64.indexOf(char))
  if (bits.includes(-1)) return undefined
  const bytes: number[] = []
  for (let i = 0; i + 1 < bits.length; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = bits.slice(i, i + 4)
    const group = [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d]
    bytes.push(...group.slice(0, Math.min(3, bits.length - i - 1)))
  }
  return fromUtf8(bytes)
}
