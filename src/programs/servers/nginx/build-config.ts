import type { FileSystem } from '../../../engine/program-api/files.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Config, LogFormat, ServerName, StreamServer, Upstream, VariableMap, VirtualServer } from './config.ts'
import { allOf, ConfigProblem, type Directive, lastOf, problemAt } from './directive.ts'
import { type Listen, listenOf, standardListen } from './listen.ts'
import { locationsOf, rewritesIn } from './locations.ts'
import { isBounded, patternOf } from './pattern.ts'
import { settingsOf, standardSettings, within } from './settings.ts'
import { impliedUpstream, upstreamOf } from './upstreams.ts'
import { checkVariables } from './variable-names.ts'

/** Read, and changes what is answered, but not here. */
const NOT_SIMULATED =
  /^(?:mirror|auth_request|limit_req|limit_conn|limit_rate|sub_filter|ssi|add_before_body|add_after_body|image_filter|xslt_stylesheet|secure_link|dav_methods|perl|js_\w+|set_real_ip_from|random_index|proxy_cache|ssl_verify_client|split_clients|geo|proxy_bind|proxy_cookie_\w+|mail|flv|mp4|gzip_static|fastcgi_pass|uwsgi_pass|scgi_pass|grpc_pass|memcached_pass|proxy_ssl_verify|syslog)$/

const TEMP_PATHS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'] as const

const COMBINED: LogFormat = {
  text: '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"',
  json: false,
}

/** Makes a configuration of its directives; throws a ConfigProblem. */
export function buildConfig(sys: Sys, main: readonly Directive[], prefix: string): Config {
  const http = lastOf(main, 'http')?.block ?? []
  if (!lastOf(main, 'events')) throw new ConfigProblem('no "events" section in configuration')
  const outer = settingsOf(allOf(main, 'error_log'), standardSettings(prefix), prefix)
  const settings = settingsOf(http, outer, prefix)
  const formats = formatsOf(http)
  const servers = allOf(http, 'server').map((each) => serverOf(each, settings, prefix, sys.uid))
  const upstreams = upstreamsOf(http, sys)
  const warnings: string[] = []
  checkListens(servers, warnings)
  checkCertificates(http, sys.files, prefix)
  for (const log of allLogs(main)) {
    const format = log.args[1]
    if (format !== undefined && !/^(?:if|buffer|flush|gzip)(?:=|$)/.test(format) && !formats.has(format))
      throw problemAt(log, `unknown log format "${format}"`)
  }
  checkVariables(http)
  const user = lastOf(main, 'user')
  if (user && sys.uid !== 0) {
    warnings.push(
      `the "user" directive makes sense only if the master process runs with super-user privileges, ignored in ${user.file}:${user.line}`,
    )
  }
  return {
    user: userOf(sys, user),
    pid: within(prefix, lastOf(main, 'pid')?.args[0] ?? '/run/nginx.pid'),
    daemon: lastOf(main, 'daemon')?.args[0] !== 'off',
    workers: workersOf(sys, main),
    errorLogs: outer.errorLogs,
    tempPaths: TEMP_PATHS.map((name) => tempPath(http, name, prefix)),
    servers,
    upstreams,
    maps: mapsOf(http),
    formats,
    streams: streamsOf(main),
    warnings,
    notSimulated: notSimulated(main),
  }
}

function tempPath(http: readonly Directive[], name: string, prefix: string): string {
  const said = lastOf(http, `${name}_temp_path`)?.args[0]
  return said === undefined
    ? `/var/cache/nginx/${name === 'client_body' ? 'client' : name}_temp`
    : within(prefix, said).replace(/\/$/, '')
}

function formatsOf(http: readonly Directive[]): ReadonlyMap<string, LogFormat> {
  const formats = new Map([['combined', COMBINED]])
  for (const directive of allOf(http, 'log_format')) {
    const [name = '', ...texts] = directive.args
    if (formats.has(name)) throw problemAt(directive, `duplicate "log_format" name "${name}"`)
    const json = texts[0] === 'escape=json'
    formats.set(name, { text: texts.filter((text) => !/^escape=\w+$/.test(text)).join(''), json })
  }
  return formats
}

