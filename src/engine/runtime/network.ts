import type { Duration } from '../../lib/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { firstOf } from '../kernel/trigger.ts'
import type { ConnectOutcome, GrpcHealth, HttpOutcome, HttpRequest, Listener, Server } from './program.ts'

/** One network namespace: a Pod's, or a node's for those with hostNetwork. */
export interface NetworkNamespace {
  readonly ip: string
  readonly hostnames: readonly string[]
  readonly listeners: Map<number, { readonly server: Server; readonly loopbackOnly: boolean }>
}

export type GrpcOutcome =
  | { readonly kind: 'health'; readonly health: GrpcHealth }
  /** Nobody who speaks gRPC came on the line in time. */
  | { readonly kind: 'unconnected' }
  /** The answer did not come in time. */
  | { readonly kind: 'slow' }

/** The Pods' flat network: who listens where, and what a caller meets. */
export class Network {
  readonly #kernel: Kernel
  readonly #latency: Duration
  readonly #namespaces = new Map<string, NetworkNamespace>()
  /** Further names, e.g. of Services; asked after the callers' own. */
  resolveName: (host: string) => readonly string[] = () => []

  constructor(kernel: Kernel, latency: Duration) {
    this.#kernel = kernel
    this.#latency = latency
  }

  open(ip: string, hostnames: readonly string[]): NetworkNamespace {
    const namespace: NetworkNamespace = { ip, hostnames, listeners: new Map() }
    this.#namespaces.set(ip, namespace)
    return namespace
  }

  close(namespace: NetworkNamespace): void {
    if (this.#namespaces.get(namespace.ip) === namespace) this.#namespaces.delete(namespace.ip)
  }

  listen(namespace: NetworkNamespace, port: number, server: Server, loopbackOnly: boolean): Listener | 'EADDRINUSE' {
    if (namespace.listeners.has(port)) return 'EADDRINUSE'
    const entry = { server, loopbackOnly }
    namespace.listeners.set(port, entry)
    return {
      close: () => {
        if (namespace.listeners.get(port) === entry) namespace.listeners.delete(port)
      },
    }
  }

  resolve(from: NetworkNamespace | undefined, host: string): readonly string[] {
    if (host === 'localhost' || host === '127.0.0.1' || host === '::1') return from ? [from.ip] : ['127.0.0.1']
    if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return [host]
    if (from?.hostnames.includes(host)) return [from.ip]
    return this.resolveName(host)
  }

  *connect(from: NetworkNamespace | undefined, host: string, port: number, timeout: Duration): Task<ConnectOutcome> {
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

  *request(
    from: NetworkNamespace | undefined,
    host: string,
    port: number,
    request: HttpRequest,
    timeout: Duration,
  ): Task<HttpOutcome> {
    const start = this.#kernel.now
    const outcome = yield* this.connect(from, host, port, timeout)
    if (outcome !== 'connected') return { kind: outcome }
    const server = this.#find(from, host, port)
    if (typeof server === 'string') return { kind: 'refused' }
    if (server.kind === 'tcp') {
      yield Math.max(0, timeout - (this.#kernel.now - start))
      return { kind: 'timeout' }
    }
    if (server.kind === 'grpc') return { kind: 'malformed', detail: 'malformed HTTP response' }
    if ((request.scheme === 'https') !== (server.tls ?? false)) {
      return server.tls
        ? { kind: 'response', response: { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' } }
        : { kind: 'malformed', detail: 'http: server gave HTTP response to HTTPS client' }
    }
    const response = server.handle(request)
    const answered = yield* this.#within(response.afterMs ?? 0, start, timeout)
    return answered ? { kind: 'response', response } : { kind: 'timeout' }
  }

  *grpcHealth(host: string, port: number, service: string, timeout: Duration): Task<GrpcOutcome> {
    const start = this.#kernel.now
    const outcome = yield* this.connect(undefined, host, port, timeout)
    const server = outcome === 'connected' ? this.#find(undefined, host, port) : outcome
    if (typeof server === 'string' || server.kind !== 'grpc') {
      // The gRPC client dials again until its time is up: a refused port or another server looks like a slow one.
      yield Math.max(0, timeout - (this.#kernel.now - start))
      return { kind: 'unconnected' }
    }
    const answer = server.check(service)
    const answered = yield* this.#within(answer.afterMs ?? 0, start, timeout)
    return answered ? { kind: 'health', health: answer.health } : { kind: 'slow' }
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

  #find(
    from: NetworkNamespace | undefined,
    host: string,
    port: number,
  ): Server | 'refused' | 'timeout' | 'unknownHost' {
    const ip = this.resolve(from, host)[0]
    if (ip === undefined) return 'unknownHost'
    const namespace = this.#namespaces.get(ip)
    if (!namespace) return 'timeout'
    const listener = namespace.listeners.get(port)
    if (!listener || (listener.loopbackOnly && namespace !== from)) return 'refused'
    return listener.server
  }
}
