import { hash32 } from '../../lib/random.ts'
import type { Duration } from '../../lib/time.ts'
import type { DnsReply, HttpRequest, HttpResponse, Server } from '../program-api/network.ts'

/**
 * The world outside of the cluster, as far as it has to be there: names have addresses, connections are made, and
 * downloads come to a placeholder that says that it is one. What a real server would have answered nobody knows.
 */

/** Last parts of names that are the world's. Anything else is a name of somebody's own: a Service, a namespace, a typo. */
const TOP_LEVEL = new Set(
  `com net org io dev app cloud ai co edu gov mil int info biz me sh tv xyz run systems tech online site pro name id us uk
  de fr it es pt nl be ch at se no fi dk pl cz sk hu ro bg gr tr ru ua eu ie is li lu lv lt ee si hr rs cn hk tw jp kr in
  sg my th vn ph au nz ca mx br ar cl pe za ng ke eg ma il ae sa ir pk bd lk page zone build tools works team software
  network host`.split(/\s+/),
)

/** Who writes such a name wants one that is not there. */
const MEANT_TO_BE_MISSING =
  /(?:^|[.-])(?:no-?such|non-?exist|does-?not-?exist|not-?exist|invalid|unknown|missing|wrong|fake)/

const NO_SUCH_NAME: DnsReply = { status: 'nxdomain', addresses: [] }

/** Documentation's own addresses (RFC 5737): nobody can mistake them for real ones. */
export function addressOutside(name: string): DnsReply {
  const full = name.toLowerCase().replace(/\.$/, '')
  const labels = full.split('.')
  const last = labels.at(-1) ?? ''
  if (labels.length < 2 || !TOP_LEVEL.has(last) || MEANT_TO_BE_MISSING.test(full)) return NO_SUCH_NAME
  if (!labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))) return NO_SUCH_NAME
  const hash = hash32(full)
  const net = hash & 1 ? '198.51.100' : '203.0.113'
  return { status: 'ok', addresses: [`${net}.${1 + ((hash >>> 1) % 254)}`] }
}

/** An address that packets leave the cluster for, and that somebody has. 192.0.2.0/24 is what people take for nobody's. */
function isOutside(address: string): boolean {
  const [a = 0, b = 0, c = 0] = address.split('.').map(Number)
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false
  if ((a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254)) return false
  return !(a === 100 && b >= 64 && b < 128) && !(a === 192 && b === 0 && c === 2)
}

/** What is no HTTP there takes connections and says nothing. */
const OTHER_PROTOCOLS = new Set([
  21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 3306, 5432, 5671, 5672, 6379, 9092, 11211, 27017,
])

export function serverOutside(address: string, port: number, latency: Duration): Server | undefined {
  if (!isOutside(address)) return undefined
  if (OTHER_PROTOCOLS.has(port)) return { kind: 'tcp' }
  return { kind: 'http', tls: 'both', handle: (request) => ({ ...placeholder(request), afterMs: latency }) }
}

function placeholder(request: HttpRequest): HttpResponse {
  const { method, path, headers } = request
  const host = Object.entries(headers).find(([name]) => name.toLowerCase() === 'host')?.[1] ?? ''
  const what = `placeholder: the world outside of the cluster is not simulated; this stands for ${method} ${host}${path}`
  if (/\.json(?:\?|$)/.test(path)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: `${JSON.stringify({ placeholder: what })}\n`,
    }
  }
  // A comment to a shell and to most configuration, and a line of text to a browser.
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: `# ${what}\n` }
}
