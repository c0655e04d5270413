import { ApiRefusal, kubectlText } from '../../manifest/api-error.ts'
import type { Status } from '../../manifest/api-status.ts'
import type { Reply } from '../apiserver/request.ts'
import type { Say } from './step-target.ts'

/** What kubectl prints of an answer of the API server, but for its success. False: it was refused. */
export function sayReply(
  { status, warnings }: Reply,
  say: Say,
  source: string | null = null,
  doing: 'creating' | 'applying patch to' = 'applying patch to',
): boolean {
  for (const warning of warnings) say('stderr', `Warning: ${warning}`)
  if (status) sayStatus(status, say, source, doing)
  return status === undefined
}

/** `source` is what -f names. */
export function sayStatus(
  status: Status,
  say: Say,
  source: string | null = null,
  doing: 'creating' | 'applying patch to' = 'applying patch to',
): void {
  say('stderr', kubectlText([new ApiRefusal(status)], source, doing))
}
