import { ownValue } from '../lib/own.ts'
import { type Duration, parseGoDuration, SECOND } from '../lib/time.ts'
import { nearestName } from '../manifest/nearest-name.ts'
import { child, item } from '../manifest/path.ts'
import { type Place, problemAt } from '../manifest/place.ts'
import type { Severity } from '../manifest/problem.ts'
import { parseQuantity, quantityMilliValue, quantityValue } from '../manifest/quantity.ts'
import type { FieldFault } from './field-fault.ts'
import type { Problem } from './problem.ts'

/** Reads the fields of one object of the Scenario document; what is wrong becomes a problem and is left out. */
export class FieldReader {
  readonly path: string
  readonly #value: Readonly<Record<string, unknown>>
  readonly #place: Place
  readonly #problems: Problem[]

  private constructor(value: Record<string, unknown>, path: string, place: Place, problems: Problem[]) {
    this.path = path
    this.#value = value
    this.#place = place
    this.#problems = problems
  }

  /** An object with these fields and no others. Anything else counts as an empty one. */
  static open(value: unknown, path: string, known: readonly string[], place: Place, problems: Problem[]): FieldReader {
    const fields = value ?? {}
    if (typeof fields !== 'object' || Array.isArray(fields)) {
      const reader = new FieldReader({}, path, place, problems)
      reader.#report(path, { kind: 'mustBeObject' })
      return reader
    }
    const reader = new FieldReader(fields as Record<string, unknown>, path, place, problems)
    for (const name of Object.keys(fields)) {
      if (known.includes(name)) continue
      const at = child(path, name)
      const meant = nearestName(name, known)
      problems.push(
        problemAt(place, {
          code: 'unknown-field',
          severity: 'error',
          note: { kind: 'unknownField', path: at } as const,
          path: at,
          at: 'key',
          ...(meant === undefined ? {} : { meant }),
        }),
      )
    }
    return reader
  }

  has(field: string): boolean {
    return ownValue(this.#value, field) !== undefined && ownValue(this.#value, field) !== null
  }

  raw(field: string): unknown {
    return ownValue(this.#value, field)
  }

  string(field: string): string | undefined {
    return this.#read(field, { kind: 'mustBeText' }, (value) =>
      typeof value === 'string' || typeof value === 'number' ? String(value) : undefined,
    )
  }

  /** A field that has to be there; empty where it is not, and a problem says so. */
  required(field: string): string {
    const value = this.string(field)
    if (value !== undefined && value !== '') return value
    if (!this.has(field) || value === '') this.problem(field, { kind: 'needed' })
    return ''
  }

  boolean(field: string): boolean | undefined {
    return this.#read(field, { kind: 'mustBeBoolean' }, (value) => (typeof value === 'boolean' ? value : undefined))
  }

  integer(field: string, least: number): number | undefined {
    return this.#read(field, { kind: 'mustBeInteger', least }, (value) =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined,
    )
  }

  choice<T extends string>(field: string, choices: readonly T[]): T | undefined {
    return this.#read(field, { kind: 'mustBeOneOf', choices }, (value) => choices.find((choice) => choice === value))
  }

  /** Milliseconds: "1m30s", or a number of seconds. */
  duration(field: string): number | undefined {
    return this.#read(field, { kind: 'mustBeDuration' }, durationIn)
  }

  /** Whole units of a quantity: bytes. */
  quantity(field: string, trailing = ''): number | undefined {
    return this.#quantity(field, trailing, (quantity) => Number(quantityValue(quantity)))
  }

  /** Thousandths of a quantity: CPUs. */
  milliQuantity(field: string): number | undefined {
    return this.#quantity(field, '', (quantity) => Number(quantityMilliValue(quantity)))
  }

  #quantity(
    field: string,
    trailing: string,
    convert: (quantity: NonNullable<ReturnType<typeof parseQuantity>>) => number,
  ): number | undefined {
    return this.#read(field, { kind: 'mustBeQuantity', examples: [`64Mi${trailing}`] }, (value) => {
      if (typeof value !== 'string' && typeof value !== 'number') return undefined
      const text = String(value)
      const quantity = parseQuantity(trailing && text.endsWith(trailing) ? text.slice(0, -trailing.length) : text)
      return quantity && quantity.nano >= 0n ? convert(quantity) : undefined
    })
  }

  strings(field: string): string[] | undefined {
    return this.#read(field, { kind: 'mustBeTexts' }, (value) =>
      Array.isArray(value) && value.every((part) => typeof part === 'string' || typeof part === 'number')
        ? value.map(String)
        : undefined,
    )
  }

  stringMap(field: string): Record<string, string> | undefined {
    return this.#read(field, { kind: 'mustBeMap' }, (value) =>
      typeof value === 'object' && !Array.isArray(value) && Object.values(value as object).every(isPlain)
        ? Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, String(part)]))
        : undefined,
    )
  }

  /** The objects of a list. */
  list(field: string, known: readonly string[]): FieldReader[] {
    const value = ownValue(this.#value, field)
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      this.problem(field, { kind: 'mustBeList' })
      return []
    }
    const at = child(this.path, field)
    return value.map((part, index) => FieldReader.open(part, item(at, index), known, this.#place, this.#problems))
  }

  /** The items of a list that may be objects or not; `scalar` says whether it takes a value. */
  items(
    field: string,
    known: readonly string[],
    read: {
      readonly fault: FieldFault
      readonly scalar: (value: unknown) => boolean
      readonly object: (reader: FieldReader) => void
    },
  ): void {
    const value = this.raw(field)
    if (!Array.isArray(value)) {
      this.problem(field, { kind: 'mustBeList' })
      return
    }
    for (const [index, part] of value.entries()) {
      const at = item(child(this.path, field), index)
      if (typeof part === 'object' && part !== null && !Array.isArray(part)) {
        read.object(FieldReader.open(part, at, known, this.#place, this.#problems))
      } else if (!read.scalar(part)) this.#report(at, read.fault)
    }
  }

  object(field: string, known: readonly string[]): FieldReader {
    return FieldReader.open(ownValue(this.#value, field), child(this.path, field), known, this.#place, this.#problems)
  }

  /** A text is what kubectl says. */
  problem(field: string, fault: FieldFault | string, severity: Severity = 'error'): void {
    this.#report(field === '' ? this.path : child(this.path, field), fault, severity)
  }

  #read<T>(field: string, fault: FieldFault, convert: (value: unknown) => T | undefined): T | undefined {
    const value = ownValue(this.#value, field)
    if (value === undefined || value === null) return undefined
    const converted = convert(value)
    if (converted === undefined) this.problem(field, fault)
    return converted
  }

  #report(path: string, fault: FieldFault | string, severity: Severity = 'error'): void {
    const note = { kind: 'field', path, fault } as const
    this.#problems.push(problemAt(this.#place, { code: 'scenario', severity, note, path, at: 'value' }))
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** "1m30s", or a number of seconds. */
export function durationIn(value: unknown): Duration | undefined {
  const text = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value
  const ms =
    typeof text === 'number' ? Math.round(text * SECOND) : typeof text === 'string' ? parseGoDuration(text) : undefined
  return ms !== undefined && Number.isSafeInteger(ms) && ms >= 0 ? ms : undefined
}
