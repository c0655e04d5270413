import type { Duration, Time } from '../../lib/time.ts'
import type { PodRef, Seq } from '../../trace/entry.ts'
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

/** Where the rules of a node send a connection in the end, and since which write of the API's they do. */
export type Route = (
  | { readonly kind: 'to'; readonly ip: string; readonly port: number; readonly pod?: PodRef }
  /** The node rejects it: there is nobody to send it to. */
  | { readonly kind: 'noEndpoints' }
  /** No rule catches it: the packets are lost. */
  | { readonly kind: 'noPort' }
) & { readonly because?: Seq }

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
  /** Ports that nobody listens on any more: since when, and because of what. */
  readonly closed: Map<number, Closed>
  /** The Pod that it is, where it is one's own. */
  readonly pod: PodRef | undefined
  /** Whose rules what it sends goes by. Who is on no node has all that is in the API. */
  readonly node: string | undefined
}

export interface Closed {
  readonly at: Time
  readonly because: Seq | undefined
}

export interface ListeningServer {
  readonly server: Server
  readonly loopbackOnly: boolean
  /** It stands for a program that nobody knows. */
  readonly standIn: boolean
}

/** A connection that is kept: it stays with whom it came to, whatever the rules say by then. */
export interface OpenLine {
  readonly to: NetworkNamespace
  readonly port: number
  readonly listener: ListeningServer
}

/** Where a request has led, for whoever wants to know. The network fills it in as it goes. */
export interface Trail {
  route?: Route | undefined
  /** Whom it came to. */
  line?: OpenLine
  /** The address has been nobody's since. */
  gone?: Closed | undefined
  /** The namespace that was called, whether or not anybody listens there. */
  to?: NetworkNamespace | undefined
  port?: number
}

/** What a call comes to before anybody takes it. */
interface Place {
  readonly to: NetworkNamespace
  readonly port: number
  readonly origin: Origin
  /** Outside of the cluster. */
  readonly outside?: Server
}

/** Who speaks: a namespace, or the kubelet of the node that one is of. */
export type Caller =
  | NetworkNamespace
  /** `chance`: the stream that a choice among a Service's Pods is drawn from, where that is not its node's. */
  | { readonly kubeletOf: NetworkNamespace; readonly chance?: string }
  | undefined

/** The Pods' flat network: who listens where, and what a caller meets. */
export class Network {
  readonly #kernel: Kernel
  readonly #latency: Duration
  readonly #namespaces = new Map<string, NetworkNamespace>()
  /** When addresses became nobody's. */
  readonly #gone = new Map<string, Closed>()
  /** What a name server answers to a full name. */
  askName: (server: string, name: string) => DnsReply = () => ({ status: 'unreachable', addresses: [] })
  /**
   * Where a Service's address, or a node's port that leads into a Pod, goes in the end, by the rules of the caller's node;
   * undefined: it is neither.
   */
  route: (node: string | undefined, ip: string, port: number, chance?: string) => Route | undefined = () => undefined

  /** Who answers outside of the cluster; undefined: nobody. */
  outside: (ip: string, port: number) => Server | undefined = () => undefined

  constructor(kernel: Kernel, latency: Duration) {
    this.#kernel = kernel
    this.#latency = latency
  }

  open(
    ip: string,
    hostnames: readonly string[],
    { node, pod, nodeSide = gatewayOf(ip) }: { node?: string; pod?: PodRef; nodeSide?: string } = {},
  ): NetworkNamespace {
    const namespace: NetworkNamespace = {
      ...{ ip, nodeSide, hostnames, node, pod },
      ...{ packetRules: [], listeners: new Map(), closed: new Map() },
    }
    this.#namespaces.set(ip, namespace)
    return namespace
  }

  close(namespace: NetworkNamespace): void {
    const { ip } = namespace
    if (this.#namespaces.get(ip) !== namespace) return
    this.#namespaces.delete(ip)
    this.#gone.set(ip, this.#closedNow())
  }

  #closedNow(): Closed {
    return { at: this.#kernel.now, because: this.#kernel.cause }
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
        if (namespace.listeners.get(port) !== entry) return
        namespace.listeners.delete(port)
        namespace.closed.set(port, this.#closedNow())
      },
    }
  }

  /** Whether whoever keeps a connection finds its server at the other end. One that listens no more closes those that are idle. */
  isOpen({ to, port, listener }: OpenLine): boolean {
    return to.listeners.get(port) === listener && this.#namespaces.get(to.ip) === to
  }

  *connect(from: Caller, host: string, port: number, timeout: Duration): Task<ConnectOutcome> {
    return yield* this.#connectTo(this.#locate(from, host, port), timeout)
  }

