import { isMap } from '../../lib/is-map.ts'
import { ownValue } from '../../lib/own.ts'

/** A value as kubectl's -o yaml writes it: keys in the order of the alphabet, lists in the column of their key. */
// sigs.k8s.io/yaml: goyaml.v2 encode.go, emitterc.go
export function yamlText(value: unknown): string {
  const writer = new Writer()
  writer.write(value, '', '')
  return writer.text()
}

/** Long lists of objects say the same again and again: what has been found out of a text or of keys is kept. */
class Writer {
  readonly #lines: string[] = []
  readonly #keys = new Map<string, readonly string[]>()
  readonly #words = new Map<string, string>()

  text(): string {
    return this.#lines.join('')
  }

  /** `lead` stands before its first line, `indent` before all others. */
  write(value: unknown, lead: string, indent: string): void {
    if (Array.isArray(value) && value.length > 0) this.#list(value, lead, indent)
    else if (isMap(value) && this.#keysOf(value).length > 0) this.#map(value, lead, indent)
    else this.#lines.push(`${lead}${this.#scalar(value, indent, lead.length)}\n`)
  }

  #map(map: Readonly<Record<string, unknown>>, lead: string, indent: string): void {
    let before = lead
    for (const key of this.#keysOf(map)) {
      const value = ownValue(map, key)
      const head = `${before}${this.#scalar(key, indent, 0)}:`
      before = indent
      const inner = Array.isArray(value) ? indent : `${indent}  `
      if (isFull(value)) {
        this.#lines.push(`${head}\n`)
        this.write(value, inner, inner)
      } else this.#lines.push(`${head} ${this.#scalar(value, indent, head.length + 1)}\n`)
    }
  }

  #list(list: readonly unknown[], lead: string, indent: string): void {
    let before = lead
    for (const item of list) {
      if (isFull(item)) this.write(item, `${before}- `, `${indent}  `)
      else this.#lines.push(`${before}- ${this.#scalar(item, indent, indent.length + 2)}\n`)
      before = indent
    }
  }

  #keysOf(map: Readonly<Record<string, unknown>>): readonly string[] {
    const keys = Object.keys(map).filter((key) => ownValue(map, key) !== undefined)
    const all = keys.join('\n')
    let sorted = this.#keys.get(all)
    if (!sorted) {
      sorted = keys.sort(compareKeys)
      this.#keys.set(all, sorted)
    }
    return sorted
  }

  #scalar(value: unknown, indent: string, column: number): string {
    if (typeof value !== 'string') return plainScalar(value)
    // Only what has blanks can go on in another line.
    if (value.length > LONG_WORD || /\s/.test(value)) return text(value, indent, column)
    let word = this.#words.get(value)
    if (word === undefined) {
      word = text(value, '', 0)
      this.#words.set(value, word)
    }
    return word
  }
}

const LONG_WORD = 80

function isFull(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return isMap(value) && Object.values(value).some((each) => each !== undefined)
}

/** Numbers within names count as numbers: a9 stands before a10. */
// goyaml.v2: sorter.go keyList.Less
function compareKeys(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a[i] as string, b[i] as string]
    if (x === y) continue
    const [isX, isY] = [/\p{L}/u.test(x), /\p{L}/u.test(y)]
    if (isX && isY) return x < y ? -1 : 1
    if (isX || isY) {
      // After a digit a letter comes first, else last.
      const digits = i > 0 && /\d/.test(a[i - 1] as string)
      return isX === digits ? -1 : 1
    }
    const [numberX, numberY] = [/^\d+/.exec(a.slice(i))?.[0], /^\d+/.exec(b.slice(i))?.[0]]
    if (numberX !== undefined && numberY !== undefined && numberX !== numberY) {
      const difference = Number(numberX) - Number(numberY)
      if (difference !== 0) return difference
    }
    return x < y ? -1 : 1
  }
  return a.length - b.length
}

function plainScalar(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  return Array.isArray(value) ? '[]' : '{}'
}

