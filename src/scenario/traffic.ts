import type { Duration, Time } from '../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../manifest/object/meta.ts'
import type { FieldReader } from './field-reader.ts'

/** Requests that come to a Service from outside of its Pods: by clients on every node in turn, evenly over time. */
export interface Traffic {
  /** Its place in the text. */
  readonly index: number
  readonly namespace: string
  readonly service: string
  readonly port: number
  readonly path: string
  /** Requests a second. */
  readonly rate: number
  readonly timeoutMs: Duration
  readonly fromMs: Time
  /** Undefined: for as long as the run goes on. */
  readonly forMs: Duration | undefined
  /** Clients keep their connections, and ask over them again. */
  readonly keepAlive: boolean
  /** How many clients there are; each has one connection where they are kept. */
  readonly clients: number
}

/** So many requests are simulated: each goes its way through the network and the server that it meets. */
export const MOST_REQUESTS = 100_000
const MOST_ENTRIES = 20
const MOST_RATE = 1000
const MOST_CLIENTS = 1000
const LONGEST_TIMEOUT: Duration = 300_000

const FIELDS = [
  ...['to', 'namespace', 'port', 'path', 'rate', 'timeout', 'from', 'for', 'keepAlive', 'clients'],
] as const

export function readTraffic(spec: FieldReader, untilMs: Time): readonly Traffic[] {
  const given = spec.raw('traffic')
  if (Array.isArray(given) && given.length > MOST_ENTRIES) {
    spec.problem('traffic', { kind: 'atMost', most: `${MOST_ENTRIES}` })
    return []
  }
  let requests = 0
  return spec.list('traffic', FIELDS).flatMap((fields, index): Traffic[] => {
    const traffic = readOne(fields, index)
    if (!traffic) return []
    const asked = requestsOf(traffic, untilMs)
    requests += asked
    if (requests <= MOST_REQUESTS) return [traffic]
    fields.problem('rate', { kind: 'tooManyRequests', asked, most: MOST_REQUESTS })
    return []
  })
}

/** How many requests are sent until the end of a run. */
function requestsOf({ fromMs, forMs = Number.POSITIVE_INFINITY, rate }: Traffic, untilMs: Time): number {
  const lasts = Math.min(forMs, untilMs - fromMs)
  return lasts <= 0 ? 0 : Math.ceil((lasts * rate) / 1000)
}

function readOne(fields: FieldReader, index: number): Traffic | undefined {
  const service = serviceIn(fields)
  const rate = rateIn(fields)
  const path = fields.string('path') ?? '/'
  if (!path.startsWith('/')) fields.problem('path', { kind: 'mustBeginWithSlash' })
  const port = fields.integer('port', 1) ?? 80
  if (port > 65_535) fields.problem('port', { kind: 'mustBePortNumber' })
  const timeoutMs = fields.duration('timeout') ?? 2000
  if (timeoutMs === 0) fields.problem('timeout', { kind: 'moreThanNothing' })
  if (timeoutMs > LONGEST_TIMEOUT) fields.problem('timeout', { kind: 'atMost', most: '5m' })
  const clients = fields.integer('clients', 1) ?? 10
  if (clients > MOST_CLIENTS) fields.problem('clients', { kind: 'atMost', most: `${MOST_CLIENTS}` })
  if (service === undefined || rate === undefined) return undefined
  return {
    index,
    namespace: fields.string('namespace') ?? DEFAULT_NAMESPACE,
    service,
    port,
    path,
    rate,
    timeoutMs,
    fromMs: fields.duration('from') ?? 0,
    forMs: fields.duration('for'),
    keepAlive: fields.boolean('keepAlive') ?? false,
    clients,
  }
}

function serviceIn(fields: FieldReader): string | undefined {
  const to = fields.required('to')
  const name = /^(?:services?|svc)\/([^/]+)$/.exec(to)?.[1]
  if (to !== '' && name === undefined) fields.problem('to', { kind: 'mustBeService' })
  return name
}

const A_MINUTE = 60

/** `20/s`, `30/m`, or a number of requests a second. */
function rateIn(fields: FieldReader): number | undefined {
  if (!fields.has('rate')) {
    fields.problem('rate', { kind: 'needed' })
    return undefined
  }
  const [, number, unit] = /^(\d{1,9}(?:\.\d{1,9})?)(?:\/(s|m|min))?$/.exec(fields.string('rate') ?? '') ?? []
  const rate = Number(number) / (unit === undefined || unit === 's' ? 1 : A_MINUTE)
  if (!Number.isFinite(rate)) fields.problem('rate', { kind: 'mustBeRate' })
  else if (rate === 0) fields.problem('rate', { kind: 'moreThanNothing' })
  else if (rate > MOST_RATE) fields.problem('rate', { kind: 'atMost', most: `${MOST_RATE}/s` })
  else return rate
  return undefined
}
