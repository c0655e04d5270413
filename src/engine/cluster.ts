import type { KubeObject } from '../manifest/object/meta.ts'
import type { Pod } from '../manifest/pod/pod.ts'
import { computePodQOS } from '../manifest/pod/qos.ts'
import type { Scenario, ScenarioNode } from '../scenario/scenario.ts'
import { ApiServer, type WriteReason } from './apiserver/api-server.ts'
import { EventRecorder } from './apiserver/event-recorder.ts'
import { EndpointSliceController } from './controllers/endpoint-slices.ts'
import { BACK_OFF_FORGET, BackOff, CRASH_LOOP_INITIAL, CRASH_LOOP_MAX } from './kubelet/back-off.ts'
import { EvictionManager } from './kubelet/eviction-manager.ts'
import { ImageManager } from './kubelet/image-manager.ts'
import { Kubelet, podRefOf } from './kubelet/kubelet.ts'
import type { KubeletParts } from './kubelet/kubelet-parts.ts'
import { Pleg } from './kubelet/pleg.ts'
import { ProbeManager } from './kubelet/prober/manager.ts'
import { StatusManager } from './kubelet/status-manager.ts'
import { Network } from './runtime/network.ts'
import { NodeRuntime } from './runtime/node-runtime.ts'
import type { Programs } from './runtime/program.ts'
import { Scheduler } from './scheduler/scheduler.ts'
import type { World } from './world.ts'

/** The whole simulated cluster, put together once per run. */
export class Cluster {
  readonly world: World
  readonly api: ApiServer
  readonly network: Network
  readonly kubelets = new Map<string, Kubelet>()
  readonly runtimes = new Map<string, NodeRuntime>()

  constructor(world: World, scenario: Scenario, programs: Programs) {
    this.world = world
    this.api = new ApiServer(world)
    this.network = new Network(world.kernel, world.assumptions.networkLatency)
    this.network.resolveName = (host) => this.#serviceAddresses(host)
    new Scheduler(world, this.api, new EventRecorder(world, 'default-scheduler'), scenario.nodes)
    new EndpointSliceController(this.api)
    scenario.nodes.forEach((node, index) => {
      this.#addNode(node, index, scenario, programs)
    })
  }

  /** Stores a new object as the API server would: a Pod begins as Pending, whatever status its manifest has. */
  // apiserver: pkg/registry/core/pod/strategy.go PrepareForCreate (v1.36)
  create(object: KubeObject, reason: WriteReason): KubeObject | undefined {
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

  kubeletOf(pod: Pod): Kubelet | undefined {
    return pod.spec.nodeName === undefined ? undefined : this.kubelets.get(pod.spec.nodeName)
  }

  #addNode(node: ScenarioNode, index: number, scenario: Scenario, programs: Programs): void {
    const { world, api, network } = this
    const ip = `10.0.0.${index + 10}`
    const runtime = new NodeRuntime(world, programs, network, {
      ip,
      podSubnet: `10.244.${index + 1}`,
      cgroup: node.cgroup,
      name: node.name,
    })
    const events = new EventRecorder(world, 'kubelet')
    const kubelet = new Kubelet((self): KubeletParts => {
      const status = new StatusManager(world, api, self)
      const probes = new ProbeManager(world, {
        runtime,
        network,
        status,
        events,
        findInstance: (uid, id) => self.stateOf(uid)?.find(id),
        podRef: podRefOf,
        onResult: (pod, kind, id, result) => self.onProbeResult(pod, kind, id, result),
      })
      return {
        world,
        api,
        node: { name: node.name, ip },
        programs,
        network,
        runtime,
        events,
        status,
        probes,
        images: new ImageManager(world, programs, events, scenario.images, scenario.imagesPresent),
        pleg: new Pleg(
          world,
          (uid) => self.read(uid),
          (uid, found) => self.onPlegEvents(uid, found),
        ),
        eviction: new EvictionManager(world, events),
        crashLoop: new BackOff(CRASH_LOOP_INITIAL, CRASH_LOOP_MAX, BACK_OFF_FORGET),
        hostVolumes: new Map(),
      }
    })
    this.kubelets.set(node.name, kubelet)
    this.runtimes.set(node.name, runtime)
  }

  /** A Service's name leads to its ready endpoints. */
  #serviceAddresses(host: string): string[] {
    const [name = '', namespace = 'default'] = host.split('.')
    const slices = this.api.list('EndpointSlice', namespace)
    const slice = slices.find((each) => each.metadata.labels?.['kubernetes.io/service-name'] === name)
    const endpoints = (slice?.endpoints ?? []) as { addresses: string[]; conditions: { ready: boolean } }[]
    return endpoints.filter((endpoint) => endpoint.conditions.ready).flatMap((endpoint) => endpoint.addresses)
  }
}

const SCHEDULING_GATED = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
  lastProbeTime: null,
} as const