function text(value: string, indent: string, column: number): string {
  const { plain, single, block } = stylesOf(value)
  if (value.includes('\n') && block) return literal(value, `${indent}  `)
  if (value.includes('\n')) return doubleQuoted(value)
  if (value === '' || !resolvesToText(value)) return doubleQuoted(value)
  if (plain) return folded(value, indent, column)
  return single ? `'${folded(value.replaceAll("'", "''"), indent, column + 1)}'` : doubleQuoted(value)
}

/** A line that is full goes on in the next one, at the first blank behind its end. */
// goyaml.v2: emitterc.go yaml_emitter_write_plain_scalar, best_width
function folded(value: string, indent: string, column: number): string {
  if (column + value.length <= BEST_WIDTH || !value.includes(' ')) return value
  const lines: string[] = []
  let line = ''
  let width = column
  for (let i = 0; i < value.length; i++) {
    const letter = value[i] as string
    if (letter === ' ' && width > BEST_WIDTH && value[i + 1] !== ' ' && value[i - 1] !== ' ' && i > 0) {
      lines.push(line)
      line = ''
      width = indent.length + 2
      continue
    }
    line += letter
    width++
  }
  return [...lines, line].join(`\n${indent}  `)
}

const BEST_WIDTH = 80

function literal(value: string, indent: string): string {
  const lines = value.split('\n')
  const chomping = !value.endsWith('\n') ? '-' : value.endsWith('\n\n') || value === '\n' ? '+' : ''
  if (value.endsWith('\n')) lines.pop()
  const hint = /^[ \n]/.test(value) ? '2' : ''
  return `|${hint}${chomping}\n${lines.map((line) => (line === '' ? '' : indent + line)).join('\n')}`
}

function doubleQuoted(value: string): string {
  const escaped = [...value].map((letter) => ESCAPES.get(letter) ?? (isPrintable(letter) ? letter : hex(letter)))
  return `"${escaped.join('')}"`
}

const ESCAPES = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\v', '\\v'],
  ['\u001b', '\\e'],
  ['\u0085', '\\N'],
  ['\u00a0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
])

function hex(letter: string): string {
  const code = letter.codePointAt(0) as number
  if (code <= 0xff) return `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
  if (code <= 0xffff) return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
  return `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`
}

const UNPRINTABLE = /[^\n\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{10ffff}]/u

function isPrintable(letter: string): boolean {
  const code = letter.codePointAt(0) as number
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code !== 0xfeff && !(code >= 0xd800 && code <= 0xdfff))
}

/** Which ways of writing a text do not change it. */
// goyaml.v2: emitterc.go yaml_emitter_analyze_scalar
function stylesOf(value: string): { plain: boolean; single: boolean; block: boolean } {
  let indicators = /^(?:---|\.\.\.)/.test(value) || /^[#,[\]{}&*!|>'"%@`]/.test(value) || /^[?:-](?:\s|$)/.test(value)
  if (/:(?:\s|$)/.test(value) || /\s#/.test(value)) indicators = true
  const special = UNPRINTABLE.test(value)
  const edges = /^[ \n]|[ \n]$/.test(value)
  const spaceBeforeBreak = / \n/.test(value)
  const breakBeforeSpace = /\n /.test(value)
  return {
    plain: !indicators && !special && !edges && !value.includes('\n'),
    single: !special && !spaceBeforeBreak && !breakBeforeSpace,
    block: !special && !spaceBeforeBreak && !/ $/.test(value),
  }
}

/** A text that stands unquoted must not be read as something else. */
// goyaml.v2: resolve.go
function resolvesToText(value: string): boolean {
  if (/^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF|true|True|TRUE|false|False|FALSE)$/.test(value))
    return false
  if (/^(?:~|null|Null|NULL|<<|\.nan|\.NaN|\.NAN|[+-]?\.(?:inf|Inf|INF))$/.test(value)) return false
  const bare = value.replaceAll('_', '')
  if (/^[-+]?(?:\d+|0x[\da-fA-F]+|0b[01]+|0o[0-7]+)$/.test(bare)) return false
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(bare)) return false
  if (/^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(value)) return false
  return !/^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[ \t]*[-+]\d{1,2}(?::\d\d)?)?)?$/.test(
    value,
  )
}
