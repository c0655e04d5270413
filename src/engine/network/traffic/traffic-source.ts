import type { Duration, Time } from '../../../lib/time.ts'
import { MOST_REQUESTS, type Traffic } from '../../../scenario/traffic.ts'
import type { TrafficBuffer } from '../../../trace/traffic-buffer.ts'
import type { Task } from '../../kernel/task.ts'
import type { HttpOutcome, HttpRequest } from '../../program-api/network.ts'
import type { Caller, Network, NetworkNamespace, OpenLine, Trail } from '../../runtime/network.ts'
import { CLUSTER_DNS_IP, CLUSTER_DOMAIN } from '../../world/cluster-addresses.ts'
import type { World } from '../../world/world.ts'
import { FailureGroups } from './failure-groups.ts'
import { requestOutcome, whyFailed } from './why-failed.ts'

/** Where clients are: on machines that run. */
export interface ClientNode {
  readonly name: string
  readonly network: NetworkNamespace
}

/** Who sends requests. Where connections are kept, it has one that it asks over again. */
interface Client {
  line: OpenLine | undefined
  isBusy: boolean
}

/** So many requests are sent in all, however long a run is made to last. */
export class RequestBudget {
  #left = MOST_REQUESTS
  #isTold = false

  /** False: there is none left, which is told once. */
  take(world: World): boolean {
    if (this.#left-- > 0) return true
    if (!this.#isTold) world.record({ kind: 'notSimulated', note: { kind: 'requests', most: MOST_REQUESTS } })
    this.#isTold = true
    return false
  }
}

/** Requests come by the clock, whatever becomes of those before. */
export class TrafficSource {
  readonly #world: World
  readonly #network: Network
  readonly #nodes: () => readonly ClientNode[]
  readonly #traffic: Traffic
  readonly #chance: string
  readonly #host: string
  readonly #request: HttpRequest
  readonly #buffer: TrafficBuffer
  readonly #failures: FailureGroups
  readonly #clients: readonly Client[]
  readonly #budget: RequestBudget

  constructor(
    world: World,
    network: Network,
    nodes: () => readonly ClientNode[],
    traffic: Traffic,
    budget: RequestBudget,
  ) {
    const { namespace, service, port, path, rate, timeoutMs, keepAlive, fromMs } = traffic
    this.#world = world
    this.#network = network
    this.#nodes = nodes
    this.#traffic = traffic
    this.#budget = budget
    this.#host = `${service}.${namespace}.svc.${CLUSTER_DOMAIN}`
    const authority = `${service}.${namespace}${port === 80 ? '' : `:${port}`}`
    this.#request = {
      ...{ method: 'GET', path, body: '' },
      headers: { Host: authority, 'User-Agent': 'podlapse-traffic', Accept: '*/*' },
    }
    const description = { namespace, service, port, path, rate, timeoutMs, keepAlive, from: fromMs }
    const { track, buffer } = world.recorder.trafficTrack(description)
    this.#chance = `traffic/${track}`
    this.#buffer = buffer
    this.#failures = new FailureGroups(world, track, buffer)
    this.#clients = Array.from({ length: traffic.clients }, () => ({ line: undefined, isBusy: false }))
  }

  start(): void {
    this.#sendAt(0)
  }

  /** Traffic that has no end of its own goes on for as long as there is something else. */
  #sendAt(index: number): void {
    const { fromMs, forMs, rate } = this.#traffic
    const after = Math.round((index * 1000) / rate)
    if (forMs !== undefined && after >= forMs) return
    this.#world.kernel.at(fromMs + after, () => this.#send(index), { background: forMs === undefined })
  }

  #send(index: number): void {
    if (!this.#budget.take(this.#world)) return
    this.#sendAt(index + 1)
    const nodes = this.#nodes()
    const node = nodes[(index % this.#clients.length) % nodes.length]
    const client = this.#clients[index % this.#clients.length]
    if (!node || !client) return
    this.#world.kernel.allowRequest()
    this.#world.kernel.spawn(this.#ask(node, client))
  }

  *#ask(node: ClientNode, client: Client): Task<void> {
    const sentAt = this.#world.now
    const trail: Trail = {}
    const outcome = this.#traffic.keepAlive
      ? yield* this.#askOver(node, client, trail)
      : yield* this.#dial(node, this.#traffic.timeoutMs, trail)
    this.#note(sentAt, node.name, outcome, trail)
  }

  /** Over the client's connection where it is open and at rest; else over a new one, which is kept then. */
  *#askOver(node: ClientNode, client: Client, trail: Trail): Task<HttpOutcome> {
    const { timeoutMs } = this.#traffic
    const start = this.#world.now
    const { line } = client
    const isOwn = !client.isBusy
    client.isBusy = true
    let outcome: HttpOutcome = { kind: 'refused' }
    if (isOwn && line && this.#network.isOpen(line)) {
      outcome = yield* this.#network.request(this.#caller(node), this.#host, 0, this.#request, timeoutMs, trail, line)
    }
    // What comes over a connection that its server closes meanwhile is sent again, as HTTP's clients do.
    if (outcome.kind === 'refused') outcome = yield* this.#dial(node, timeoutMs - (this.#world.now - start), trail)
    if (isOwn) {
      client.line = outcome.kind === 'response' ? trail.line : undefined
      client.isBusy = false
    }
    return outcome
  }

  *#dial(node: ClientNode, timeout: Duration, trail: Trail): Task<HttpOutcome> {
    const [address] = this.#network.askName(CLUSTER_DNS_IP, this.#host).addresses
    if (address === undefined) {
      yield 0
      return { kind: 'unknownHost' }
    }
    return yield* this.#network.request(
      this.#caller(node),
      address,
      this.#traffic.port,
      this.#request,
      Math.max(0, timeout),
      trail,
    )
  }

  #caller({ network }: ClientNode): Caller {
    return { kubeletOf: network, chance: this.#chance }
  }

  #note(sentAt: Time, node: string, outcome: HttpOutcome, trail: Trail): void {
    const { now } = this.#world
    this.#buffer.ended(now, requestOutcome(outcome), now - sentAt)
    const failure = whyFailed(outcome, trail)
    if (failure) this.#failures.note(sentAt, node, failure)
  }
}
