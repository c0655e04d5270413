import type { AccessLog, AccessRule, ErrorLog, ErrorPage, ProxySettings, Settings } from './config.ts'
import { allOf, type Directive, lastOf, problemAt, sizeOf, timeOf } from './directive.ts'

/** error, or worse: how grave something has to be for the log. The smaller the graver. */
export const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'] as const
export type Level = (typeof LEVELS)[number]

const STANDARD_LOG: ErrorLog = { path: '/var/log/nginx/error.log', level: LEVELS.indexOf('error') }

/** What holds where a configuration says nothing. `prefix`: where relative names start. */
export function standardSettings(prefix: string): Settings {
  return {
    root: `${prefix}/html`,
    alias: false,
    index: ['index.html'],
    defaultType: 'text/plain',
    types: new Map([
      ['html', 'text/html'],
      ['gif', 'image/gif'],
      ['jpg', 'image/jpeg'],
    ]),
    accessLogs: [{ path: '/var/log/nginx/access.log', format: 'combined', condition: undefined }],
    errorLogs: [STANDARD_LOG],
    errorPages: [],
    headers: [],
    access: [],
    auth: undefined,
    satisfyAny: false,
    maxBody: 1024 ** 2,
    serverTokens: true,
    absoluteRedirect: true,
    portInRedirect: true,
    serverNameInRedirect: false,
    autoindex: false,
    logNotFound: true,
    charset: undefined,
    resolver: false,
    proxy: {
      headers: [],
      connectTimeout: 60_000,
      readTimeout: 60_000,
      interceptErrors: false,
      hidden: [],
      method: undefined,
      redirect: true,
      nextUpstream: ['error', 'timeout'],
    },
  }
}

/** A level's own words over what came down from outside. Lists are inherited as a whole, or not at all. */
export function settingsOf(block: readonly Directive[], outer: Settings, prefix: string): Settings {
  const argument = (name: string): string | undefined => lastOf(block, name)?.args[0]
  const flag = (name: string, standard: boolean): boolean => {
    const said = argument(name)
    return said === undefined ? standard : said !== 'off'
  }
  const list = <T>(name: string, make: (directive: Directive) => T, standard: readonly T[]): readonly T[] => {
    const own = allOf(block, name)
    return own.length > 0 ? own.map(make) : standard
  }
  const alias = argument('alias')
  const root = alias ?? argument('root')
  return {
    root: root === undefined ? outer.root : within(prefix, root),
    alias: root === undefined ? outer.alias : alias !== undefined,
    index: lastOf(block, 'index') ? allOf(block, 'index').flatMap(({ args }) => args) : outer.index,
    defaultType: argument('default_type') ?? outer.defaultType,
    types: typesOf(block, outer),
    accessLogs: accessLogsOf(block, prefix) ?? outer.accessLogs,
    errorLogs: list('error_log', (each) => errorLogOf(each, prefix), outer.errorLogs),
    errorPages: list('error_page', errorPageOf, outer.errorPages),
    headers: list(
      'add_header',
      ({ args: [name = '', value = '', always] }) => ({ name, value, always: always === 'always' }),
      outer.headers,
    ),
    access: accessOf(block) ?? outer.access,
    auth: authOf(block, outer, prefix),
    satisfyAny: lastOf(block, 'satisfy') ? argument('satisfy') === 'any' : outer.satisfyAny,
    maxBody: sizeIn(lastOf(block, 'client_max_body_size')) ?? outer.maxBody,
    serverTokens: flag('server_tokens', outer.serverTokens),
    absoluteRedirect: flag('absolute_redirect', outer.absoluteRedirect),
    portInRedirect: flag('port_in_redirect', outer.portInRedirect),
    serverNameInRedirect: flag('server_name_in_redirect', outer.serverNameInRedirect),
    autoindex: flag('autoindex', outer.autoindex),
    logNotFound: flag('log_not_found', outer.logNotFound),
    charset: lastOf(block, 'charset') ? withoutOff(argument('charset')) : outer.charset,
    resolver: outer.resolver || lastOf(block, 'resolver') !== undefined,
    proxy: proxyOf(block, outer.proxy),
  }
}

function withoutOff(value: string | undefined): string | undefined {
  return value === 'off' ? undefined : value
}

export function within(prefix: string, path: string): string {
  return path.startsWith('/') || path.startsWith('$') ? path : `${prefix}/${path}`
}

function typesOf(block: readonly Directive[], outer: Settings): Settings['types'] {
  const own = allOf(block, 'types')
  if (own.length === 0) return outer.types
  const pairs = own.flatMap(({ block: lines = [] }) =>
    lines.flatMap(({ name, args }) => args.map((extension) => [extension.toLowerCase(), name] as const)),
  )
  return new Map(pairs)
}

