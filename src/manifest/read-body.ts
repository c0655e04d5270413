import { newBadRequest, type Status } from './api-status.ts'
import { type Decoded, type DecodeError, decode } from './decode.ts'
import type { KubeObject } from './object/meta.ts'
import { pruned } from './schema/custom-schema.ts'
import type { KindInfo } from './schema/kinds.ts'
import { definitionOf } from './schema/shape.ts'

/** kubectl's --validate: whether a field that the API server does not know is refused, warned of or dropped. */
export const FIELD_VALIDATIONS = ['strict', 'warn', 'ignore'] as const
export type FieldValidation = (typeof FIELD_VALIDATIONS)[number]

export interface DecodedObject {
  readonly object: KubeObject
  readonly errors: readonly DecodeError[]
}

/** What was sent, read as its kind. Kinds without a schema have metadata all the same. */
export function decodeObject(given: Readonly<Record<string, unknown>>, info: KindInfo): DecodedObject {
  const definition = definitionOf(info.apiVersion, info.kind)
  const { value, errors } = definition === undefined ? decodeCustom(given, info) : decode(given, definition)
  const object = (
    definition === undefined ? { ...value, apiVersion: info.apiVersion, kind: info.kind } : value
  ) as KubeObject
  object.metadata ??= { name: '' }
  return { object, errors }
}

/** An object of a kind that only its definition describes, if anything does: it has metadata all the same. */
// apiextensions: pkg/apiserver/customresource_handler.go schemaCoercingDecoder (v1.36)
export function decodeCustom(given: Readonly<Record<string, unknown>>, { custom }: KindInfo): Decoded {
  const { value: metadata, errors } = decode({ metadata: given.metadata ?? {} }, 'ObjectWithMetadata')
  if (!custom?.schema) return { value: { ...given, ...metadata }, errors }
  const { value, unknown } = pruned(given, custom.schema)
  return { value: { ...value, ...metadata }, errors: [...errors, ...unknown] }
}

/** So many are named at the most. */
// apimachinery: pkg/runtime/serializer/json/json.go, sigs.k8s.io/json with strict errors (v1.36)
const MOST_STRICT_ERRORS = 100

// apimachinery: pkg/runtime/error.go strictDecodingError.Error (v1.36)
export function strictDecodingError(messages: readonly string[]): string {
  return `strict decoding error: ${messages.slice(0, MOST_STRICT_ERRORS).join(', ')}`
}

// apiserver: pkg/endpoints/handlers/rest.go transformDecodeError (v1.36)
export function cannotBeHandled({ apiVersion, kind }: KindInfo, why: string, given = kind): string {
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1)
  return `${given} in version "${version}" cannot be handled as a ${kind}: ${why}`
}

/** Of a kind that is not written as the server writes it. */
// apimachinery: pkg/runtime/error.go notRegisteredErr.Error (v1.36)
export function notRegistered(given: string, info: KindInfo): string {
  const why = `no kind "${given}" is registered for version "${info.apiVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`
  return cannotBeHandled(info, why, given)
}

export type BodyReading =
  | { readonly object: KubeObject; readonly status?: undefined; readonly warnings: readonly string[] }
  | { readonly status: Status; readonly object?: undefined; readonly warnings: readonly string[] }

/** The object that somebody has sent, or why it cannot be read: a value of the wrong type whatever the validation is. */
// apiserver: pkg/endpoints/handlers/create.go, update.go (v1.36): fieldValidation
export function readBody(given: KubeObject, info: KindInfo, validation: FieldValidation): BodyReading {
  if (given.kind !== info.kind) return { status: newBadRequest(notRegistered(given.kind, info)), warnings: [] }
  const { object, errors } = decodeObject(given, info)
  const refuse = (why: string): BodyReading => ({ status: newBadRequest(cannotBeHandled(info, why)), warnings: [] })
  const wrongType = errors.find(({ kind }) => kind === 'wrong-type')
  if (wrongType) return refuse(wrongType.message)
  const unknown = errors.map(({ message }) => message)
  if (validation === 'strict' && unknown.length > 0) return refuse(strictDecodingError(unknown))
  return { object, warnings: validation === 'warn' ? unknown : [] }
}
