import { copyOf } from '../../lib/copy-of.ts'
import { setOwn } from '../../lib/own.ts'
import { sameValue } from '../../lib/same-value.ts'

/** Why a JSON patch is not applied; `decoding`: it is no list of operations at all. */
export interface JSONPatchFailure {
  readonly kind: 'decoding' | 'applying' | 'tooMany'
  readonly message: string
}

export type JSONPatched = { readonly value: unknown } | { readonly failure: JSONPatchFailure }

// apiserver: pkg/endpoints/handlers/patch.go maxJSONPatchOperations (v1.36)
const MOST_OPERATIONS = 10_000
/** A copy of a copy of a copy doubles each time. */
// apiserver: pkg/server/config.go JSONPatchMaxCopyBytes (v1.36)
const MOST_COPIED_BYTES = 3 * 1024 * 1024

/** A list of operations on a copy of the document. */
// RFC 6902 as github.com/evanphx/json-patch reads it: negative indexes count from the end
export function applyJSONPatch(document: unknown, patch: unknown): JSONPatched {
  const wrong = decodingError(patch)
  if (wrong !== undefined) return { failure: { kind: 'decoding', message: wrong } }
  const operations = (patch ?? []) as readonly (Operation | null)[]
  if (operations.length > MOST_OPERATIONS) {
    const message = `The allowed maximum operations in a JSON patch is ${MOST_OPERATIONS}, got ${operations.length}`
    return { failure: { kind: 'tooMany', message } }
  }
  try {
    const patching = new Patching(clone(document))
    for (const operation of operations) patching.apply(operation ?? {})
    return { value: patching.document }
  } catch (error) {
    if (!(error instanceof Unfit)) throw error
    return { failure: { kind: 'applying', message: error.message } }
  }
}

interface Operation {
  readonly op?: unknown
  readonly path?: unknown
  readonly from?: unknown
  readonly value?: unknown
}

/** As Go's decoder says it of the list, or of the first operation that has the wrong shape. */
function decodingError(patch: unknown): string | undefined {
  const cannot = (found: unknown, target: string) => `json: cannot unmarshal ${jsonKind(found)} into Go ${target}`
  if (patch === null) return undefined
  if (!Array.isArray(patch)) return cannot(patch, 'value of type []handlers.jsonPatchOp')
  for (const operation of patch as unknown[]) {
    if (operation === null) continue
    if (typeof operation !== 'object' || Array.isArray(operation)) {
      return cannot(operation, 'value of type handlers.jsonPatchOp')
    }
    for (const field of ['op', 'path', 'from'] as const) {
      const given = (operation as Operation)[field]
      if (given === undefined || given === null || typeof given === 'string') continue
      return cannot(given, `struct field jsonPatchOp.${field} of type string`)
    }
  }
  return undefined
}

export function jsonKind(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return typeof value
  if (typeof value === 'boolean') return 'bool'
  return Array.isArray(value) ? 'array' : 'object'
}

/** An operation that does not fit the document. */
class Unfit extends Error {}

class Patching {
  document: unknown
  #copied = 0

  constructor(document: unknown) {
    this.document = document
  }

  apply({ op, path, from, value }: Operation): void {
    switch (op) {
      case 'add':
        this.#add(tokensOf(path), value ?? null)
        return
      case 'remove':
        this.#remove(tokensOf(path))
        return
      case 'replace':
        this.#replace(tokensOf(path), value ?? null)
        return
      case 'move': {
        const moved = this.#get(tokensOf(from))
        this.#remove(tokensOf(from))
        this.#add(tokensOf(path), moved)
        return
      }
      case 'copy': {
        const text = JSON.stringify(this.#get(tokensOf(from)) ?? null)
        this.#copied += text.length
        if (this.#copied > MOST_COPIED_BYTES) throw new Unfit('the copied values are too large')
        this.#add(tokensOf(path), JSON.parse(text))
        return
      }
      case 'test': {
        const found = this.#find(tokensOf(path))
        if (found === undefined && (value ?? null) === null) return
        if (!sameValue(found, value ?? null)) throw new Unfit(`testing value ${String(path)} failed`)
        return
      }
      default:
        throw new Unfit(`Unexpected kind: ${String(op ?? 'unknown')}`)
    }
  }

  #find(tokens: readonly string[]): unknown {
    let value = this.document
    for (const token of tokens) {
      if (Array.isArray(value)) value = value[indexOf(token, value.length)]
      else if (isObject(value)) value = Object.hasOwn(value, token) ? value[token] : undefined
      else throw new Unfit(`there is nothing at ${token}`)
    }
    return value
  }

  #get(tokens: readonly string[]): unknown {
    const found = this.#find(tokens)
    if (found === undefined) throw new Unfit('missing value')
    return found
  }

  /** What holds the last step, which is an object or a list. */
  #holder(tokens: readonly string[]): { readonly holder: unknown; readonly last: string } {
    return { holder: this.#find(tokens.slice(0, -1)), last: tokens.at(-1) ?? '' }
  }

  #add(tokens: readonly string[], value: unknown): void {
    if (tokens.length === 0) {
      this.document = value
      return
    }
    const { holder, last } = this.#holder(tokens)
    if (Array.isArray(holder)) {
      const at = last === '-' ? holder.length : indexOf(last, holder.length + 1)
      holder.splice(at, 0, value)
    } else if (isObject(holder)) setOwn(holder, last, value)
    else throw new Unfit(`add operation does not apply: doc is missing path: ${last}`)
  }

  #replace(tokens: readonly string[], value: unknown): void {
    this.#get(tokens)
    if (tokens.length === 0) {
      this.document = value
      return
    }
    const { holder, last } = this.#holder(tokens)
    if (Array.isArray(holder)) holder[indexOf(last, holder.length)] = value
    else if (isObject(holder)) setOwn(holder, last, value)
  }

  #remove(tokens: readonly string[]): void {
    this.#get(tokens)
    const { holder, last } = this.#holder(tokens)
    if (Array.isArray(holder)) holder.splice(indexOf(last, holder.length), 1)
    else if (isObject(holder)) delete holder[last]
    else throw new Unfit('the whole document cannot be removed')
  }
}

function tokensOf(pointer: unknown): string[] {
  if (typeof pointer !== 'string') throw new Unfit('missing path')
  if (pointer === '') return []
  if (!pointer.startsWith('/')) throw new Unfit(`no pointer: ${pointer}`)
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function indexOf(token: string, length: number): number {
  if (!/^-?\d{1,9}$/.test(token)) throw new Unfit(`no index: ${token}`)
  const index = Number(token)
  const at = index < 0 ? index + length : index
  if (at < 0 || at >= length) throw new Unfit(`out of bounds: ${token}`)
  return at
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function clone(value: unknown): unknown {
  return copyOf(value ?? null)
}
