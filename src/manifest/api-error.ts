import { newBadRequest, newForbidden, newInvalid, type Status } from './api-status.ts'
import type { FieldError } from './field-error.ts'
import type { KubeObject } from './object/meta.ts'
import type { KindInfo } from './schema/kinds.ts'

/** One object refused, as kubectl would hear of it. */
export class ApiRefusal {
  /** What the API server answers; undefined: kubectl itself refuses. */
  readonly status: Status | undefined
  /** The API server's message, or kubectl's without "error: ". */
  readonly message: string
  /** The field to blame, where there is one. */
  readonly path: string
  /** kubectl goes no further in the stream. */
  readonly endsStream: boolean
  /** kubectl refuses it as it reads, before it sends anything. */
  readonly isEarly: boolean
  readonly #worded: Worded | undefined

  constructor(
    said: Status | string | Worded,
    more: { readonly path?: string; readonly endsStream?: boolean; readonly isEarly?: boolean } = {},
  ) {
    this.status = typeof said === 'object' ? said : undefined
    this.#worded = typeof said === 'function' ? said : undefined
    this.message = typeof said === 'object' ? said.message : typeof said === 'function' ? said(STDIN) : said
    this.isEarly = more.isEarly ?? false
    this.path = more.path ?? ''
    this.endsStream = more.endsStream ?? false
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
  return new ApiRefusal(message, { endsStream, isEarly: true })
}

export function badRequest(message: string): ApiRefusal {
  return new ApiRefusal(newBadRequest(message))
}

export function forbiddenError(
  name: string,
  info: KindInfo,
  { message, path }: { readonly message: string; readonly path: string },
): ApiRefusal {
  return new ApiRefusal(newForbidden(info, name, message), { path })
}

export function invalidObject({ metadata }: KubeObject, info: KindInfo, errors: readonly FieldError[]): ApiRefusal {
  // The name itself may be what is missing.
  return new ApiRefusal(newInvalid(info, metadata.name ?? '', errors))
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
  if (only.status?.reason !== 'Invalid') {
    const text = oneOfSeveral(only, source, doing)
    return only.status ? text : `error: ${text}`
  }
  return invalidText(only.status)
}

// kubectl: pkg/cmd/util/helpers.go checkErr, statusCausesToAggrError (v1.36)
function invalidText({ message, details }: Status): string {
  const head = details?.kind ? `The ${details.kind} "${details.name ?? ''}" is invalid: ` : 'The request is invalid: '
  const causes = [...new Set(details?.causes?.map((cause) => `${cause.field}: ${cause.message}`))]
  if (causes.length === 0) return head + message
  return causes.length === 1 ? `${head}${causes[0]}` : [head, ...causes.map((cause) => `* ${cause}`)].join('\n')
}

/** What kubectl was about with the source, as it says it of a failure. */
type Doing = 'creating' | 'applying patch to'

function oneOfSeveral(refusal: ApiRefusal, source: string | null, doing: Doing): string {
  const { status } = refusal
  const message = refusal.messageOf(source ?? STDIN)
  if (!status) return message
  const { reason } = status
  const creating = source === null ? '' : `error when ${doing} "${source}": `
  return `Error from server${reason === '' ? '' : ` (${reason})`}: ${creating}${message}`
}
