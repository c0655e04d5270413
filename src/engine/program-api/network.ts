import type { Duration } from '../../lib/time.ts'
import type { Task } from '../kernel/task.ts'
import type { Readable, Writable } from './stdio.ts'

export interface HttpRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly scheme?: 'http' | 'https'
  /** Who asks, for access logs. */
  readonly remoteAddress?: string
}

export interface HttpResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** How long the server takes to answer. */
  readonly afterMs?: Duration
}

/** `closed`: the server closes the connection without a word. */
export type HttpAnswer = HttpResponse | 'closed'

export type GrpcHealth = 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN' | 'UNIMPLEMENTED'

export type GrpcOutcome =
  | { readonly kind: 'health'; readonly health: GrpcHealth }
  /** Nobody who speaks gRPC came on the line in time. */
  | { readonly kind: 'unconnected' }
  /** The answer did not come in time. */
  | { readonly kind: 'slow' }

/**
 * What stands behind a listening port. A handler runs at the instant of the request. One that has to wait (a proxy asks
 * others) answers with a task, which goes on when the client has gone away, and ends with the server's process.
 */
export type Server =
  | {
      readonly kind: 'http'
      /** `both`: it takes either. */
      readonly tls?: boolean | 'both'
      /** What a client hears that speaks without TLS where there is TLS. */
      readonly plainAnswer?: HttpResponse
      handle(request: HttpRequest): HttpResponse | Task<HttpAnswer>
      /** For one that speaks gRPC's health protocol on the same port. */
      check?: GrpcCheck
    }
  /** `accept`: for a server that speaks over the line itself; without, it listens and says nothing. */
  | { readonly kind: 'tcp'; accept?(connection: Connection): void }
  | { readonly kind: 'grpc'; readonly check: GrpcCheck }

type GrpcCheck = (service: string) => { readonly health: GrpcHealth; readonly afterMs?: Duration }

/** One end of a TCP connection. Closing `output` alone says that there is no more to come. */
export interface Connection {
  readonly input: Readable
  readonly output: Writable
  /** Who is at the other end, for a server that tells near from far. */
  readonly remoteAddress?: string
  close(): void
}

export interface DnsReply {
  /** `unreachable`: nobody answers. */
  readonly status: 'ok' | 'nxdomain' | 'unreachable'
  readonly addresses: readonly string[]
  /** The name is another's alias. */
  readonly canonicalName?: string
  /** Of a name below in-addr.arpa: the names that have this address. */
  readonly pointers?: readonly string[]
  /** Of a name such as _http._tcp.web…: where this service of a name is to be had. */
  readonly services?: readonly ServiceRecord[]
}

/** An SRV record. */
export interface ServiceRecord {
  readonly priority: number
  readonly weight: number
  readonly port: number
  readonly target: string
}

/** What is to become of packets to a port: INPUT's targets, and PREROUTING's REDIRECT. */
export interface PacketRule {
  readonly table: string
  readonly chain: string
  readonly protocol: string
  /** Without: any. */
  readonly port?: number
  readonly target: 'ACCEPT' | 'DROP' | 'REJECT' | 'REDIRECT'
  readonly toPort?: number
}

export interface Listener {
  readonly port: number
  close(): void
}

export type ConnectOutcome = 'connected' | 'refused' | 'timeout' | 'unknownHost'

export type HttpOutcome =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** Connected, but what answered is no HTTP server (of this scheme). */
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'refused' | 'timeout' | 'unknownHost' }
