import type { HttpRequest } from '../../../engine/program-api/network.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Config, Location, Settings, VirtualServer } from './config.ts'
import type { Listen } from './listen.ts'

/** One request on its way through the server. */
export interface Transaction {
  readonly config: Config
  /** The worker that has taken it: what it may read decides. */
  readonly sys: Sys
  readonly request: HttpRequest
  readonly listen: Listen
  readonly server: VirtualServer
  readonly startedAt: number
  /** Its number since the start, for the error log. */
  readonly number: number
  /** For proxies and for what a page of errors is asked with: not always the client's. */
  method: string
  /** The path without its query, decoded; rewritten where the configuration says so. */
  uri: string
  args: string
  /** The path was rewritten: a proxy no longer passes on what the client wrote. */
  rewritten: boolean
  /** A proxy may put its own path in the place of the location's: not after `rewrite … break`. */
  validLocation: boolean
  settings: Settings
  location: Location | undefined
  /** How many times it was sent elsewhere inside. */
  redirects: number
  /** Groups of the expression that matched last. */
  captures: readonly (string | undefined)[]
  readonly variables: Map<string, string>
  /** Set once there is an answer, for the log. */
  status: number
  size: number
  sentHeaders: Readonly<Record<string, string>>
  upstream: { address: string; status: string; time: string } | undefined
  user: string
  /** The Location is the word of a server behind, and stays as it is. */
  foreignLocation: boolean
}

export function remoteAddress({ request }: Transaction): string {
  return request.remoteAddress ?? '127.0.0.1'
}

/** The name that the client asked for, without its port; else the server's own. */
export function hostOf({ request, server }: Transaction): string {
  const host = hostHeader(request.headers)
  const name = host?.replace(/:\d*$/, '').toLowerCase()
  return name || (server.names[0]?.name ?? '')
}

export function hostHeader(headers: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) if (name.toLowerCase() === 'host') return value
  return undefined
}
