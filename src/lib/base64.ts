const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PAD = '='.charCodeAt(0)

export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number
    if (code < 0x80) bytes[at++] = code
    else {
      if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6)
      else {
        if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12)
        else {
          // Two code units, and one byte more.
          i++
          bytes[at++] = 0xf0 | (code >> 18)
          bytes[at++] = 0x80 | ((code >> 12) & 63)
        }
        bytes[at++] = 0x80 | ((code >> 6) & 63)
      }
      bytes[at++] = 0x80 | (code & 63)
    }
  }
  return bytes.subarray(0, at)
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

/** So many characters at once: more than a call can have arguments would be too many. */
const PIECE = 8192

export function toBase64(text: string): string {
  const bytes = utf8(text)
  const codes = new Uint8Array(4 * Math.ceil(bytes.length / 3))
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] as number, bytes[i + 1] ?? 0, bytes[i + 2] ?? 0]
    const left = bytes.length - i
    codes[at++] = BASE64.charCodeAt(a >> 2)
    codes[at++] = BASE64.charCodeAt(((a & 3) << 4) | (b >> 4))
    codes[at++] = left > 1 ? BASE64.charCodeAt(((b & 15) << 2) | (c >> 6)) : PAD
    codes[at++] = left > 2 ? BASE64.charCodeAt(c & 63) : PAD
  }
  let encoded = ''
  for (let from = 0; from < codes.length; from += PIECE) {
    encoded += String.fromCharCode(...codes.subarray(from, from + PIECE))
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
