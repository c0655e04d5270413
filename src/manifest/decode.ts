import { ownValue, setOwn } from '../lib/own.ts'
import { nearestName } from './nearest-name.ts'
import { child, item, keyed } from './path.ts'
import { quantityError } from './quantity.ts'
import { type Field, type FieldType, goNameOf, goTypeOf, isOpen, shapeOf } from './schema/shape.ts'

export interface DecodeError {
  readonly kind: 'unknown-field' | 'wrong-type'
  readonly path: string
  /** As the API server says it, without what it puts before. */
  readonly message: string
  /** An unknown field's likely name. */
  readonly meant?: string
  /** Of a wrong type: what is there, and what should be. */
  readonly mismatch?: { readonly found: unknown; readonly type: FieldType; readonly goType: string }
}

export interface Decoded {
  /** A copy without nulls and unknown fields. */
  readonly value: Record<string, unknown>
  /** In the order in which the API server meets them: by name, since that is how kubectl sends an object. */
  readonly errors: readonly DecodeError[]
}

/** Reads plain data as a definition, strictly. */
// apimachinery: pkg/runtime/serializer/json, sigs.k8s.io/json with strict errors (v1.36)
export function decode(value: Record<string, unknown>, definition: string): Decoded {
  const decoder = new Decoder()
  return { value: decoder.object(value, definition, '', ''), errors: decoder.errors }
}

/** Where a value is wanted: Go's struct and the way to the field, as its decoder names them. */
interface Wanted {
  readonly path: string
  readonly goPath: string
  readonly struct: string
  readonly goType: string
  readonly type: FieldType
}

class Decoder {
  readonly errors: DecodeError[] = []

  object(value: Record<string, unknown>, definition: string, path: string, goPath: string): Record<string, unknown> {
    const shape = shapeOf(definition)
    const result: Record<string, unknown> = {}
    for (const name of Object.keys(value).sort()) {
      const given = ownValue(value, name)
      const field = shape?.get(name)
      const at = child(path, name)
      if (!field) {
        if (shape && isOpen(definition)) continue
        const meant = shape && nearestName(name, shape.keys())
        this.errors.push({
          kind: 'unknown-field',
          path: at,
          message: `unknown field "${at}"`,
          ...(meant === undefined ? {} : { meant }),
        })
        continue
      }
      if (given === null) continue
      const decoded = this.#value(given, field.type, this.#wanted(field, definition, at, child(goPath, name)))
      if (decoded !== undefined) result[name] = decoded
    }
    return result
  }

  #wanted(field: Field, definition: string, path: string, goPath: string): Wanted {
    return { path, goPath, struct: goNameOf(definition), goType: field.goType, type: field.type }
  }

  #value(value: unknown, type: FieldType, wanted: Wanted): unknown {
    switch (type.kind) {
      case 'any':
        return value
      case 'string':
        return typeof value === 'string' ? value : this.#mismatch(value, wanted)
      case 'boolean':
        return typeof value === 'boolean' ? value : this.#mismatch(value, wanted)
      case 'float':
        return typeof value === 'number' ? value : this.#mismatch(value, wanted)
      case 'int32':
        return this.#integer(value, 2 ** 31, wanted)
      case 'int64':
        return this.#integer(value, 2 ** 63, wanted)
      case 'quantity':
        return this.#quantity(value, wanted)
      case 'intOrString':
        return typeof value === 'string' ? value : this.#integer(value, 2 ** 31, { ...wanted, struct: '' })
      case 'time':
        return this.#time(value, wanted)
      case 'bytes':
        return this.#bytes(value, wanted)
      case 'list':
        return this.#list(value, type.of, wanted)
      case 'map':
        return this.#map(value, type.of, wanted)
      case 'object':
        if (!isObject(value)) return this.#mismatch(value, wanted)
        return this.object(value, type.shape, wanted.path, wanted.goPath)
    }
  }

  #list(value: unknown, of: FieldType, wanted: Wanted): unknown {
    if (!Array.isArray(value)) return this.#mismatch(value, wanted)
    const goType = goTypeOf(of)
    return value.map(
      (part, index) =>
        this.#value(part ?? zeroOf(of), of, { ...wanted, path: item(wanted.path, index), goType, type: of }) ??
        zeroOf(of),
    )
  }

  #map(value: unknown, of: FieldType, wanted: Wanted): unknown {
    if (!isObject(value)) return this.#mismatch(value, wanted)
    const goType = goTypeOf(of)
    const result: Record<string, unknown> = {}
    for (const key of Object.keys(value).sort()) {
      const at = keyed(wanted.path, key)
      const decoded = this.#value(ownValue(value, key) ?? zeroOf(of), of, { ...wanted, path: at, goType, type: of })
      setOwn(result, key, decoded ?? zeroOf(of))
    }
    return result
  }

  #integer(value: unknown, bound: number, wanted: Wanted): unknown {
    if (typeof value !== 'number') return this.#mismatch(value, wanted)
    if (Number.isInteger(value) && value >= -bound && value < bound) return value
    return this.#mismatch(value, wanted, `number ${value}`)
  }

  #quantity(value: unknown, wanted: Wanted): unknown {
    const given = typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
    const error = quantityError(given)
    return error === undefined ? given : this.#wrong(wanted, error, value)
  }

  #time(value: unknown, wanted: Wanted): unknown {
    if (typeof value !== 'string') return this.#mismatch(value, { ...wanted, struct: '', goType: 'string' })
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) return value
    const layout = '2006-01-02T15:04:05Z07:00'
    return this.#wrong(wanted, `parsing time ${JSON.stringify(value)} as "${layout}": cannot parse it as "2006"`, value)
  }

  #bytes(value: unknown, wanted: Wanted): unknown {
    if (typeof value !== 'string') return this.#mismatch(value, wanted)
    const at = illegalBase64(value)
    return at === undefined ? value : this.#wrong(wanted, `illegal base64 data at input byte ${at}`, value)
  }

  // encoding/json: decode.go UnmarshalTypeError.Error
  #mismatch(value: unknown, wanted: Wanted, named = goNameOfValue(value)): undefined {
    const target =
      wanted.struct === ''
        ? `Go value of type ${wanted.goType === 'intstr.IntOrString' ? 'int32' : wanted.goType}`
        : `Go struct field ${wanted.struct}.${wanted.goPath} of type ${wanted.goType}`
    return this.#wrong(wanted, `json: cannot unmarshal ${named} into ${target}`, value)
  }

  #wrong({ path, type, goType }: Wanted, message: string, found: unknown): undefined {
    this.errors.push({ kind: 'wrong-type', path, message, mismatch: { found, type, goType } })
    return undefined
  }
}

/** Where Go's base64 decoder gives up; undefined: it does not. */
function illegalBase64(text: string): number | undefined {
  const bare = text.replace(/[\r\n]/g, '')
  const padding = /={0,2}$/.exec(bare)?.[0].length ?? 0
  const bad = /[^A-Za-z0-9+/]/.exec(bare.slice(0, bare.length - padding))
  if (bad) return bad.index
  return bare.length % 4 === 0 ? undefined : bare.length - (bare.length % 4)
}

function goNameOfValue(value: unknown): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'bool'
  return Array.isArray(value) ? 'array' : 'object'
}

function zeroOf(type: FieldType): unknown {
  switch (type.kind) {
    case 'string':
    case 'time':
    case 'bytes':
      return ''
    case 'boolean':
      return false
    case 'int32':
    case 'int64':
    case 'float':
    case 'intOrString':
      return 0
    case 'quantity':
      return '0'
    case 'list':
      return []
    default:
      return {}
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