function serverOf(directive: Directive, outer: VirtualServer['settings'], prefix: string, uid: number): VirtualServer {
  const block = directive.block ?? []
  const settings = settingsOf(block, outer, prefix)
  const listens = allOf(block, 'listen').map(listenOf)
  return {
    listens: listens.length > 0 ? listens : [standardListen(uid)],
    names: allOf(block, 'server_name').flatMap((each) => each.args.map((name) => serverName(name, each))),
    settings,
    rewrites: rewritesIn(block, settings, prefix),
    tryFiles: lastOf(block, 'try_files')?.args,
    locations: locationsOf(block, settings, prefix),
  }
}

function serverName(name: string, directive: Directive): ServerName {
  if (name.startsWith('~')) return { kind: 'pattern', name, pattern: patternOf(name.slice(1), directive, true) }
  const lower = name.toLowerCase()
  if (lower.startsWith('*.') || lower.startsWith('.')) return { kind: 'suffix', name: lower }
  return { kind: lower.endsWith('.*') ? 'prefix' : 'exact', name: lower }
}

function checkListens(servers: readonly VirtualServer[], warnings: string[]): void {
  const defaults = new Set<string>()
  const named = new Set<string>()
  for (const { listens, names } of servers) {
    const own = new Set<string>()
    for (const { address, directive, isDefault } of listens) {
      if (directive && own.has(address)) throw problemAt(directive, `a duplicate listen ${address}`)
      own.add(address)
      if (!isDefault) continue
      if (directive && defaults.has(address)) throw problemAt(directive, `a duplicate default server for ${address}`)
      defaults.add(address)
    }
    for (const address of own) {
      for (const { name } of names.length > 0 ? names : [{ name: '' }]) {
        if (named.has(`${address} ${name}`)) warnings.push(`conflicting server name "${name}" on ${address}, ignored`)
        named.add(`${address} ${name}`)
      }
    }
  }
}

/** Certificates have to be there; what they say is not read. */
function checkCertificates(http: readonly Directive[], files: FileSystem, prefix: string): void {
  for (const server of allOf(http, 'server')) {
    const block = server.block ?? []
    const listen = allOf(block, 'listen').find(({ args }) => args.includes('ssl'))
    if (!listen) continue
    for (const name of ['ssl_certificate', 'ssl_certificate_key'] as const) {
      const said = lastOf(block, name) ?? lastOf(http, name)
      if (!said) {
        throw new ConfigProblem(
          `no "${name}" is defined for the "listen ... ssl" directive in ${listen.file}:${listen.line}`,
        )
      }
      const path = within(prefix, said.args[0] ?? '')
      if (path.includes('$') || typeof files.read(path) !== 'string') continue
      const what = name === 'ssl_certificate' ? 'certificate' : 'certificate key'
      throw new ConfigProblem(
        `cannot load ${what} "${path}": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(${path}, r) error:10000080:BIO routines::no such file)`,
      )
    }
  }
}

function upstreamsOf(http: readonly Directive[], sys: Sys): ReadonlyMap<string, Upstream> {
  const resolve = (host: string): readonly string[] => sys.resolve(host)
  const upstreams = new Map<string, Upstream>()
  for (const directive of allOf(http, 'upstream')) {
    const upstream = upstreamOf(directive, resolve)
    if (upstreams.has(upstream.name)) throw problemAt(directive, `duplicate upstream "${upstream.name}"`)
    upstreams.set(upstream.name, upstream)
  }
  for (const directive of everywhere(http)) {
    if (directive.name !== 'proxy_pass') continue
    const [, scheme = 'http', authority = ''] = /^(https?):\/\/([^/?]*)/i.exec(directive.args[0] ?? '') ?? []
    if (authority === '' || (directive.args[0] ?? '').includes('$') || upstreams.has(authority)) continue
    const target = { scheme: scheme.toLowerCase() as 'http', authority, uri: undefined, hasVariables: false }
    upstreams.set(authority, impliedUpstream(target, resolve, directive))
  }
  return upstreams
}

function* everywhere(block: readonly Directive[]): Generator<Directive> {
  for (const directive of block) {
    yield directive
    if (directive.block && directive.name !== 'types') yield* everywhere(directive.block)
  }
}

function allLogs(main: readonly Directive[]): readonly Directive[] {
  return [...everywhere(main)].filter(({ name, args }) => name === 'access_log' && args[0] !== 'off')
}

