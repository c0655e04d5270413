import type { Listen } from './listen.ts'
import type { Pattern } from './pattern.ts'

/** What a configuration says, with all that is inherited filled in. */
export interface Config {
  readonly user: { readonly name: string; readonly uid: number; readonly gid: number }
  readonly pid: string
  readonly daemon: boolean
  readonly workers: number
  readonly errorLogs: readonly ErrorLog[]
  readonly tempPaths: readonly string[]
  readonly servers: readonly VirtualServer[]
  readonly upstreams: ReadonlyMap<string, Upstream>
  readonly maps: readonly VariableMap[]
  readonly formats: ReadonlyMap<string, LogFormat>
  /** TCP proxies of the stream block. */
  readonly streams: readonly StreamServer[]
  readonly warnings: readonly string[]
  /** Directives whose effect would be seen, and is not here. */
  readonly notSimulated: readonly string[]
}

export interface LogFormat {
  readonly text: string
  readonly json: boolean
}

export interface ErrorLog {
  readonly path: string
  readonly level: number
}

export interface StreamServer {
  readonly listen: Listen
  readonly to: string
}

export interface VirtualServer {
  readonly listens: readonly Listen[]
  readonly names: readonly ServerName[]
  readonly settings: Settings
  readonly rewrites: readonly Rewrite[]
  readonly tryFiles: readonly string[] | undefined
  readonly locations: readonly Location[]
}

export type ServerName =
  | { readonly kind: 'exact' | 'suffix' | 'prefix'; readonly name: string }
  | { readonly kind: 'pattern'; readonly name: string; readonly pattern: Pattern }

export interface Location {
  /** `=`, `^~`, `~` for both kinds of expressions, `` for a prefix, `@` for a name. */
  readonly kind: '=' | '^~' | '~' | '' | '@'
  readonly path: string
  readonly pattern: Pattern | undefined
  readonly settings: Settings
  readonly rewrites: readonly Rewrite[]
  readonly tryFiles: readonly string[] | undefined
  readonly content: Content | undefined
  readonly internal: boolean
  /** Methods that limit_except lets through whatever its rules say. */
  readonly limits: { readonly methods: readonly string[]; readonly access: readonly AccessRule[] } | undefined
  readonly locations: readonly Location[]
}

/** What makes the answer, where it is not a file. */
export type Content =
  | { readonly kind: 'proxy'; readonly target: ProxyTarget }
  /** FastCGI and its like: whether somebody is there is known, what they say is not. */
  | { readonly kind: 'gateway'; readonly directive: string; readonly address: string }
  | { readonly kind: 'stub_status' }
  | { readonly kind: 'empty_gif' }

export interface ProxyTarget {
  readonly scheme: 'http' | 'https'
  /** Host and port as they are written, an upstream's name, or a text with variables. */
  readonly authority: string
  /** What replaces the location's part of the path. */
  readonly uri: string | undefined
  readonly hasVariables: boolean
}

export interface Upstream {
  readonly name: string
  readonly peers: readonly Peer[]
  readonly method: 'round robin' | 'least_conn' | 'ip_hash' | 'hash' | 'random'
}

export interface Peer {
  readonly address: string
  readonly port: number
  readonly weight: number
  readonly maxFails: number
  readonly failTimeout: number
  readonly backup: boolean
  readonly down: boolean
}

export interface VariableMap {
  readonly from: string
  readonly to: string
  readonly standard: string
  readonly exact: ReadonlyMap<string, string>
  readonly patterns: readonly { readonly pattern: Pattern; readonly value: string }[]
}

/** What goes down from http to server to location. */
export interface Settings {
  readonly root: string
  /** The root takes the place of the location's part of the path. */
  readonly alias: boolean
  readonly index: readonly string[]
  readonly defaultType: string
  readonly types: ReadonlyMap<string, string>
  readonly accessLogs: readonly AccessLog[]
  readonly errorLogs: readonly ErrorLog[]
  readonly errorPages: readonly ErrorPage[]
  readonly headers: readonly AddedHeader[]
  readonly access: readonly AccessRule[]
  readonly auth: { readonly realm: string; readonly file: string } | undefined
  readonly satisfyAny: boolean
  readonly maxBody: number
  readonly serverTokens: boolean
  readonly absoluteRedirect: boolean
  readonly portInRedirect: boolean
  readonly serverNameInRedirect: boolean
  readonly autoindex: boolean
  readonly logNotFound: boolean
  readonly charset: string | undefined
  readonly resolver: boolean
  readonly proxy: ProxySettings
}

export interface ProxySettings {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly connectTimeout: number
  readonly readTimeout: number
  readonly interceptErrors: boolean
  readonly hidden: readonly string[]
  readonly method: string | undefined
  readonly redirect: boolean
  readonly nextUpstream: readonly string[]
}

export interface AccessLog {
  readonly path: string
  readonly format: string
  readonly condition: string | undefined
}

export interface ErrorPage {
  readonly statuses: readonly number[]
  /** undefined: the status stays. 0: whatever the page says. */
  readonly status: number | undefined
  readonly uri: string
}

export interface AddedHeader {
  readonly name: string
  readonly value: string
  readonly always: boolean
}

export interface AccessRule {
  readonly allow: boolean
  /** `all`, an address, or a network with its length. */
  readonly who: string
}

/** The rewrite module's directives, in their order. */
export type Rewrite =
  | { readonly kind: 'return'; readonly status: number; readonly text: string | undefined }
  | {
      readonly kind: 'rewrite'
      readonly pattern: Pattern
      readonly to: string
      readonly flag: 'last' | 'break' | 'redirect' | 'permanent' | undefined
    }
  | { readonly kind: 'set'; readonly name: string; readonly value: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'if'; readonly test: Condition; readonly rewrites: readonly Rewrite[]; readonly inside: Inside }

/** What an `if` in a location changes about it. */
export interface Inside {
  readonly settings: Settings
  readonly content: Content | undefined
}

export type Condition =
  | { readonly kind: 'variable'; readonly text: string }
  | { readonly kind: 'equals'; readonly negated: boolean; readonly text: string; readonly value: string }
  | { readonly kind: 'matches'; readonly negated: boolean; readonly text: string; readonly pattern: Pattern }
  | { readonly kind: 'file'; readonly negated: boolean; readonly test: 'f' | 'd' | 'e' | 'x'; readonly path: string }
