import { COMPONENTS, type ComponentName } from '../../trace/component.ts'
import type { ApiServer } from '../apiserver/server.ts'
import { HorizontalController } from '../controllers/autoscaling/horizontal-controller.ts'
import { CronJobController } from '../controllers/cron-jobs/cron-job-controller.ts'
import { DaemonSetController } from '../controllers/daemon-sets/daemon-set-controller.ts'
import { DeploymentController } from '../controllers/deployments/deployment-controller.ts'
import { DisruptionController } from '../controllers/disruption/disruption.ts'
import { EndpointSliceController } from '../controllers/endpoint-slices/endpoint-slices.ts'
import { GarbageCollector } from '../controllers/garbage/garbage-collector.ts'
import { JobController } from '../controllers/jobs/job-controller.ts'
import { namespaceController } from '../controllers/namespaces/namespace.ts'
import { NodeLifecycleController } from '../controllers/nodes/node-lifecycle.ts'
import { TaintEvictionController } from '../controllers/nodes/taint-eviction.ts'
import { PersistentVolumeBinder } from '../controllers/persistent-volumes/binder.ts'
import { claimProtection, volumeProtection } from '../controllers/persistent-volumes/protection.ts'
import { PodGarbageCollector } from '../controllers/pod-garbage/pod-gc.ts'
import { ResourceQuotaController } from '../controllers/quotas/resource-quota.ts'
import { ReplicaSetController } from '../controllers/replica-sets/replica-set-controller.ts'
import { resourceClaimController } from '../controllers/resource-claims/resource-claims.ts'
import { StatefulSetController } from '../controllers/stateful-sets/stateful-set-controller.ts'
import { ttlAfterFinished } from '../controllers/ttl-after-finished/ttl-after-finished.ts'
import { Scheduler } from '../scheduler/scheduler.ts'
import type { World } from '../world/world.ts'

type Make = (world: World, api: ApiServer) => unknown

const MAKE = {
  'default-scheduler': (world, api) => new Scheduler(world, api),
  'endpointslice-controller': (world, api) => new EndpointSliceController(world, api),
  'node-controller': (world, api) => new NodeLifecycleController(world, api),
  'disruption-controller': (world, api) => new DisruptionController(world, api),
  'taint-eviction-controller': (world, api) => new TaintEvictionController(world, api),
  'persistentvolume-controller': (world, api) => new PersistentVolumeBinder(world, api),
  'pvc-protection-controller': claimProtection,
  'pv-protection-controller': volumeProtection,
  'resourcequota-controller': (world, api) => new ResourceQuotaController(world, api),
  'namespace-controller': namespaceController,
  'pod-garbage-collector': (world, api) => new PodGarbageCollector(world, api),
  resource_claim: resourceClaimController,
  'replicaset-controller': (world, api) => new ReplicaSetController(world, api, 'ReplicaSet'),
  'replication-controller': (world, api) => new ReplicaSetController(world, api, 'ReplicationController'),
  'statefulset-controller': (world, api) => new StatefulSetController(world, api),
  'daemonset-controller': (world, api) => new DaemonSetController(world, api),
  'cronjob-controller': (world, api) => new CronJobController(world, api),
  'deployment-controller': (world, api) => new DeploymentController(world, api),
  'horizontal-pod-autoscaler': (world, api) => new HorizontalController(world, api),
  'job-controller': (world, api) => new JobController(world, api),
  'ttl-after-finished-controller': ttlAfterFinished,
  'garbage-collector': (world, api) => new GarbageCollector(world, api),
} satisfies Readonly<Record<ComponentName, Make>>

type Components = { readonly [Name in ComponentName]: ReturnType<(typeof MAKE)[Name]> }

/** All of them at work, in the order of the table. */
export function makeComponents(world: World, api: ApiServer): Components {
  const names = Object.keys(COMPONENTS) as ComponentName[]
  return Object.fromEntries(names.map((name) => [name, makeComponent(name, world, api)])) as Components
}

export function makeComponent(name: ComponentName, world: World, api: ApiServer): unknown {
  return MAKE[name](world, api)
}
