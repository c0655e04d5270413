import type { Duration, Time } from '../../lib/time.ts'
import type { Service } from '../../manifest/object/kinds.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../manifest/object/meta.ts'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { Seq } from '../../trace/entry.ts'
import { objectKey } from '../../trace/trace.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { Route } from '../runtime/network.ts'
import type { World } from '../world/world.ts'
import { NOTHING_HEARD, type ProxyState, proxyStateAt } from './proxy-sync.ts'
import { endpointsOf, type RoutedEndpoint, type RoutedSlice } from './usable-endpoints.ts'

/** A write of a Service or of its endpoints, as it was heard. */
interface News {
  readonly at: Time
  readonly seq: Seq | undefined
  readonly kind: 'Service' | 'EndpointSlice'
  readonly key: string
  /** Undefined: it is gone. */
  readonly object: KubeObject | undefined
}

/** Whom a port leads to, and the last write that says so. */
interface Usable {
  readonly endpoints: readonly RoutedEndpoint[]
  readonly because: Seq | undefined
}

/** What stands in the rules of a node. */
class NodeRules {
  state: ProxyState = NOTHING_HEARD
  readonly syncTime: Duration
  readonly services = new Map<string, Service>()
  /** By the key of the Service. */
  readonly #slices = new Map<string, Map<string, RoutedSlice>>()
  /** Which Service a slice belongs to. */
  readonly #owners = new Map<string, string>()
  /** Whom a port of a Service leads to, until there is news. */
  readonly #usable = new Map<string, Usable>()

  constructor(syncTime: Duration) {
    this.syncTime = syncTime
  }

  apply({ kind, key, object, seq }: News): void {
    this.#usable.clear()
    if (kind === 'Service') {
      if (object) this.services.set(key, object as Service)
      else this.services.delete(key)
      return
    }
    this.#slices.get(this.#owners.get(key) ?? '')?.delete(key)
    this.#owners.delete(key)
    const of = object && serviceKeyOf(object)
    if (of === undefined) return
    const slices = this.#slices.get(of) ?? new Map<string, RoutedSlice>()
    this.#slices.set(of, slices.set(key, { slice: object as RoutedSlice['slice'], seq }))
    this.#owners.set(key, of)
  }

  usable(service: string, port: string): Usable {
    const key = `${service}:${port}`
    let usable = this.#usable.get(key)
    if (!usable) {
      const slices = [...(this.#slices.get(service)?.values() ?? [])]
      usable = { endpoints: endpointsOf(slices, port), because: newest(slices) }
      this.#usable.set(key, usable)
    }
    return usable
  }
}

/**
 * Where the kube-proxy of each node sends what is meant for a Service. A node's rules are what it has heard and taken up
 * by now; who is on no node goes by all that was heard.
 */
// kube-proxy: iptables/proxier.go syncProxyRules (v1.36); portmap of the CNI plugins for hostPort
export class KubeProxies {
  readonly #world: World
  readonly #api: ApiServer
  /** Names of nodes by their addresses. */
  readonly #nodeNames: ReadonlyMap<string, string>
  readonly #heard: News[] = []
  readonly #rules = new Map<string, NodeRules>()

  constructor(world: World, api: ApiServer, nodeNames: ReadonlyMap<string, string>) {
    this.#world = world
    this.#api = api
    this.#nodeNames = nodeNames
    for (const kind of ['Service', 'EndpointSlice'] as const) {
      api.watch(kind, ({ object, type }) => {
        const { name, namespace = DEFAULT_NAMESPACE } = object.metadata
        this.#heard.push({
          ...{ at: world.now, seq: world.kernel.cause, kind, key: objectKey(kind, namespace, name) },
          object: type === 'DELETED' ? undefined : object,
        })
      })
    }
  }

  /** `chance`: the stream that the choice among endpoints is drawn from. */
  route(node: string | undefined, ip: string, port: number, chance = `service-proxy/${node ?? ''}`): Route | undefined {
    const nodeName = this.#nodeNames.get(ip)
    // What comes to a port of a node goes by the rules of that node.
    const rules = this.#rulesOf(nodeName ?? node)
    for (const [key, { spec }] of rules.services) {
      const { clusterIP, ports = [] } = spec
      if (clusterIP !== ip && nodeName === undefined) continue
      const entry = ports.find((each) => (clusterIP === ip ? each.port === port : each.nodePort === port))
      if (!entry) {
        if (clusterIP === ip) return { kind: 'noPort' }
        continue
      }
      return this.#toOne(rules.usable(key.slice('Service/'.length), entry.name ?? ''), chance)
    }
    return nodeName === undefined ? undefined : this.#hostPort(nodeName, port)
  }

  #toOne({ endpoints, because }: Usable, chance: string): Route {
    const chosen = endpoints[this.#world.random(chance).integer(Math.max(1, endpoints.length))]
    if (chosen) return routeTo(chosen, because)
    return { kind: 'noEndpoints', ...(because === undefined ? {} : { because }) }
  }

  #rulesOf(node: string | undefined): NodeRules {
    const key = node ?? ''
    let rules = this.#rules.get(key)
    if (!rules) {
      rules = new NodeRules(node === undefined ? 0 : this.#syncTime(node))
      this.#rules.set(key, rules)
    }
    const from = rules.state.applied
    rules.state =
      node === undefined
        ? { ...NOTHING_HEARD, applied: this.#heard.length }
        : proxyStateAt(this.#heard, rules.state, rules.syncTime, this.#world.now)
    for (let at = from; at < rules.state.applied; at++) rules.apply(this.#heard[at] as News)
    return rules
  }

  #syncTime(node: string): Duration {
    const { proxySyncTime } = this.#world.assumptions
    return Math.round(proxySyncTime * (0.5 + this.#world.random(`kube-proxy/${node}`).next()))
  }

  #hostPort(nodeName: string, port: number): Route | undefined {
    for (const { metadata, spec, status } of this.#api.list('Pod')) {
      if (spec.nodeName !== nodeName || spec.hostNetwork || status.podIP === undefined) continue
      if (isTerminal(status.phase)) continue
      const containers = [...spec.containers, ...(spec.initContainers ?? [])]
      const declared = containers
        .flatMap(({ ports = [] }) => ports)
        .find(
          ({ hostPort, hostIP = '', protocol = 'TCP' }) =>
            hostPort === port && protocol === 'TCP' && !isLoopback(hostIP),
        )
      if (!declared) continue
      const { name, namespace = DEFAULT_NAMESPACE, uid = '' } = metadata
      return { kind: 'to', ip: status.podIP, port: declared.containerPort, pod: { name, namespace, uid } }
    }
    return undefined
  }
}

function routeTo({ ip, port, pod }: RoutedEndpoint, because: Seq | undefined): Route {
  return { kind: 'to', ip, port, ...(pod ? { pod } : {}), ...(because === undefined ? {} : { because }) }
}

function newest(slices: readonly RoutedSlice[]): Seq | undefined {
  return slices.reduce<Seq | undefined>(
    (last, { seq }) => (last === undefined || (seq ?? 0) > last ? seq : last),
    undefined,
  )
}

function serviceKeyOf({ metadata: { namespace = DEFAULT_NAMESPACE, labels = {} } }: KubeObject): string | undefined {
  const name = labels['kubernetes.io/service-name']
  return name === undefined ? undefined : `${namespace}/${name}`
}

/** Such a host port leads in from the node itself only. */
function isLoopback(hostIP: string): boolean {
  return hostIP.startsWith('127.')
}
