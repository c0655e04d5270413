import type { ProblemCode } from './problem.ts'

/** What the API server's validation says about a field. */
// apimachinery: pkg/util/validation/field/errors.go Error (v1.36)
export interface FieldError {
  readonly type: FieldErrorType
  readonly path: string
  /** Printed where the type prints values; undefined is Go's nil. */
  readonly value?: unknown
  readonly detail: string
  /** Where in the text to point, if that is not the path: upstream blames a whole map for one of its keys. */
  readonly near?: string
}

export type FieldErrorType =
  | 'Required value'
  | 'Invalid value'
  | 'Unsupported value'
  | 'Duplicate value'
  | 'Not found'
  | 'Forbidden'
  | 'Too long'
  | 'Too many'
  | 'Internal error'

export function required(path: string, detail = ''): FieldError {
  return { type: 'Required value', path, detail }
}

export function invalid(path: string, value: unknown, detail: string): FieldError {
  return { type: 'Invalid value', path, value, detail }
}

/** The API server itself has failed at it. */
export function internal(path: string, detail: string): FieldError {
  return { type: 'Internal error', path, detail }
}

/** In the order given: upstream sorts where it keeps a set, so hand those over sorted. */
export function notSupported(path: string, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length === 0 ? '' : `supported values: ${supported.map(goQuote).join(', ')}`
  return { type: 'Unsupported value', path, value, detail }
}

export function duplicate(path: string, value: unknown): FieldError {
  return { type: 'Duplicate value', path, value, detail: '' }
}

export function notFound(path: string, value: unknown): FieldError {
  return { type: 'Not found', path, value, detail: '' }
}

export function forbidden(path: string, detail: string): FieldError {
  return { type: 'Forbidden', path, detail }
}

export function tooLong(path: string, most: number): FieldError {
  return { type: 'Too long', path, detail: most < 0 ? 'value is too long' : `may not be more than ${most} bytes` }
}

export function tooMany(path: string, actual: number, most: number): FieldError {
  return { type: 'Too many', path, value: actual, detail: `must have at most ${most} items` }
}

// apimachinery: pkg/util/validation/field/errors.go (*Error).Error (v1.36)
export function fieldErrorText(error: FieldError): string {
  return `${error.path}: ${fieldErrorBody(error)}`
}

// apimachinery: pkg/util/validation/field/errors.go ErrorBody (v1.36)
export function fieldErrorBody(error: FieldError): string {
  const body = WITHOUT_VALUE.has(error.type) ? error.type : `${error.type}: ${goValue(error.value)}`
  return `${body}${error.detail === '' ? '' : `: ${error.detail}`}`
}

const WITHOUT_VALUE: ReadonlySet<FieldErrorType> = new Set([
  'Required value',
  'Forbidden',
  'Too long',
  'Internal error',
])

/** A value whose fields are printed in the order that they have here, as those of a Go struct are. */
class Printed {
  readonly text: string
  constructor(value: unknown) {
    this.text = JSON.stringify(value)
  }
}

export function asPrinted(value: unknown): Printed {
  return new Printed(value)
}

function goValue(value: unknown): string {
  if (value instanceof Printed) return value.text
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string') return goQuote(value)
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  return goJson(value)
}

/** Go's %q for what occurs in manifests: as JSON, but for control characters. */
export function goQuote(text: string): string {
  return JSON.stringify(text)
    .replace(/\\u00([01][0-9a-f])/g, '\\x$1')
    .replaceAll('\u007f', '\\x7f')
}

/** JSON as Go writes it: a map's keys sorted. */
export function goJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

const CODES: Readonly<Record<FieldErrorType, ProblemCode>> = {
  'Required value': 'required',
  'Invalid value': 'invalid',
  'Unsupported value': 'not-supported',
  'Duplicate value': 'duplicate',
  'Not found': 'not-found',
  Forbidden: 'forbidden',
  'Too long': 'too-long',
  'Too many': 'too-many',
  'Internal error': 'invalid',
}

export function problemCodeOf(error: FieldError): ProblemCode {
  return CODES[error.type]
}
