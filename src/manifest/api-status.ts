import { type FieldError, type FieldErrorType, fieldErrorBody, fieldErrorText } from './field-error.ts'
import { groupOf, groupResource, type KindInfo } from './schema/kinds.ts'

/** What the API server answers where it does not do what it was asked for. */
// apimachinery: pkg/apis/meta/v1/types.go Status (v1.36)
export interface Status {
  readonly code: number
  /** Empty: an error of a server that has no word for it. */
  readonly reason: StatusReason
  readonly message: string
  readonly details?: StatusDetails
}

export interface StatusDetails {
  readonly name?: string
  readonly group?: string
  /** The plural, but the kind where the object is invalid. */
  readonly kind?: string
  readonly causes?: readonly StatusCause[]
  readonly retryAfterSeconds?: number
}

export interface StatusCause {
  readonly reason: string
  readonly message: string
  readonly field: string
}

export type StatusReason = keyof typeof CODES

const CODES = {
  BadRequest: 400,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  '': 500,
} as const

/** Which object a request was about. */
type Of = Pick<KindInfo, 'apiVersion' | 'resource'>

export function statusOf(reason: StatusReason, message: string, details?: StatusDetails): Status {
  return { code: CODES[reason], reason, message, ...(details ? { details } : {}) }
}

function about(info: Of, name: string): StatusDetails {
  const group = groupOf(info)
  return { name, ...(group === '' ? {} : { group }), kind: info.resource }
}

// apimachinery: pkg/api/errors/errors.go NewBadRequest (v1.36)
export function newBadRequest(message: string): Status {
  return statusOf('BadRequest', message)
}

// apimachinery: pkg/api/errors/errors.go NewNotFound (v1.36)
export function newNotFound(info: Of, name: string): Status {
  return statusOf('NotFound', `${groupResource(info)} "${name}" not found`, about(info, name))
}

// apimachinery: pkg/api/errors/errors.go NewGenericServerResponse (v1.36)
export function newResourceNotFound(): Status {
  return statusOf('NotFound', 'the server could not find the requested resource')
}

// apimachinery: pkg/api/errors/errors.go NewAlreadyExists (v1.36)
export function newAlreadyExists(info: Of, name: string): Status {
  return statusOf('AlreadyExists', `${groupResource(info)} "${name}" already exists`, about(info, name))
}

// apimachinery: pkg/api/errors/errors.go NewForbidden (v1.36)
export function newForbidden(info: Of, name: string, why: string): Status {
  return statusOf('Forbidden', `${groupResource(info)} "${name}" is forbidden: ${why}`, about(info, name))
}

// apimachinery: pkg/api/errors/errors.go NewConflict (v1.36)
export function newConflict(info: Of, name: string, why: string): Status {
  const message = `Operation cannot be fulfilled on ${groupResource(info)} "${name}": ${why}`
  return statusOf('Conflict', message, about(info, name))
}

// apimachinery: pkg/api/errors/errors.go NewInvalid (v1.36)
export function newInvalid(
  info: Pick<KindInfo, 'apiVersion' | 'kind'> | undefined,
  name: string,
  errors: readonly FieldError[],
): Status {
  const group = info ? groupOf(info) : ''
  const kind = info?.kind ?? ''
  const texts = [...new Set(errors.map(fieldErrorText))]
  const list = texts.length === 1 ? `${texts[0]}` : `[${texts.join(', ')}]`
  const message = `${kind}${group === '' ? '' : `.${group}`} "${name}" is invalid: ${list}`
  const causes = errors.map((error) => ({
    reason: CAUSES[error.type],
    message: fieldErrorBody(error),
    field: error.path,
  }))
  return statusOf('Invalid', message, { name, ...(group === '' ? {} : { group }), kind, causes })
}

// apimachinery: pkg/util/validation/field/errors.go ErrorType (v1.36)
const CAUSES: Readonly<Record<FieldErrorType, string>> = {
  'Required value': 'FieldValueRequired',
  'Invalid value': 'FieldValueInvalid',
  'Unsupported value': 'FieldValueNotSupported',
  'Duplicate value': 'FieldValueDuplicate',
  'Not found': 'FieldValueNotFound',
  Forbidden: 'FieldValueForbidden',
  'Too long': 'FieldValueTooLong',
  'Too many': 'FieldValueTooMany',
  'Internal error': 'InternalError',
}
