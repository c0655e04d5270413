import type { Duration } from '../../lib/time.ts'
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
import type { ListeningSocket, ProcessInfo } from '../program-api/program.ts'
import type { RuntimeContainer } from './container.ts'
import type { MountableFiles } from './files/file-system.ts'
import { lookUp } from './name-lookup.ts'
import type { OsProcess } from './os-process.ts'
import type { ProcessHost } from './process-host.ts'
import { calledAt, seesStandIn } from './stand-in.ts'

/** The system calls of the network as one process makes them. */
export abstract class ProcessNetwork {
  protected readonly host: ProcessHost
  protected readonly container: RuntimeContainer
  protected readonly process: OsProcess
  abstract readonly files: MountableFiles

  constructor(host: ProcessHost, container: RuntimeContainer, process: OsProcess) {
    this.host = host
    this.container = container
    this.process = process
  }

  abstract processes(): readonly ProcessInfo[]

  listen(port: number, server: Server, address: 'any' | 'loopback' = 'any'): Listener | 'EADDRINUSE' | 'EACCES' {
    const { network } = this.container.sandbox
    const listener = this.host.network.listen(
      network,
      port,
      this.#owned(server),
      address === 'loopback',
      this.process.standsIn,
    )
    if (typeof listener === 'string') return listener
    this.process.listeners.add(listener)
    return {
      port,
      close: () => {
        listener.close()
        this.process.listeners.delete(listener)
      },
    }
  }

  connect(host: string, port: number, timeoutMs: Duration): Task<ConnectOutcome> {
    const { network } = this.container.sandbox
    return this.host.network.connect(network, this.#addressOf(host, port), port, timeoutMs)
  }

  request(host: string, port: number, request: HttpRequest, timeoutMs: Duration): Task<HttpOutcome> {
    const { network } = this.container.sandbox
    return this.host.network.request(network, this.#addressOf(host, port), port, request, timeoutMs)
  }

  grpcHealth(host: string, port: number, service: string, timeoutMs: Duration): Task<GrpcOutcome> {
    const { network } = this.container.sandbox
    return this.host.network.grpcHealth(network, this.#addressOf(host, port), port, service, timeoutMs)
  }

  resolve(host: string): readonly string[] {
    return host === 'localhost' ? ['127.0.0.1'] : lookUp(this.files, host, (server, name) => this.askName(server, name))
  }

  askName(server: string, name: string): DnsReply {
    return this.host.network.askName(server, name)
  }

  *dial(host: string, port: number, timeoutMs: Duration): Task<Connection | Exclude<ConnectOutcome, 'connected'>> {
    const { network } = this.container.sandbox
    const connection = yield* this.host.network.dial(network, this.#addressOf(host, port), port, timeoutMs)
    if (typeof connection !== 'string') this.process.connections.add(connection)
    return connection
  }

  get packetRules(): PacketRule[] {
    return this.container.sandbox.network.packetRules
  }

  sockets(): readonly ListeningSocket[] {
    this.seesStandIn()
    const processes = this.container.pids.list()
    return [...this.container.sandbox.network.listeners].map(([port, { loopbackOnly }]) => {
      const owner = processes.find(({ listeners }) => [...listeners].some((listener) => listener.port === port))
      const process = owner && this.processes().find(({ pid }) => pid === owner.pid)
      return { port, loopbackOnly, ...(process ? { process } : {}) }
    })
  }

  /** The first address of a name that is called at a port; a name that is unknown stays, for the network to say so. */
  #addressOf(host: string, port: number): string {
    const address = this.resolve(host)[0] ?? host
    const called = calledAt(this.container, address, port)
    if (called === 'standIn') this.process.session.askedStandIn = true
    else if (called === 'elsewhere') this.process.session.askedElsewhere = true
    return address
  }

  protected seesStandIn(): void {
    if (seesStandIn(this.container)) this.process.session.askedStandIn = true
  }

  /** What a server accepts is closed when its process ends, and what it has not yet answered. */
  #owned(server: Server): Server {
    if (server.kind === 'http') {
      const handle = (request: HttpRequest): HttpResponse | Task<HttpAnswer> => {
        const given = server.handle(request)
        if ('next' in given) return this.#whileAlive(given)
        return given.afterMs ? this.#whileAlive(later(given, given.afterMs)) : given
      }
      return { ...server, handle }
    }
    const accept = server.kind === 'tcp' ? server.accept : undefined
    if (!accept) return server
    return {
      kind: 'tcp',
      accept: (connection) => {
        this.process.connections.add(connection)
        accept(connection)
      },
    }
  }

  *#whileAlive(answering: Task<HttpAnswer>): Task<HttpAnswer> {
    const answer = new Trigger<HttpAnswer>()
    const process = this.host.world.kernel.spawn(
      (function* () {
        answer.offer(yield* answering)
      })(),
    )
    const first = yield* waitFor(firstOf(answer, this.process.exited))
    if (first.index === 0) return first.value as HttpAnswer
    process.cancel()
    return 'closed'
  }
}

function* later(response: HttpResponse, afterMs: Duration): Task<HttpAnswer> {
  yield afterMs
  return { ...response, afterMs: 0 }
}
