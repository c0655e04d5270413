const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
}

/**
 * Backslash sequences. Octal is \0nnn for echo and printf's %b, \nnn in a format. `stopped`: \c was met, nothing more is
 * to be written.
 */
export function unescapeText(
  text: string,
  style: 'echo' | 'format',
): { readonly text: string; readonly stopped: boolean } {
  if (!text.includes('\\')) return { text, stopped: false }
  let result = ''
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string
    if (char !== '\\' || i === text.length - 1) {
      result += char
      continue
    }
    const next = text[i + 1] as string
    const octal = style === 'echo' ? /^0([0-7]{0,3})/.exec(text.slice(i + 1)) : /^([0-7]{1,3})/.exec(text.slice(i + 1))
    const hex = /^x([0-9a-fA-F]{1,2})/.exec(text.slice(i + 1))
    if (next === 'c') return { text: result, stopped: true }
    if (octal) {
      result += String.fromCharCode(Number.parseInt(octal[1] || '0', 8) & 0xff)
      i += octal[0].length
    } else if (hex) {
      result += String.fromCharCode(Number.parseInt(hex[1] as string, 16))
      i += hex[0].length
    } else if (next in LETTERS) {
      result += LETTERS[next]
      i++
    } else result += char
  }
  return { text: result, stopped: false }
}