function accessLogsOf(block: readonly Directive[], prefix: string): readonly AccessLog[] | undefined {
  const own = allOf(block, 'access_log')
  if (own.length === 0) return undefined
  return own.flatMap((directive) => {
    const [path = '', ...rest] = directive.args
    if (path === 'off' || path.startsWith('syslog:')) return []
    const [first = 'combined'] = rest
    const format = /^(?:if|buffer|flush|gzip)(?:=|$)/.test(first) ? 'combined' : first
    const condition = rest.find((word) => word.startsWith('if='))?.slice(3)
    return [{ path: within(prefix, path), format, condition }]
  })
}

function errorLogOf(directive: Directive, prefix: string): ErrorLog {
  const [path = '', level = 'error'] = directive.args
  const index = LEVELS.indexOf(level as Level)
  if (index < 0 && !/^debug_/.test(level)) throw problemAt(directive, `invalid log level "${level}"`)
  return {
    path: path === 'stderr' ? '/dev/stderr' : path.startsWith('syslog:') ? '/dev/null' : within(prefix, path),
    level: index < 0 ? LEVELS.length : index,
  }
}

function errorPageOf(directive: Directive): ErrorPage {
  const { args } = directive
  const uri = args.at(-1) ?? ''
  const words = args.slice(0, -1)
  const given = words.at(-1)?.startsWith('=') ? words.pop() : undefined
  const statuses = words.map((word) => {
    const status = Number(word)
    if (!Number.isInteger(status)) throw problemAt(directive, `invalid value "${word}"`)
    if (status === 499 || status < 300 || status > 599) {
      throw problemAt(directive, `value "${word}" must be between 300 and 599`)
    }
    return status
  })
  return { statuses, status: given === undefined ? undefined : Number(given.slice(1)) || 0, uri }
}

export function accessOf(block: readonly Directive[]): readonly AccessRule[] | undefined {
  const own = block.filter(({ name }) => name === 'allow' || name === 'deny')
  if (own.length === 0) return undefined
  return own.map((directive) => {
    const who = directive.args[0] ?? ''
    if (who !== 'all' && !/^(?:unix:|[\d.]+(?:\/\d+)?$|[0-9a-fA-F:]+(?:\/\d+)?$)/.test(who)) {
      throw problemAt(directive, `invalid parameter "${who}"`)
    }
    return { allow: directive.name === 'allow', who }
  })
}

function authOf(block: readonly Directive[], outer: Settings, prefix: string): Settings['auth'] {
  const realm = lastOf(block, 'auth_basic')?.args[0]
  const file = lastOf(block, 'auth_basic_user_file')?.args[0]
  if (realm === 'off') return undefined
  if (realm === undefined && file === undefined) return outer.auth
  const path = file === undefined ? (outer.auth?.file ?? '') : within(prefix, file)
  return realm === undefined && !outer.auth ? undefined : { realm: realm ?? outer.auth?.realm ?? '', file: path }
}

function sizeIn(directive: Directive | undefined): number | undefined {
  if (!directive) return undefined
  const size = sizeOf(directive.args[0] ?? '')
  if (size === undefined) throw problemAt(directive, `"${directive.name}" directive invalid value`)
  return size
}

function timeIn(directive: Directive | undefined): number | undefined {
  if (!directive) return undefined
  const time = timeOf(directive.args[0] ?? '')
  if (time === undefined) throw problemAt(directive, `"${directive.name}" directive invalid value`)
  return time
}

function proxyOf(block: readonly Directive[], outer: ProxySettings): ProxySettings {
  const headers = allOf(block, 'proxy_set_header').map(({ args: [name = '', value = ''] }) => [name, value] as const)
  const hidden = allOf(block, 'proxy_hide_header').flatMap(({ args }) => args.map((name) => name.toLowerCase()))
  const next = lastOf(block, 'proxy_next_upstream')?.args
  const redirect = lastOf(block, 'proxy_redirect')?.args[0]
  const intercept = lastOf(block, 'proxy_intercept_errors')?.args[0]
  return {
    headers: headers.length > 0 ? headers : outer.headers,
    connectTimeout: timeIn(lastOf(block, 'proxy_connect_timeout')) ?? outer.connectTimeout,
    readTimeout: timeIn(lastOf(block, 'proxy_read_timeout')) ?? outer.readTimeout,
    interceptErrors: intercept === undefined ? outer.interceptErrors : intercept === 'on',
    hidden: hidden.length > 0 ? hidden : outer.hidden,
    method: lastOf(block, 'proxy_method')?.args[0] ?? outer.method,
    redirect: redirect === undefined ? outer.redirect : redirect !== 'off',
    nextUpstream: next ?? outer.nextUpstream,
  }
}
