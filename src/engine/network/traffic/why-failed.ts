import type { PodRef, Seq } from '../../../trace/entry.ts'
import type { FailureReason } from '../../../trace/failed-requests.ts'
import type { FailedOutcome, RequestOutcome } from '../../../trace/request-outcome.ts'
import type { HttpOutcome } from '../../program-api/network.ts'
import type { Trail } from '../../runtime/network.ts'

/** How a request ended, as whoever sent it sees it. */
export function requestOutcome(outcome: HttpOutcome): RequestOutcome {
  switch (outcome.kind) {
    case 'response':
      return outcome.response.status < 400 ? 'ok' : 'error'
    case 'malformed':
      return outcome.detail === 'EOF' ? 'closed' : 'malformed'
    default:
      return outcome.kind
  }
}

export interface Failure {
  readonly outcome: FailedOutcome
  readonly reason: FailureReason
  readonly pod: PodRef | undefined
  readonly because: Seq | undefined
}

/** Why a request failed, by where it had come to. */
export function whyFailed(outcome: HttpOutcome, { route, line, gone, to, port }: Trail): Failure | undefined {
  const ended = requestOutcome(outcome)
  if (ended === 'ok') return undefined
  const pod = (line?.to ?? to)?.pod ?? (route?.kind === 'to' ? route.pod : undefined)
  const made = (reason: FailureReason, because: Seq | undefined): Failure => ({ outcome: ended, reason, pod, because })
  if (outcome.kind === 'response') return made({ kind: 'status', status: outcome.response.status }, undefined)
  if (outcome.kind === 'malformed') {
    return ended === 'closed'
      ? made({ kind: 'cutOff' }, line?.to.closed.get(line.port)?.because)
      : made({ kind: 'noHttp', detail: outcome.detail }, undefined)
  }
  if (line) return made({ kind: 'slow' }, undefined)
  if (outcome.kind === 'unknownHost' || !route) return made({ kind: 'noService' }, undefined)
  if (route.kind !== 'to') return made({ kind: route.kind }, route.because)
  if (gone) return made({ kind: 'podGone', since: gone.at }, gone.because)
  if (outcome.kind === 'timeout') return made({ kind: 'dropped' }, undefined)
  const closed = port === undefined ? undefined : to?.closed.get(port)
  return closed
    ? made({ kind: 'stoppedListening', since: closed.at }, closed.because)
    : made({ kind: 'notYetListening' }, route.because)
}