  *#connectTo(place: Place | Exclude<ConnectOutcome, 'connected'>, timeout: Duration): Task<ConnectOutcome> {
    const found = typeof place === 'string' ? place : this.#take(place)
    if (found === 'timeout' || this.#latency >= timeout) {
      yield timeout
      return 'timeout'
    }
    yield this.#latency
    return typeof found === 'string' ? found : 'connected'
  }

  /** `line`: a connection that the caller has kept, and found open. */
  *request(
    from: Caller,
    host: string,
    port: number,
    request: HttpRequest,
    timeout: Duration,
    trail: Trail = {},
    line?: OpenLine,
  ): Task<HttpOutcome> {
    const start = this.#kernel.now
    const place = line ? { ...line, origin: 'outside' as const } : this.#locate(from, host, port, trail)
    const outcome = yield* this.#connectTo(place, timeout)
    if (outcome !== 'connected' || typeof place === 'string') return { kind: outcome as 'refused' }
    const found = this.#take(place)
    if (typeof found === 'string') return { kind: 'refused' }
    trail.line = { to: place.to, port: place.port, listener: found }
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
    const given = server.handle({ ...request, remoteAddress: addressSeen(from, host, place.to) })
    const response = 'next' in given ? yield* this.#answerOf(given, timeout - (this.#kernel.now - start)) : given
    if (response === undefined) return { kind: 'timeout' }
    if (response === 'closed') return { kind: 'malformed', detail: 'EOF' }
    const answered = yield* this.#within(response.afterMs ?? 0, start, timeout)
    return answered ? { kind: 'response', response } : { kind: 'timeout' }
  }

  *grpcHealth(from: Caller, host: string, port: number, service: string, timeout: Duration): Task<GrpcOutcome> {
    const start = this.#kernel.now
    const place = this.#locate(from, host, port)
    const outcome = yield* this.#connectTo(place, timeout)
    const found = outcome === 'connected' && typeof place !== 'string' ? this.#take(place) : outcome
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
    const place = this.#locate(from, host, port)
    const outcome = yield* this.#connectTo(place, timeout)
    if (outcome !== 'connected' || typeof place === 'string') return outcome as Exclude<ConnectOutcome, 'connected'>
    const found = this.#take(place)
    if (typeof found === 'string') return found
    const { to } = place
    const { server } = found
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
  #locate(from: Caller, host: string, port: number, trail: Trail = {}): Place | Exclude<ConnectOutcome, 'connected'> {
    const local = isLoopback(host)
    // Processes have looked names up before; the kubelet asks its node's name server.
    const address = local || /^[\d.]+$/.test(host) ? host : this.askName(NODE_RESOLVER, host).addresses[0]
    if (address === undefined) return 'unknownHost'
    const caller = from && 'kubeletOf' in from ? from.kubeletOf : from
    const own = local && caller ? caller : this.#namespaces.get(address)
    const place = own && { to: own, port, origin: local ? 'loopback' : own === from ? 'itself' : 'outside' }
    const direct = place && this.#take(place as Place)
    if (place && direct !== 'refused') return direct === 'timeout' ? direct : (place as Place)
    const route = local
      ? undefined
      : this.route(caller?.node, address, port, from && 'kubeletOf' in from ? from.chance : undefined)
    trail.route = route
    if (!route) {
      if (place) return place as Place
      if (local) return 'refused'
      const server = this.outside(address, port)
      return server ? { to: outsideNamespace(address), port, origin: 'outside', outside: server } : 'timeout'
    }
    if (route.kind !== 'to') return route.kind === 'noEndpoints' ? 'refused' : 'timeout'
    const target = this.#namespaces.get(route.ip)
    trail.to = target
    trail.port = route.port
    trail.gone = target ? undefined : this.#gone.get(route.ip)
    return target ? { to: target, port: route.port, origin: 'outside' } : 'timeout'
  }

  /** Who takes a call that has come to its place. */
  #take({ to, port, origin, outside }: Place): ListeningServer | 'refused' | 'timeout' {
    return outside ? { server: outside, loopbackOnly: false, standIn: false } : entryOf(to, port, origin)
  }
}

/** Where a packet comes from: over loopback, from the namespace itself to its own address, or from outside. */
type Origin = 'loopback' | 'itself' | 'outside'

/** Who gets what comes to a port of a namespace, by its rules and its listeners. */
function entryOf(namespace: NetworkNamespace, port: number, origin: Origin): ListeningServer | 'refused' | 'timeout' {
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
  return {
    ...{ ip, nodeSide: ip, hostnames: [], node: undefined, pod: undefined },
    ...{ packetRules: [], listeners: new Map(), closed: new Map() },
  }
}

/** It knows the world's names, but none of the cluster's. */
const NODE_RESOLVER = ''

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
