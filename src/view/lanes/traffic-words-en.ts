import type { Widen } from '../../lib/widen.ts'
import type { FailedFor, FailedRequests, Missing, TrafficVerdict } from '../diagnosis/failed-requests.ts'
import { clockText, durationText } from '../time/time-scale.ts'

const MISSING: Readonly<Record<Missing, string>> = {
  readiness: 'no readiness probe holds requests back until it listens',
  preStop: 'no preStop hook keeps it until its nodes know',
  longerPreStop: 'its preStop hook is over before its nodes know',
  draining: 'at SIGTERM it does not finish what is under way',
}

function requests(count: number): string {
  return count === 1 ? '1 request' : `${count} requests`
}

/** Thousands apart. */
function numberText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** What failed requests have in common, after their number. */
function sayReason({ kind, missing, isStopping }: FailedFor): string {
  const because = missing ? ` (${MISSING[missing]})` : ''
  switch (kind) {
    case 'noService':
      return 'found no such Service'
    case 'noPort':
      return 'found no such port'
    case 'noEndpoints':
      return 'found no endpoint'
    case 'notYetListening':
      return `came before a Pod listened${because}`
    case 'stoppedListening':
      return isStopping ? `came after a Pod had closed its port${because}` : 'came while a container was not running'
    case 'podGone':
      return `came after a Pod was gone${because}`
    case 'cutOff':
      return isStopping ? `were cut off at the end of a Pod${because}` : 'were cut off when a process ended'
    case 'slow':
      return 'were not answered in time'
    case 'status':
      return 'were answered with an error'
    case 'noHttp':
      return 'were answered with what is no HTTP'
    case 'dropped':
      return 'were thrown away'
  }
}

const TOLD = 3

/** Why requests failed, for one of the reasons. */
export const TRAFFIC_EN = {
  note: (service: string, rate: string) => `Service ${service} · ${rate}`,
  /** What came of all requests: "0 of 2,400 requests to web failed". */
  verdict: ({ service, count, failed, from, to, reasons }: TrafficVerdict) => {
    const said = `${numberText(failed)} of ${count === 1 ? '1 request' : `${numberText(count)} requests`} to ${service} failed`
    if (failed === 0) return said
    const why = reasons.slice(0, TOLD).map((reason) => `${numberText(reason.count)} ${sayReason(reason)}`)
    const when =
      from === to ? `at ${clockText(from, 100)}` : `between ${clockText(from, 100)} and ${clockText(to, 100)}`
    return `${said} ${when}: ${why.join(', ')}${reasons.length > TOLD ? ', …' : ''}`
  },
  /** All of it, and what it is asked about by. */
  failed: (failed: FailedRequests) => {
    const head = whatHappened(failed)
    return { head, text: failed.missing ? `${head}: ${MISSING[failed.missing]}` : head }
  },
}

export type TrafficWords = Widen<typeof TRAFFIC_EN>

function whatHappened(of: FailedRequests): string {
  const { reason, count, node, pod = '', service, port, lag = 0, timeoutMs } = of
  const number = requests(count)
  const were = count === 1 ? 'was' : 'were'
  switch (reason.kind) {
    case 'noService':
      return `${number} found no Service called ${service}`
    case 'noPort':
      return `${number} ${were} lost: Service ${service} has no port ${port}`
    case 'noEndpoints':
      return `${node} refused ${number}: its rules had no endpoint for ${service}`
    case 'notYetListening':
      return `${number} came to ${pod} before it listened`
    case 'stoppedListening':
      return `${node} still sent ${number} to ${pod} for ${durationText(lag)} after it had closed its port`
    case 'podGone':
      return `${node} still sent ${number} to ${pod} for ${durationText(lag)} after it was gone`
    case 'cutOff':
      return `${number} ${were} cut off in ${pod} when its process ended`
    case 'slow':
      return `${pod} had not answered ${number} within ${durationText(timeoutMs)}`
    case 'status':
      return `${pod} answered ${number} with ${reason.status}`
    case 'noHttp':
      return `What ${pod} answered to ${number} is no HTTP`
    case 'dropped':
      return `Rules of ${pod} threw ${number} away`
  }
}