function notSimulated(main: readonly Directive[]): readonly string[] {
  const found: string[] = []
  for (const { name, args, file, line } of everywhere(main)) {
    const to = (name === 'access_log' || name === 'error_log') && args[0]?.startsWith('syslog:') ? 'syslog' : name
    if (NOT_SIMULATED.test(to) && args[0] !== 'off') found.push(`"${to}" in ${file}:${line}`)
    const pattern =
      name === 'rewrite'
        ? args[0]
        : name === 'location'
          ? args.at(-1)
          : name === 'if'
            ? args.at(-1)?.replace(/\)$/, '')
            : undefined
    const isPattern = name === 'rewrite' || args.some((arg) => /^!?~\*?$/.test(arg))
    if (pattern !== undefined && isPattern && !isBounded(pattern)) found.push(`"${pattern}" in ${file}:${line}`)
  }
  return found
}

function mapsOf(http: readonly Directive[]): readonly VariableMap[] {
  return allOf(http, 'map').map((directive) => {
    const [from = '', to = ''] = directive.args
    if (!to.startsWith('$')) throw problemAt(directive, `invalid variable name "${to}"`)
    const lines = (directive.block ?? []).filter(({ name }) => !/^(?:default|hostnames|volatile|include)$/.test(name))
    const patterns = lines.filter(({ name }) => name.startsWith('~'))
    return {
      from,
      to: to.slice(1),
      standard: lastOf(directive.block ?? [], 'default')?.args[0] ?? '',
      exact: new Map(
        lines
          .filter(({ name }) => !name.startsWith('~'))
          .map(({ name, args }) => [name.replace(/^\\/, '').toLowerCase(), args[0] ?? ''] as const),
      ),
      patterns: patterns.map((line) => ({
        pattern: patternOf(line.name.replace(/^~\*?/, ''), line, line.name.startsWith('~*')),
        value: line.args[0] ?? '',
      })),
    }
  })
}

function streamsOf(main: readonly Directive[]): readonly StreamServer[] {
  const stream = lastOf(main, 'stream')?.block ?? []
  return allOf(stream, 'server').flatMap((server) => {
    const listen = lastOf(server.block ?? [], 'listen')
    const to = lastOf(server.block ?? [], 'proxy_pass')?.args[0] ?? ''
    const upstream = allOf(stream, 'upstream').find(({ args }) => args[0] === to)
    const peer = upstream && lastOf(upstream.block ?? [], 'server')?.args[0]
    if (!listen || listen.args.includes('udp')) return []
    const read: Listen = listenOf({ ...listen, args: [listen.args[0] ?? ''] })
    return [{ listen: read, to: peer ?? to }]
  })
}

function userOf(sys: Sys, directive: Directive | undefined): Config['user'] {
  if (sys.uid !== 0) return { name: '', uid: sys.uid, gid: sys.gid }
  const [name = 'nginx', group] = directive?.args ?? []
  const account = lineOf(sys.files, '/etc/passwd', name)
  if (!account && directive) throw problemAt(directive, `getpwnam("${name}") failed`)
  const groupLine = group === undefined ? undefined : lineOf(sys.files, '/etc/group', group)
  if (group !== undefined && !groupLine && directive) throw problemAt(directive, `getgrnam("${group}") failed`)
  const uid = Number(account?.[2] ?? 101)
  return { name, uid, gid: Number(groupLine?.[2] ?? account?.[3] ?? uid) }
}

function lineOf(files: FileSystem, path: string, name: string): readonly string[] | undefined {
  const content = files.read(path)
  const lines = typeof content === 'string' ? [] : content.text.split('\n')
  return lines.map((line) => line.split(':')).find(([first]) => first === name)
}

function workersOf(sys: Sys, main: readonly Directive[]): number {
  const directive = lastOf(main, 'worker_processes')
  const said = directive?.args[0] ?? '1'
  if (said !== 'auto') {
    if (!/^\d+$/.test(said) && directive) throw problemAt(directive, 'invalid value')
    return Math.min(Number(said), MOST_WORKERS)
  }
  const cpus = sys.files.read('/proc/cpuinfo')
  return typeof cpus === 'string' ? 1 : (cpus.text.match(/^processor/gm)?.length ?? 1)
}

/** More are not started here: they would only be seen in a list of processes. */
const MOST_WORKERS = 256
