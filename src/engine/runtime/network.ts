import type { Duration } from '../../lib/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf, Trigger } from '../kernel/trigger.ts'
import type {
  Connection,
  ConnectOutcome,
  DnsReply,
  GrpcOutcome,
  HttpAnswer,
  HttpOutcome,
  HttpRequest,
  HttpResponse,
  Listener,
  PacketRule,
  Server,
} from '../program-api/network.ts'
import { connectionPair, parseResponse, readMessage, requestText, serveByHand } from './connection.ts'

/** Where a connection goes in the end; `refused`: the caller's node rejects it. */
export type Route = { readonly ip: string; readonly port: number } | 'refused' | 'timeout'

/** A Go server's words; others have their own. */
const PLAIN_TO_TLS: HttpResponse = { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }

/** One network namespace: a Pod's, or a node's for those with hostNetwork. */
export interface NetworkNamespace {
  readonly ip: string
  /** As whom its node speaks to it: over its bridge to a Pod, as itself to whoever shares its addresses. */
  readonly nodeSide: string
  readonly hostnames: readonly string[]
  readonly packetRules: PacketRule[]
  readonly listeners: Map<number, ListeningServer>
}

interface ListeningServer {
  readonly server: Server
  readonly loopbackOnly: boolean
  /** It stands for a program that nobody knows. */
  readonly standIn: boolean
}

/** Who speaks: a namespace, or the kubelet of the node that one is of. */
export type Caller = NetworkNamespace | { readonly kubeletOf: NetworkNamespace } | undefined

/** The Pods' flat network: who listens where, and what a caller meets. */
export class Network {
  readonly #kernel: Kernel
  readonly #latency: Duration
  readonly #namespaces = new Map<string, NetworkNamespace>()
  /** What a name server answers to a full name. */
  askName: (server: string, name: string) => DnsReply = () => ({ status: 'unreachable', addresses: [] })
  /** Where a Service's address, or a node's port that leads into a Pod, goes in the end; undefined: it is neither. */
  route: (ip: string, port: number) => Route | undefined = () => undefined

  /** Who answers outside of the cluster; undefined: nobody. */
  outside: (ip: string, port: number) => Server | undefined = () => undefined

  constructor(kernel: Kernel, latency: Duration) {
    this.#kernel = kernel
    this.#latency = latency
  }

  open(ip: string, hostnames: readonly string[], nodeSide = gatewayOf(ip)): NetworkNamespace {
    const namespace: NetworkNamespace = { ip, nodeSide, hostnames, packetRules: [], listeners: new Map() }
    this.#namespaces.set(ip, namespace)
    return namespace
  }

