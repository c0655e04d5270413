import { ownValue } from '../../lib/own.ts'

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
 * Backslash sequences. Octal is \0nnn or \nnn for echo and printf's %b, \nnn in a format; dash's echo knows no hex. `stopped`: \c was met, nothing more is
 * to be written.
 */
export function unescapeText(
  text: string,
  style: 'echo' | 'dash echo' | 'format',
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
    const octal = (style === 'format' ? /^([0-7]{1,3})/ : /^(0[0-7]{0,3}|[1-7][0-7]{0,2})/).exec(
      text.slice(i + 1, i + 5),
    )
    const hex = style === 'dash echo' ? null : /^x([0-9a-fA-F]{1,2})/.exec(text.slice(i + 1, i + 4))
    if (next === 'c' && style !== 'format') return { text: result, stopped: true }
    if (octal) {
      result += String.fromCharCode(Number.parseInt(octal[1] || '0', 8) & 0xff)
      i += octal[0].length
    } else if (hex) {
      result += String.fromCharCode(Number.parseInt(hex[1] as string, 16))
      i += hex[0].length
    } else if (Object.hasOwn(LETTERS, next)) {
      result += ownValue(LETTERS, next)
      i++
    } else result += char
  }
  return { text: result, stopped: false }
}
