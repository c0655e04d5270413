/** A value as kubectl's -o yaml writes it: keys in the order of the alphabet, lists in the column of their key. */
// sigs.k8s.io/yaml: goyaml.v2 encode.go, emitterc.go
export function yamlText(value: unknown): string {
  if (isMap(value) && Object.keys(value).length > 0) return mapLines(value, '').join('')
  if (Array.isArray(value) && value.length > 0) return listLines(value, '').join('')
  return `${scalar(value, '')}\n`
}

function mapLines(map: Readonly<Record<string, unknown>>, indent: string): string[] {
  return Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => compareKeys(a, b))
    .flatMap(([key, value]) => {
      const head = `${indent}${scalar(key, indent)}:`
      if (Array.isArray(value) && value.length > 0) return [`${head}\n`, ...listLines(value, indent)]
      if (isMap(value) && Object.keys(value).length > 0) return [`${head}\n`, ...mapLines(value, `${indent}  `)]
      return [`${head} ${scalar(value, indent, head.length + 1)}\n`]
    })
}

function listLines(list: readonly unknown[], indent: string): string[] {
  return list.flatMap((item) => {
    const lines = Array.isArray(item) && item.length > 0 ? listLines(item, `${indent}  `) : undefined
    const inner = lines ?? (isMap(item) && Object.keys(item).length > 0 ? mapLines(item, `${indent}  `) : undefined)
    if (!inner) return [`${indent}- ${scalar(item, indent, indent.length + 2)}\n`]
    const [first = '', ...rest] = inner
    return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest]
  })
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

function scalar(value: unknown, indent: string, column = 0): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return '[]'
  if (typeof value === 'object') return '{}'
  return text(String(value), indent, column)
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

function isPrintable(letter: string): boolean {
  const code = letter.codePointAt(0) as number
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code !== 0xfeff && !(code >= 0xd800 && code <= 0xdfff))
}

/** Which ways of writing a text do not change it. */
// goyaml.v2: emitterc.go yaml_emitter_analyze_scalar
function stylesOf(value: string): { plain: boolean; single: boolean; block: boolean } {
  let indicators = /^(?:---|\.\.\.)/.test(value) || /^[#,[\]{}&*!|>'"%@`]/.test(value) || /^[?:-](?:\s|$)/.test(value)
  if (/:(?:\s|$)/.test(value) || /\s#/.test(value)) indicators = true
  const special = [...value].some((letter) => letter !== '\n' && !isPrintable(letter))
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

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