  close(namespace: NetworkNamespace): void {
    if (this.#namespaces.get(namespace.ip) === namespace) this.#namespaces.delete(namespace.ip)
  }

  listen(
    namespace: NetworkNamespace,
    port: number,
    server: Server,
    loopbackOnly: boolean,
    standIn = false,
  ): Listener | 'EADDRINUSE' {
    if (namespace.listeners.has(port)) return 'EADDRINUSE'
    const entry = { server, loopbackOnly, standIn }
    namespace.listeners.set(port, entry)
    return {
      port,
      close: () => {
        if (namespace.listeners.get(port) === entry) namespace.listeners.delete(port)
      },
    }
  }

  *connect(from: Caller, host: string, port: number, timeout: Duration): Task<ConnectOutcome> {
    const found = this.#find(from, host, port)
    if (found === 'timeout') {
      yield timeout
      return 'timeout'
    }
    if (this.#latency >= timeout) {
      yield timeout
      return 'timeout'
    }
    yield this.#latency
    return typeof found === 'string' ? found : 'connected'
  }

  *request(from: Caller, host: string, port: number, request: HttpRequest, timeout: Duration): Task<HttpOutcome> {
    const start = this.#kernel.now
    const outcome = yield* this.connect(from, host, port, timeout)
    if (outcome !== 'connected') return { kind: outcome }
    const found = this.#find(from, host, port)
    if (typeof found === 'string') return { kind: 'refused' }
    const { server } = found
    if (server.kind === 'tcp' && server.accept) {
      return yield* this.#requestByHand(server.accept, request, timeout - (this.#kernel.now - start))
    }
    if (server.kind === 'tcp') {
      yield Math.max(0, timeout - (this.#kernel.now - start))
      return { kind: 'timeout' }
    }
    if (server.kind === 'grpc') return { kind: 'malformed', detail: 'malformed HTTP response' }
    if (server.tls !== 'both' && (request.scheme === 'https') !== (server.tls ?? false)) {
      return server.tls
        ? { kind: 'response', response: server.plainAnswer ?? PLAIN_TO_TLS }
        : { kind: 'malformed', detail: 'http: server gave HTTP response to HTTPS client' }
    }
    const given = server.handle({ ...request, remoteAddress: addressSeen(from, host, found.to) })
    const response = 'next' in given ? yield* this.#answerOf(given, timeout - (this.#kernel.now - start)) : given
    if (response === undefined) return { kind: 'timeout' }
    if (response === 'closed') return { kind: 'malformed', detail: 'EOF' }
    const answered = yield* this.#within(response.afterMs ?? 0, start, timeout)
    return answered ? { kind: 'response', response } : { kind: 'timeout' }
  }

  *grpcHealth(from: Caller, host: string, port: number, service: string, timeout: Duration): Task<GrpcOutcome> {
    const start = this.#kernel.now
    const outcome = yield* this.connect(from, host, port, timeout)
    const found = outcome === 'connected' ? this.#find(from, host, port) : outcome
    const server = typeof found === 'string' ? undefined : found.server
    const check = server && server.kind !== 'tcp' ? server.check : undefined
    if (!check) {
      // The gRPC client dials again until its time is up: a refused port or another server looks like a slow one.
      yield Math.max(0, timeout - (this.#kernel.now - start))
      return { kind: 'unconnected' }
    }
    const answer = check(service)
    const answered = yield* this.#within(answer.afterMs ?? 0, start, timeout)
    return answered ? { kind: 'health', health: answer.health } : { kind: 'slow' }
  }

  /** A connection that stays open, for those who speak over it themselves. */
  *dial(
    from: Caller,
    host: string,
    port: number,
    timeout: Duration,
  ): Task<Connection | Exclude<ConnectOutcome, 'connected'>> {
    const outcome = yield* this.connect(from, host, port, timeout)
    if (outcome !== 'connected') return outcome
    const found = this.#find(from, host, port)
    if (typeof found === 'string') return found
    const { server, to } = found
    const [near, far] = connectionPair()
    const remoteAddress = addressSeen(from, host, to)
    if (server.kind === 'tcp' && server.accept) server.accept({ ...far, remoteAddress })
    else if (server.kind === 'http')
      this.#kernel.within(undefined, () => this.#kernel.spawn(serveByHand(server, far, remoteAddress)))
    return near
  }

  /** A server that writes its answers itself (nc): what it says is HTTP, or it is not. */
  *#requestByHand(accept: (connection: Connection) => void, request: HttpRequest, left: Duration): Task<HttpOutcome> {
    const [near, far] = connectionPair()
    accept(far)
    const answer = new Trigger<string>()
    const talking = this.#kernel.spawn(
      (function* () {
        yield* near.output.write(requestText(request))
        answer.offer(yield* readMessage(near.input))
      })(),
    )
    const deadline = this.#kernel.timeout(Math.max(0, left))
    const first = yield* waitFor(firstOf(answer, deadline.trigger))
    deadline.cancel()
    talking.cancel()
    near.close()
    if (first.index === 1) return { kind: 'timeout' }
    const text = answer.value ?? ''
    const response = parseResponse(text)
    if (response) return { kind: 'response', response }
    const detail = text === '' ? 'EOF' : `malformed HTTP response ${JSON.stringify(text.split(/\r?\n/)[0])}`
    return { kind: 'malformed', detail }
  }

  /** What a server says that has to wait itself; it does not notice that nobody waits for it any more. */
  *#answerOf(answering: Task<HttpAnswer>, left: Duration): Task<HttpAnswer | undefined> {
    const answer = new Trigger<HttpAnswer>()
    this.#kernel.within(undefined, () =>
      this.#kernel.spawn(
        (function* () {
          answer.offer(yield* answering)
        })(),
      ),
    )
    const deadline = this.#kernel.timeout(Math.max(0, left))
    const first = yield* waitFor(firstOf(answer, deadline.trigger))
    deadline.cancel()
    return first.index === 0 ? answer.value : undefined
  }

