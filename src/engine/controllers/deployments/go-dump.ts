import { ownValue } from '../../../lib/own.ts'
import { formatQuantity, parseQuantity } from '../../../manifest/quantity.ts'
import { GO_TYPES } from './go-types.ts'

interface GoField {
  readonly name: string
  readonly json: string
  /** Its own fields stand in what holds it. */
  readonly embedded: boolean
  readonly type: string
}

const FIELDS: ReadonlyMap<string, readonly GoField[]> = new Map(
  Object.entries(GO_TYPES).map(([type, fields]) => [type, fields.split(' ').map(readField)]),
)

function readField(text: string): GoField {
  const [left = '', type = ''] = text.split(':')
  const [name = '', json = name.charAt(0).toLowerCase() + name.slice(1)] = left.replace('^', '').split('=')
  return { name, json, embedded: left.endsWith('^'), type }
}

/** A value as Go's spew prints it with its types, `%#v`: what is hashed where an object's hash is needed. */
// apimachinery: pkg/util/dump/dump.go ForHash (v1.36); github.com/davecgh/go-spew format.go
export function goDump(type: string, value: unknown): string {
  return dumped(type, value, true)
}

/** `typed`: its type is told; of what stands in a list, a map or behind a pointer it is known. */
function dumped(type: string, value: unknown, typed: boolean): string {
  if (type.startsWith('*')) {
    const of = type.slice(1)
    const isNil = value === undefined || value === null
    const head = typed ? `(*${nameOf(of)})` : ''
    return isNil ? `${head}<nil>` : head + dumped(of, value, false)
  }
  return (typed ? `(${nameOf(type)})` : '') + body(type, value)
}

function nameOf(type: string): string {
  return type.replace('{}', 'map[string]string').replace('$', '')
}

function body(type: string, value: unknown): string {
  if (type.startsWith('[]')) {
    const items = Array.isArray(value) ? value : []
    return items.length === 0 ? '<nil>' : `[${items.map((item) => dumped(type.slice(2), item, false)).join(' ')}]`
  }
  if (type.endsWith('$')) return String(value ?? '')
  switch (type) {
    case 'string':
      return String(value ?? '')
    case 'int32':
    case 'int64':
      return String(value ?? 0)
    case 'bool':
      return String(value ?? false)
    case '{}':
      return mapBody(value, String)
    case 'v1.ResourceList':
      return mapBody(value, quantityBody)
    case 'resource.Quantity':
      return quantityBody(value)
    case 'intstr.IntOrString':
      return typeof value === 'string'
        ? `{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)${value}}`
        : `{Type:(intstr.Type)0 IntVal:(int32)${value ?? 0} StrVal:(string)}`
    case 'v1.Time':
      return '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}'
    default:
      return structBody(type, value)
  }
}

function mapBody(value: unknown, print: (value: unknown) => string): string {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>)
  if (entries.length === 0) return '<nil>'
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[${sorted.map(([key, each]) => `${key}:${print(each)}`).join(' ')}]`
}

function structBody(type: string, value: unknown): string {
  const fields = FIELDS.get(type)
  const given = (value ?? {}) as Record<string, unknown>
  // Of a type that is not in the table: the same for the same fields, in whatever order they stand.
  if (!fields) return canonical(value)
  const printed = fields.map(({ name, json, embedded, type: of }) => {
    return `${name}:${dumped(of, embedded ? given : ownValue(given, json), true)}`
  })
  return `{${printed.join(' ')}}`
}

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }

// apimachinery: pkg/api/resource/quantity.go ParseQuantity (v1.36): of what is no longer than its fast way takes
function quantityBody(value: unknown): string {
  const parsed = parseQuantity(value as string)
  const text = parsed ? formatQuantity(parsed) : '0'
  const [, digits = '0', suffix = ''] = /^(\d+)([a-zA-Z]*)$/.exec(text) ?? []
  const power = BINARY.indexOf(suffix)
  const amount = power > 0 ? BigInt(digits) * 1024n ** BigInt(power) : BigInt(digits)
  const scale = ownValue(DECIMAL, suffix) ?? 0
  const format = text === '0' ? '' : power > 0 ? 'BinarySI' : 'DecimalSI'
  // Only of what is not multiplied is the text kept.
  const kept = power > 0 ? '' : text
  return `{i:(resource.int64Amount){value:(int64)${amount} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${kept} Format:(resource.Format)${format}}`
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(' ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, field]) => `${name}:${canonical(field)}`).join(' ')}}`
}
