import { rfc3339 } from '../../lib/time.ts'
import type { Node } from '../../manifest/object/node.ts'
import { servesMetrics } from '../../manifest/object/pod-metrics.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { scenarioNodeOf } from '../../scenario/node-objects.ts'
import type { Scenario, ScenarioNode } from '../../scenario/scenario.ts'
import { ApiServer } from '../apiserver/server.ts'
import type { NodeLifecycleController } from '../controllers/nodes/node-lifecycle.ts'
import { answerName } from '../network/cluster-dns.ts'
import { KubeProxies } from '../network/kube-proxy.ts'
import { addressOutside, serverOutside } from '../network/outside-world.ts'
import { type ClientNode, RequestBudget, TrafficSource } from '../network/traffic/traffic-source.ts'
import type { Programs } from '../program-api/image.ts'
import type { DnsReply } from '../program-api/network.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { Volume } from '../runtime/files/volume.ts'
import { Network } from '../runtime/network.ts'
import { EngineClient } from '../workstation/engine-client.ts'
import { Workstation } from '../workstation/workstation.ts'
import { hexDigits, uidFor } from '../world/uid.ts'
import type { World } from '../world/world.ts'
import { ClusterNode } from './cluster-node.ts'
import { makeComponents } from './components.ts'
import { MetricsServer } from './metrics-server.ts'
import { nodeAddress, nodeObject, podSubnet } from './node-object.ts'

/** The whole simulated cluster, put together once per run. */
export class Cluster {
  readonly world: World
  readonly api: ApiServer
  readonly network: Network
  readonly nodeLifecycle: NodeLifecycleController
  readonly nodes = new Map<string, ClusterNode>()
  /** What PersistentVolumes hold, wherever they are mounted, by name. */
  readonly persistentVolumes = new Map<string, Volume>()
  #workstation: Workstation | undefined
  /** By their addresses. */
  readonly #nodeNames = new Map<string, string>()
  readonly #scenario: Scenario
  readonly #programs: Programs

  constructor(world: World, scenario: Scenario, programs: Programs) {
    this.world = world
    this.api = new ApiServer(world)
    this.api.joinMachine = (node) => this.#join(scenarioNodeOf(node))
    this.network = new Network(world.kernel, world.assumptions.networkLatency)
    this.network.askName = (server, name) => this.#askName(server, name)
    const { internet, outsideLatency } = world.assumptions
    if (internet) this.network.outside = (address, port) => serverOutside(address, port, outsideLatency)
    const proxies = new KubeProxies(world, this.api, this.#nodeNames)
    this.network.route = (...of) => proxies.route(...of)
    this.#scenario = scenario
    this.#programs = programs
    if (world.assumptions.metricsServer) this.#serveMetrics()
    this.nodeLifecycle = makeComponents(world, this.api)['node-controller']
    for (const node of scenario.nodes) this.#join(node, -world.assumptions.clusterAge)
    const budget = new RequestBudget()
    for (const traffic of scenario.traffic) {
      new TrafficSource(world, this.network, () => this.#clientNodes(), traffic, budget).start()
    }
  }

  /** It is there once somebody types on it. */
  get workstation(): Workstation {
    const { world, network } = this
    this.#workstation ??= new Workstation(
      { world, network, client: new EngineClient(this) },
      this.#programs,
      this.#scenario.workstation,
    )
    return this.#workstation
  }

  /** A cluster in which something is to be scaled by what it uses is taken to have a metrics server, as is one that serves its API. */
  #serveMetrics(): void {
    const server = new MetricsServer(this.world, () => this.#containers())
    if (this.#scenario.objects.some(({ object }) => object.kind === 'HorizontalPodAutoscaler')) server.start()
    if (this.#scenario.objects.some(({ object }) => servesMetrics(object))) server.start()
    this.api.written('HorizontalPodAutoscaler', () => server.start())
    this.api.written('APIService', ({ object }) => {
      if (servesMetrics(object)) server.start()
    })
    this.api.podMetrics = (namespace) => (server.isOn ? server.of(namespace) : undefined)
  }

  *#containers(): Iterable<RuntimeContainer> {
    for (const { runtime } of this.nodes.values()) yield* runtime.host.containers()
  }

  /** Machines that are on. */
  #clientNodes(): readonly ClientNode[] {
    const nodes: ClientNode[] = []
    for (const { name, isOff, runtime } of this.nodes.values())
      if (!isOff) nodes.push({ name, network: runtime.nodeNetwork })
    return nodes
  }

  /** The cluster's name server asks the world for what it does not know itself; so does anybody else's. */
  #askName(server: string, name: string): DnsReply {
    const reply = answerName(this.api, server, name)
    if (reply.status !== 'nxdomain' || !this.world.assumptions.internet) return reply
    const { canonicalName } = reply
    const asked = canonicalName ?? name
    // web.dev may be a Service that is not there, in a namespace called dev.
    const [, namespace, more] = asked.split('.')
    if (namespace !== undefined && more === undefined && this.api.get('Namespace', '', namespace)) return reply
    const outside = addressOutside(asked)
    if (outside.status === 'nxdomain') return reply
    return canonicalName === undefined ? outside : { ...outside, canonicalName }
  }

  /** A machine whose kubelet registers it. */
  #join(node: ScenarioNode, bornAt = this.world.now): Node | undefined {
    const index = this.nodes.size
    const object = nodeObject(node, this.#scenario, {
      address: nodeAddress(index),
      podCIDR: `${podSubnet(index)}.0/24`,
      id: hexDigits(this.world.random(`machine/${node.name}`), 32),
      bootID: uidFor(this.world.random(`boot/${node.name}`)),
      registeredAt: rfc3339(bornAt),
    })
    const by = { name: 'kubelet', node: node.name }
    const registered = this.api.request({ verb: 'create', body: object }, { by, bornAt }).object as Node | undefined
    if (!registered) return undefined
    const made = new ClusterNode(this, node, index, this.#scenario, this.#programs, registered)
    this.nodes.set(node.name, made)
    this.#nodeNames.set(made.ip, node.name)
    return registered
  }

  nodeOf(pod: Pod): ClusterNode | undefined {
    return pod.spec.nodeName === undefined ? undefined : this.nodes.get(pod.spec.nodeName)
  }
}