  *#within(delay: Duration, start: number, timeout: Duration): Task<boolean> {
    if (delay === 0) return true
    const left = timeout - (this.#kernel.now - start)
    const answer = this.#kernel.timeout(delay)
    const deadline = this.#kernel.timeout(Math.max(0, left))
    const first = yield* waitFor(firstOf(answer.trigger, deadline.trigger))
    answer.cancel()
    deadline.cancel()
    return first.index === 0
  }

  /** Where an address leads from here: a Service's to one of its endpoints. */
  #find(
    from: Caller,
    host: string,
    port: number,
  ): { readonly server: Server; readonly to: NetworkNamespace } | 'refused' | 'timeout' | 'unknownHost' {
    const local = isLoopback(host)
    // Processes have looked names up before; the kubelet asks its node's name server.
    const address = local || /^[\d.]+$/.test(host) ? host : this.askName(NODE_RESOLVER, host).addresses[0]
    if (address === undefined) return 'unknownHost'
    const loopback = from && 'kubeletOf' in from ? from.kubeletOf : from
    const own = local && loopback ? loopback : this.#namespaces.get(address)
    const direct = own && entryOf(own, port, local ? 'loopback' : own === from ? 'itself' : 'outside')
    if (own && typeof direct === 'object') return { server: direct.server, to: own }
    if (direct === 'timeout') return direct
    const route = local ? undefined : this.route(address, port)
    if (typeof route === 'string') return route
    if (!route) {
      if (own || local) return 'refused'
      const server = this.outside(address, port)
      return server ? { server, to: outsideNamespace(address) } : 'timeout'
    }
    const target = this.#namespaces.get(route.ip)
    if (!target) return 'timeout'
    const listener = entryOf(target, route.port, 'outside')
    return typeof listener === 'string' ? listener : { server: listener.server, to: target }
  }
}

/** Where a packet comes from: over loopback, from the namespace itself to its own address, or from outside. */
type Origin = 'loopback' | 'itself' | 'outside'

/** Who gets what comes to a port of a namespace, by its rules and its listeners. */
function entryOf(
  namespace: NetworkNamespace,
  port: number,
  origin: Origin,
): { readonly server: Server } | 'refused' | 'timeout' {
  const rule = (chain: string, at: number): PacketRule | undefined =>
    namespace.packetRules.find((each) => each.chain === chain && (each.port === undefined || each.port === at))
  // What a Pod says to itself, by whichever of its addresses, does not come in from outside.
  const redirect = origin === 'outside' ? rule('PREROUTING', port) : undefined
  const reached = redirect?.target === 'REDIRECT' ? (redirect.toPort ?? port) : port
  const target = rule('INPUT', reached)?.target
  if (target === 'DROP') return 'timeout'
  const listener = target === 'REJECT' ? undefined : namespace.listeners.get(reached)
  return listener && (!listener.loopbackOnly || origin === 'loopback') ? listener : 'refused'
}

/** Whom a server sees at the other end. Without a namespace of its own it is the server's node that asks. */
function addressSeen(from: Caller, host: string, to: NetworkNamespace): string {
  return isLoopback(host) ? '127.0.0.1' : from && 'ip' in from ? from.ip : to.nodeSide
}

/** A Pod's way out is its node's bridge: the first address of the node's Pods. */
export function gatewayOf(ip: string): string {
  return ip.replace(/\d+$/, '1')
}

function outsideNamespace(ip: string): NetworkNamespace {
  return { ip, nodeSide: ip, hostnames: [], packetRules: [], listeners: new Map() }
}

/** It knows the world's names, but none of the cluster's. */
const NODE_RESOLVER = ''

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
