import type { Status } from '../client/api-client.ts'
import type { CommandFailure } from '../command-line/command.ts'

/** What kubectl prints on stderr, without the last newline. */
export function errorText(errors: readonly CommandFailure[]): string {
  return errorTexts(errors).join('\n')
}

/** The same, error by error. `aggregate`: as one of several even where it is the only one. */
// kubectl: pkg/cmd/util/helpers.go checkErr, StandardErrorMessage, MultipleErrors (v1.36)
export function errorTexts(errors: readonly CommandFailure[], aggregate = false): string[] {
  const [only, ...others] = errors
  if (only === undefined) return []
  return aggregate || others.length > 0 ? [...new Set(errors.map(oneOfSeveral))] : [aloneText(only)]
}

function aloneText(only: CommandFailure): string {
  if (typeof only === 'string') return only.startsWith('error: ') ? only : `error: ${only}`
  return only.reason === 'Invalid' ? invalidText(only) : serverError(only)
}

// kubectl: pkg/cmd/util/helpers.go checkErr, statusCausesToAggrError (v1.36)
function invalidText({ message, details }: Status): string {
  const head = details?.kind ? `The ${details.kind} "${details.name ?? ''}" is invalid: ` : 'The request is invalid: '
  const causes = [...new Set(details?.causes?.map((cause) => `${cause.field}: ${cause.message}`))]
  if (causes.length === 0) return head + message
  return causes.length === 1 ? `${head}${causes[0]}` : [head, ...causes.map((cause) => `* ${cause}`)].join('\n')
}

function oneOfSeveral(error: CommandFailure): string {
  return typeof error === 'string' ? error : serverError(error)
}

function serverError({ reason, message }: Status): string {
  return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`
}

/** An error that says which file it is about. */
// kubectl: pkg/cmd/util/helpers.go AddSourceToErr (v1.36)
export function withSource(error: CommandFailure, doing: string, source: string | undefined): CommandFailure {
  if (source === undefined) return error
  const head = `error when ${doing} ${JSON.stringify(source)}: `
  return typeof error === 'string' ? head + error : { ...error, message: head + error.message }
}
