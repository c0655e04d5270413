import { goKind, goPrint } from '../../lib/go-print.ts'
import { ownValue } from '../../lib/own.ts'
import { newBadRequest, newInvalid, type Status, statusOf } from '../api-status.ts'
import { type DecodeError, decode } from '../decode.ts'
import { goJson, invalid } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import { decodeCustom, type FieldValidation, strictDecodingError } from '../read-body.ts'
import type { KindInfo } from '../schema/kinds.ts'
import { definitionOf } from '../schema/shape.ts'
import { applyJSONPatch, jsonKind } from './json-patch.ts'
import { applyMergePatch } from './merge-patch.ts'
import { applyStrategicMerge, MergeError } from './strategic-merge.ts'

export type PatchType = 'strategic' | 'merge' | 'json'

export type PatchAnswer =
  | { readonly asked: KubeObject; readonly warnings: readonly string[] }
  | { readonly status: Status }

export interface WrittenPatch {
  readonly type: PatchType
  readonly patch: unknown
  /** Fields that its text names twice. */
  readonly duplicates?: readonly string[]
}

/**
 * The object that a patch asks for, read by its schema: what it may be changed into is judged afterwards. Who says
 * nothing about fields that nobody knows is warned of them.
 */
// apiserver: pkg/endpoints/handlers/patch.go applyPatchToCurrentObject (v1.36)
export function patchObject(
  current: KubeObject,
  info: KindInfo,
  { type, patch, duplicates = [] }: WrittenPatch,
  validation: FieldValidation = 'warn',
): PatchAnswer {
  const read = applied(current, info, type, patch)
  if ('status' in read) return read
  const wrong = [...duplicates.map((path) => `duplicate field "${path}"`), ...read.unknown]
  if (validation === 'strict' && wrong.length > 0) {
    return { status: invalidPatch(read.shown(), strictDecodingError(wrong)) }
  }
  return { asked: read.asked, warnings: validation === 'warn' ? wrong : [] }
}

type Applied =
  | {
      readonly asked: KubeObject
      readonly unknown: readonly string[]
      /** What a refusal shows: of a strategic patch the patch, of others what they make. */
      shown(): string
    }
  | { readonly status: Status }

function applied(current: KubeObject, info: KindInfo, type: PatchType, patch: unknown): Applied {
  const definition = definitionOf(info.apiVersion, info.kind)
  switch (type) {
    case 'strategic': {
      if (info.custom) return { status: statusOf('UnsupportedMediaType', UNSUPPORTED) }
      if (patch === null) return unchanged(current)
      if (!isObject(patch)) return { status: newBadRequest(notAMap(patch)) }
      return strategic(current, patch, info, definition)
    }
    case 'merge': {
      if (patch === null) return unchanged(current)
      if (!isObject(patch)) return { status: newBadRequest(`error decoding patch: ${notAMap(patch)}`) }
      return read(applyMergePatch(current, patch), info, definition)
    }
    case 'json': {
      const patched = applyJSONPatch(current, patch)
      if (!('failure' in patched)) return read(patched.value, info, definition)
      const { kind, message } = patched.failure
      if (kind === 'decoding') return { status: newBadRequest(`error decoding patch: ${message}`) }
      if (kind === 'tooMany') {
        return { status: statusOf('RequestEntityTooLarge', `Request entity too large: ${message}`) }
      }
      return { status: statusOf('Invalid', REJECTED) }
    }
  }
}

/** Nobody has said how lists of a kind that somebody has defined are merged. */
// apiserver: pkg/endpoints/handlers/negotiation/errors.go NewUnsupportedMediaTypeError; apiextensions: crdHandler (v1.36)
const UNSUPPORTED =
  'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml'

function unchanged(asked: KubeObject): Applied {
  return { asked, unknown: [], shown: () => '' }
}

/** All that the server says of a JSON patch that does not fit. */
const REJECTED = 'the server rejected our request due to an error in our request'

