import type { Cluster as Present } from '../../manifest/admission/cluster.ts'
import { admitCreate } from '../../manifest/admission/create.ts'
import { withNodePorts } from '../../manifest/admission/service-ports.ts'
import type { ApiRefusal } from '../../manifest/api-error.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import type { ServiceSpec } from '../../manifest/object/service.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { computePodQOS } from '../../manifest/pod/qos.ts'
import { servedKind } from '../../manifest/schema/custom-kind.ts'
import { scenarioNodeOf } from '../../scenario/node-objects.ts'
import type { Scenario, ScenarioNode } from '../../scenario/scenario.ts'
import { ApiServer, type WriteReason } from '../apiserver/api-server.ts'
import { DisruptionController } from '../controllers/disruption/disruption.ts'
import { EndpointSliceController } from '../controllers/endpoint-slices.ts'
import { GarbageCollector } from '../controllers/garbage-collector.ts'
import { JobController } from '../controllers/jobs/job-controller.ts'
import { TtlAfterFinishedController } from '../controllers/jobs/ttl-after-finished.ts'
import { NamespaceController } from '../controllers/namespace.ts'
import { NodeLifecycleController } from '../controllers/nodes/node-lifecycle.ts'
import { TaintEvictionController } from '../controllers/nodes/taint-eviction.ts'
import { PersistentVolumeBinder } from '../controllers/persistent-volumes/binder.ts'
import { StorageProtectionController } from '../controllers/persistent-volumes/protection.ts'
import { PodGarbageCollector } from '../controllers/pod-gc.ts'
import { ResourceQuotaController } from '../controllers/resource-quota.ts'
import { serviceAddress } from '../network/cluster-addresses.ts'
import { answerName } from '../network/cluster-dns.ts'
import { addressOutside, serverOutside } from '../network/outside-world.ts'
import { routeOf } from '../network/service-proxy.ts'
import type { Programs } from '../program-api/image.ts'
import type { DnsReply } from '../program-api/network.ts'
import type { Volume } from '../runtime/files/volume.ts'
import { Network } from '../runtime/network.ts'
import { Scheduler } from '../scheduler/scheduler.ts'
import type { World } from '../world/world.ts'
import { ClusterNode } from './cluster-node.ts'
import { nodeAddress, nodeObject } from './node-object.ts'

/** What became of a request to create something. `warnings` come without "Warning: ". */
export type Created =
  | { readonly object: KubeObject | undefined; readonly refusal?: undefined; readonly warnings: readonly string[] }
  | { readonly refusal: ApiRefusal; readonly warnings: readonly string[] }

/** The whole simulated cluster, put together once per run. */
export class Cluster {
  readonly world: World
  readonly api: ApiServer
  readonly network: Network
  readonly nodeLifecycle: NodeLifecycleController
  readonly nodes = new Map<string, ClusterNode>()
  /** What PersistentVolumes hold, wherever they are mounted, by name. */
  readonly persistentVolumes = new Map<string, Volume>()
  /** By their addresses. */
  readonly #nodeNames = new Map<string, string>()
  readonly #scenario: Scenario
  readonly #programs: Programs

  constructor(world: World, scenario: Scenario, programs: Programs) {
    this.world = world
    this.api = new ApiServer(world)
    this.network = new Network(world.kernel, world.assumptions.networkLatency)
    this.network.askName = (server, name) => this.#askName(server, name)
    const { internet, outsideLatency } = world.assumptions
    if (internet) this.network.outside = (address, port) => serverOutside(address, port, outsideLatency)
    this.network.route = (ip, port) => routeOf(this.api, this.#nodeNames, world.random('service-proxy'), ip, port)
    this.#scenario = scenario
    this.#programs = programs
    new Scheduler(world, this.api)
    new EndpointSliceController(this.api)
    this.nodeLifecycle = new NodeLifecycleController(world, this.api)
    new DisruptionController(world, this.api)
    new TaintEvictionController(world, this.api)
    new PersistentVolumeBinder(world, this.api)
    new StorageProtectionController(this.api)
    new ResourceQuotaController(world, this.api)
    new NamespaceController(world, this.api)
    new PodGarbageCollector(world, this.api)
    new JobController(this)
    new TtlAfterFinishedController(world, this.api)
    new GarbageCollector(world, this.api)
    for (const node of scenario.nodes) this.#join(node)
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
  #join(node: ScenarioNode): Node | undefined {
    const index = this.nodes.size
    const object = nodeObject(node, this.#scenario, nodeAddress(index))
    const registered = this.api.create(object, { by: 'kubelet' }) as Node | undefined
    if (!registered) return undefined
    const made = new ClusterNode(this, node, index, this.#scenario, this.#programs, registered)
    this.nodes.set(node.name, made)
    this.#nodeNames.set(made.ip, node.name)
    return registered
  }

  /** What is there now, as admission sees it. */
  get present(): Present {
    const { api } = this
    return {
      find: (kind, namespace, name) => api.get(kind, namespace, name),
      list: (kind, namespace) => api.list(kind, namespace),
    }
  }

  /**
   * Asks the API server for a new object, which may refuse it: what is there now decides. The object is left as it is;
   * what is stored has what admission gave it.
   */
  create(object: KubeObject, reason: WriteReason): Created {
    const admitted = JSON.parse(JSON.stringify(object)) as KubeObject
    const info = servedKind(object.apiVersion, object.kind, this.present)
    if (!info) return { object: this.store(admitted, reason), warnings: [] }
    const verdict = admitCreate(admitted, info, this.present, this.world.now)
    const warnings = verdict.warnings.map(({ message }) => message)
    if (verdict.refusal) return { refusal: verdict.refusal, warnings }
    return { object: this.store(admitted, reason), warnings }
  }

  /** Stores an object that has been admitted. A Pod begins as Pending, whatever status its manifest has. */
  // apiserver: pkg/registry/core/pod/strategy.go PrepareForCreate (v1.36)
  store(object: KubeObject, reason: WriteReason): KubeObject | undefined {
    if (object.kind === 'Node') return this.#join(scenarioNodeOf(object as Node))
    if (object.kind === 'Service') return this.api.create(this.#withAddress(object), reason)
    if (object.kind !== 'Pod') return this.api.create(object, reason)
    const pod = object as Pod
    const gated = (pod.spec.schedulingGates ?? []).length > 0
    return this.api.create(
      {
        ...pod,
        status: {
          phase: 'Pending',
          ...(gated ? { conditions: [SCHEDULING_GATED] } : {}),
          qosClass: computePodQOS(pod.spec),
        },
      } as Pod,
      reason,
    )
  }

  nodeOf(pod: Pod): ClusterNode | undefined {
    return pod.spec.nodeName === undefined ? undefined : this.nodes.get(pod.spec.nodeName)
  }

  /** A Service gets an address of its own and the node ports that it asks for, unless it is only another name. */
  // apiserver: pkg/registry/core/service/storage/alloc.go allocateCreate (v1.36)
  #withAddress(service: KubeObject): KubeObject {
    const spec = service.spec as ServiceSpec
    if (spec.type === 'ExternalName') return service
    const { name, namespace } = service.metadata
    const random = this.world.random(`service/${namespace}/${name}`)
    const clusterIP = spec.clusterIP || serviceAddress(random)
    const ports = withNodePorts(spec, this.api.list('Service'), (below) => random.integer(below))
    return { ...service, spec: { ...ports, clusterIP, clusterIPs: [clusterIP] } }
  }
}

const SCHEDULING_GATED = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
  lastProbeTime: null,
} as const
