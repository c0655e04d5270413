import { type FieldError, fieldErrorText } from './field-error.ts'
import type { KubeObject } from './object/meta.ts'
import { groupResource, type KindInfo } from './schema/kinds.ts'

/** One object refused, as kubectl would hear of it. */
export class ApiRefusal {
  /** BadRequest, Invalid …; undefined: kubectl itself refuses. */
  readonly reason: string | undefined
  /** The API server's message, or kubectl's without "error: ". */
  readonly message: string
  /** The field to blame, where there is one. */
  readonly path: string
  /** kubectl goes no further in the stream. */
  readonly endsStream: boolean
  /** kubectl refuses it as it reads, before it sends anything. */
  readonly isEarly: boolean
  readonly #worded: Worded | undefined
  /** Of an object that is invalid: how kubectl names it, and the errors one by one. */
  readonly invalid: { readonly kind: string; readonly name: string; readonly causes: readonly string[] } | undefined

  constructor(
    reason: string | undefined,
    message: string | Worded,
    more: { path?: string; endsStream?: boolean; isEarly?: boolean; invalid?: ApiRefusal['invalid'] } = {},
  ) {
    this.reason = reason
    this.message = typeof message === 'string' ? message : message(STDIN)
    this.#worded = typeof message === 'string' ? undefined : message
    this.isEarly = more.isEarly ?? false
    this.path = more.path ?? ''
    this.endsStream = more.endsStream ?? false
    this.invalid = more.invalid
  }

  /** The message, where it names what -f names. */
  messageOf(source: string): string {
    return this.#worded?.(source) ?? this.message
  }
}

/** A message that names the file. */
type Worded = (source: string) => string

/** How kubectl calls its standard input. */
export const STDIN = 'STDIN'

/** What kubectl says as it reads the stream. */
export function clientError(message: string | Worded, endsStream: boolean): ApiRefusal {
  return new ApiRefusal(undefined, message, { endsStream, isEarly: true })
}

export function badRequest(message: string): ApiRefusal {
  return new ApiRefusal('BadRequest', message)
}

// apiserver: pkg/admission/errors.go NewForbidden (v1.36)
export function forbiddenError(
  { metadata }: KubeObject,
  info: KindInfo,
  { message, path }: { readonly message: string; readonly path: string },
): ApiRefusal {
  return new ApiRefusal('Forbidden', `${groupResource(info)} "${metadata.name}" is forbidden: ${message}`, { path })
}

// apimachinery: pkg/api/errors/errors.go NewInvalid (v1.36)
export function invalidObject({ metadata }: KubeObject, info: KindInfo, errors: readonly FieldError[]): ApiRefusal {
  const causes = [...new Set(errors.map(fieldErrorText))]
  const group = info.apiVersion.includes('/') ? `.${info.apiVersion.slice(0, info.apiVersion.indexOf('/'))}` : ''
  const list = causes.length === 1 ? `${causes[0]}` : `[${causes.join(', ')}]`
  // The name itself may be what is missing.
  const name = metadata.name ?? ''
  const message = `${info.kind}${group} "${name}" is invalid: ${list}`
  return new ApiRefusal('Invalid', message, { invalid: { kind: info.kind, name, causes } })
}

/** A request that is wrong whatever the object is. */
export function invalidRequest(cause: string): ApiRefusal {
  return new ApiRefusal('Invalid', cause, { invalid: { kind: '', name: '', causes: [cause] } })
}

/** What kubectl prints on stderr; `source` is what -f names, null for a command that has no -f. */
// kubectl: pkg/cmd/util/helpers.go checkErr, MultilineError, MultipleErrors (v1.36)
export function kubectlText(
  refusals: readonly ApiRefusal[],
  source: string | null = STDIN,
  doing: Doing = 'creating',
): string {
  // It reads all before it sends any.
  const ordered = [...refusals.filter(({ isEarly }) => isEarly), ...refusals.filter(({ isEarly }) => !isEarly)]
  const [only, ...others] = ordered
  if (!only) return ''
  if (others.length > 0) return ordered.map((each) => oneOfSeveral(each, source, doing)).join('\n')
  if (!only.invalid) {
    const text = oneOfSeveral(only, source, doing)
    return only.reason === undefined ? `error: ${text}` : text
  }
  const { kind, name, causes } = only.invalid
  const head = kind === '' ? 'The request is invalid: ' : `The ${kind} "${name}" is invalid: `
  return causes.length === 1 ? head + causes[0] : [head, ...causes.map((cause) => `* ${cause}`)].join('\n')
}

/** What kubectl was about with the source, as it says it of a failure. */
type Doing = 'creating' | 'applying patch to'

function oneOfSeveral(refusal: ApiRefusal, source: string | null, doing: Doing): string {
  const { reason } = refusal
  const message = refusal.messageOf(source ?? STDIN)
  if (reason === undefined) return message
  const creating = source === null ? '' : `error when ${doing} "${source}": `
  // An error of a server that has no word for it.
  return `Error from server${reason === '' ? '' : ` (${reason})`}: ${creating}${message}`
}