function notAMap(patch: unknown): string {
  return `json: cannot unmarshal ${jsonKind(patch)} into Go value of type map[string]interface {}`
}

function strategic(
  current: KubeObject,
  patch: Record<string, unknown>,
  info: KindInfo,
  definition: string | undefined,
): Applied {
  let patched: Record<string, unknown>
  try {
    patched = applyStrategicMerge(current, patch, definition ?? 'ObjectOfUnknownShape')
  } catch (error) {
    if (!(error instanceof MergeError)) throw error
    return { status: statusOf(error.isBadRequest ? 'BadRequest' : '', error.message) }
  }
  // Of which kind the object is does the address say.
  patched.apiVersion = current.apiVersion
  patched.kind = current.kind
  const { asked, errors } = decoded(patched, info, definition)
  const wrong = errors.find(({ kind }) => kind === 'wrong-type')
  if (wrong) return { status: invalidPatch(goPrint(patch), conversionError(wrong)) }
  return { asked, unknown: errors.map(({ message }) => message), shown: () => goPrint(patch) }
}

function read(patched: unknown, info: KindInfo, definition: string | undefined): Applied {
  const refused = (message: string) => ({ status: invalidPatch(goJson(patched), message) })
  if (!isObject(patched)) {
    return refused(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonKind(patched)} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    )
  }
  const { kind, apiVersion } = patched
  for (const field of ['kind', 'apiVersion'] as const) {
    const given = ownValue(patched, field)
    if (given === undefined || given === null || given === '') {
      const missing = field === 'kind' ? 'Kind' : 'apiVersion'
      return refused(`Object '${missing}' is missing in '${goJson(patched)}'`)
    }
    if (typeof given === 'string') continue
    return refused(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonKind(given)} into Go struct field .${field} of type string`,
    )
  }
  if (kind !== info.kind || apiVersion !== info.apiVersion) {
    const version = String(apiVersion).slice(String(apiVersion).lastIndexOf('/') + 1)
    return refused(
      `no kind ${JSON.stringify(kind)} is registered for version "${version}" in scheme "pkg/api/legacyscheme/scheme.go:30"`,
    )
  }
  const { asked, errors } = decoded(patched, info, definition)
  const wrong = errors.find((error) => error.kind === 'wrong-type')
  if (wrong) return refused(wrong.message)
  return { asked, unknown: errors.map(({ message }) => message), shown: () => goJson(patched) }
}

function decoded(
  patched: Record<string, unknown>,
  info: KindInfo,
  definition: string | undefined,
): { asked: KubeObject; errors: readonly DecodeError[] } {
  const { value, errors } = definition === undefined ? decodeCustom(patched, info) : decode(patched, definition)
  const asked = value as unknown as KubeObject
  asked.metadata ??= { name: '' }
  return { asked, errors }
}

// apimachinery: pkg/runtime/converter.go fromUnstructured (v1.36)
function conversionError({ message, mismatch }: DecodeError): string {
  if (!mismatch) return message
  const { found, type, goType } = mismatch
  const kind = goKind(found)
  switch (type.kind) {
    case 'object':
      return `cannot restore struct from: ${kind}`
    case 'list':
      return `cannot restore slice from ${kind}`
    case 'map':
      return `cannot restore map from ${kind}`
    case 'string':
      return kind === 'int64' ? `cannot convert int64 to ${goType}` : 'unrecognized type: string'
    case 'boolean':
      return 'unrecognized type: bool'
    case 'int32':
    case 'int64':
      return kind === 'float64' ? `cannot convert float64 to ${goType}` : `unrecognized type: ${type.kind}`
    case 'float':
      return 'unrecognized type: float64'
    default:
      return message
  }
}

/** An object of no kind: what is wrong is the patch. */
function invalidPatch(value: string, detail: string): Status {
  return newInvalid(undefined, '', [invalid('patch', value, detail)])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
