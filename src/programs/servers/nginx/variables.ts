import { formatDate, unixSeconds } from '../../calendar.ts'
import { header } from '../server-loop.ts'
import { hostOf, remoteAddress, type Transaction } from './transaction.ts'

/** Longest text that variables make of each other. */
const LONGEST = 64 * 1024

/** A text with its variables filled in. */
export function expand(transaction: Transaction, text: string): string {
  if (!text.includes('$')) return text
  return text
    .replace(/\$(?:\{([^}]*)\}|(\w+))/g, (_, braced: string | undefined, bare: string | undefined) =>
      variable(transaction, braced ?? bare ?? ''),
    )
    .slice(0, LONGEST)
}

/** How deep maps may refer to maps. */
const DEEPEST = 20

export function variable(transaction: Transaction, name: string, depth = 0): string {
  if (/^\d$/.test(name)) return transaction.captures[Number(name)] ?? ''
  const set = transaction.variables.get(name)
  if (set !== undefined) return set
  const mapped = depth > DEEPEST ? undefined : mappedValue(transaction, name, depth)
  if (mapped !== undefined) return mapped
  const family = /^(arg|http|sent_http|cookie)_(.+)$/.exec(name)
  if (family && name !== 'http_host') return ofFamily(transaction, family[1] as string, family[2] as string)
  return Object.hasOwn(VALUES, name) ? (VALUES[name] as (of: Transaction) => string)(transaction) : ''
}

function mappedValue(transaction: Transaction, name: string, depth: number): string | undefined {
  const map = transaction.config.maps.find(({ to }) => to === name)
  if (!map) return undefined
  const from = map.from.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, a: string | undefined, b: string | undefined) =>
    variable(transaction, a ?? b ?? '', depth + 1),
  )
  const pattern = map.patterns.find((each) => each.pattern.match(from))
  const value = map.exact.get(from.toLowerCase()) ?? pattern?.value ?? map.standard
  if (pattern) transaction.captures = pattern.pattern.match(from) ?? []
  return value.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, a: string | undefined, b: string | undefined) =>
    variable(transaction, a ?? b ?? '', depth + 1),
  )
}

function ofFamily(transaction: Transaction, family: string, name: string): string {
  switch (family) {
    case 'arg': {
      const wanted = `${name.toLowerCase()}=`
      return (
        transaction.args
          .split('&')
          .find((pair) => pair.toLowerCase().startsWith(wanted))
          ?.slice(wanted.length) ?? ''
      )
    }
    case 'cookie': {
      const pairs = (header(transaction.request, 'cookie') ?? '').split(/;\s*/)
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
    }
    case 'sent_http': {
      const sent = Object.entries(transaction.sentHeaders)
      return sent.find(([key]) => key.toLowerCase().replaceAll('-', '_') === name)?.[1] ?? ''
    }
    default:
      return header(transaction.request, name.replaceAll('_', '-')) ?? ''
  }
}

/** The file that a path means here: below the root, or with the alias in the place of the location's part. */
// nginx: http/ngx_http_core_module.c ngx_http_map_uri_to_path (1.27)
export function filePath(transaction: Transaction, uri: string): string {
  const { settings, location } = transaction
  const root = expand(transaction, settings.root)
  if (!settings.alias) return `${root.replace(/\/$/, '')}${uri}`
  // With an expression the alias names the whole file.
  if (location?.kind === '~') return root
  const rest = uri.slice(location?.path.length ?? 0)
  return `${root}${rest}`
}

const VALUES: Readonly<Record<string, (transaction: Transaction) => string>> = {
  host: hostOf,
  http_host: ({ request }) => header(request, 'host') ?? '',
  hostname: ({ sys }) => sys.hostname,
  request_uri: ({ request }) => request.path,
  uri: ({ uri }) => uri,
  document_uri: ({ uri }) => uri,
  args: ({ args }) => args,
  query_string: ({ args }) => args,
  is_args: ({ args }) => (args === '' ? '' : '?'),
  scheme: ({ listen }) => (listen.ssl ? 'https' : 'http'),
  https: ({ listen }) => (listen.ssl ? 'on' : ''),
  request_method: ({ request }) => request.method,
  remote_addr: remoteAddress,
  realip_remote_addr: remoteAddress,
  remote_user: ({ user }) => user,
  server_addr: ({ sys }) => sys.podIP,
  server_name: ({ server }) => server.names[0]?.name ?? '',
  server_port: ({ listen }) => String(listen.port),
  server_protocol: () => 'HTTP/1.1',
  request: ({ request }) => `${request.method} ${request.path} HTTP/1.1`,
  status: ({ status }) => (status === 0 ? '000' : String(status)),
  body_bytes_sent: ({ size }) => String(size),
  bytes_sent: ({ size }) => String(size),
  request_length: ({ request }) => String(request.body.length),
  time_local: ({ sys }) => formatDate(sys.now(), '%d/%b/%Y:%H:%M:%S +0000'),
  time_iso8601: ({ sys }) => formatDate(sys.now(), '%Y-%m-%dT%H:%M:%S+00:00'),
  msec: ({ sys }) => `${unixSeconds(sys.now())}.${formatDate(sys.now(), '%N').slice(0, 3)}`,
  request_time: ({ sys, startedAt }) => ((sys.now() - startedAt) / 1000).toFixed(3),
  request_id: ({ number }) => number.toString(16).padStart(32, '0'),
  request_body: ({ request }) => request.body,
  content_type: ({ request }) => header(request, 'content-type') ?? '',
  content_length: ({ request }) => (request.body === '' ? '' : String(request.body.length)),
  nginx_version: ({ sys }) => sys.env.get('NGINX_VERSION') ?? '',
  pid: ({ sys }) => String(sys.pid),
  connection: ({ number }) => String(number),
  connection_requests: () => '1',
  pipe: () => '.',
  document_root: ({ settings }) => settings.root,
  realpath_root: ({ settings }) => settings.root,
  request_filename: (transaction) => filePath(transaction, transaction.uri),
  proxy_add_x_forwarded_for: (transaction) => {
    const before = header(transaction.request, 'x-forwarded-for')
    return before === undefined ? remoteAddress(transaction) : `${before}, ${remoteAddress(transaction)}`
  },
  upstream_addr: ({ upstream }) => upstream?.address ?? '',
  upstream_status: ({ upstream }) => upstream?.status ?? '',
  upstream_response_time: ({ upstream }) => upstream?.time ?? '',
}
