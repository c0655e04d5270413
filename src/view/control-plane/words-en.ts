import type { Widen } from '../../lib/widen.ts'
import type { ComponentName } from '../../trace/component.ts'
import { durationText } from '../time/time-scale.ts'

/** What is said between the components of a cluster. Verbs, calls, reasons and names are Kubernetes' and stay. */
export const CONTROL_PLANE_EN = {
  // Who.
  apiServer: 'API server',
  kubeletOn: (node: string) => `kubelet of ${node}`,
  sandbox: 'Pod sandbox',
  node: 'node',
  kernel: 'kernel',
  controllers: {
    'default-scheduler': 'scheduler',
    'endpointslice-controller': 'endpoint slices',
    'replicaset-controller': 'ReplicaSet',
    'replication-controller': 'ReplicationController',
    'statefulset-controller': 'StatefulSet',
    'daemonset-controller': 'DaemonSet',
    'cronjob-controller': 'CronJob',
    'deployment-controller': 'Deployment',
    'horizontal-pod-autoscaler': 'HPA',
    'job-controller': 'Job',
    'node-controller': 'node lifecycle',
    'taint-eviction-controller': 'taint eviction',
    'disruption-controller': 'disruption',
    'garbage-collector': 'garbage collector',
    'pod-garbage-collector': 'Pod GC',
    'namespace-controller': 'namespace',
    'persistentvolume-controller': 'volume binder',
    'pvc-protection-controller': 'claim protection',
    'pv-protection-controller': 'volume protection',
    'resourcequota-controller': 'resource quota',
    resource_claim: 'device claims',
    'ttl-after-finished-controller': 'TTL after finished',
  } satisfies Readonly<Record<ComponentName, string>>,

  // What each is there for.
  userNote: 'you',
  etcdNote: 'stores every version',
  kubeletNote: 'syncs the Pod',
  kubeletSilent: 'not heard of',
  runtimeNote: 'runtime (CRI)',
  pauseNote: 'holds the network',
  schedulerNote: 'finds a node',
  controllerNote: 'controller',
  versions: (count: number) => (count === 1 ? 'one object, one version' : `one object, ${count} versions`),
  noVersion: 'no object yet',
  gone: 'the object is gone',
  noNode: 'no node yet',
  nodes: (count: number) => (count === 1 ? '1 node' : `${count} nodes`),
  otherNodes: (count: number) => (count === 1 ? '+ 1 other node' : `+ ${count} other nodes`),
  nodeReady: (status: string) => `Ready ${status}`,
  picked: (node: string, of: number) => `picked ${node} of ${of}`,
  noneFits: (nodes: number) => (nodes === 1 ? 'the node does not fit' : `none of ${nodes} nodes fits`),

  // What a version brought.
  created: 'created',
  removed: 'gone',
  bound: (node: string) => `bound to ${node}`,
  deletion: (seconds: number | undefined) => (seconds === undefined ? 'deletion' : `deletion, ${seconds} s`),
  ready: (ready: string) => `READY ${ready}`,
  restarts: (restarts: string) => `RESTARTS ${restarts}`,
  sandboxUp: 'sandbox is up',
  nominated: (node: string) => `promised ${node}`,
  condition: (type: string, status: string, reason: string | undefined) =>
    `${type} ${status}${reason ? `: ${reason}` : ''}`,
  detail: 'details only',

  // What is said.
  bind: (node: string) => `bind to ${node}`,
  version: (version: string) => `version ${version}`,
  write: 'write',
  remove: 'remove',
  watchNew: (kind: string) => `watch: new ${kind}`,
  watchBound: 'watch: bound',
  watchDeletion: 'watch: deletion',
  watchGone: (kind: string) => `watch: ${kind} gone`,
  watchChanged: (kind: string) => `watch: ${kind} changed`,
  event: (reason: string) => `Event ${reason}`,
  eventCount: (message: string, count: number) => (count > 1 ? `${message} (×${count})` : message),
  stop: (container: string, graceMs: number) => `${container}, ${durationText(graceMs)} to finish`,
  volumes: 'volumes are there',
  volumesFailed: 'volumes are missing',
  upLabel: 'network is up',
  upDetail: 'sandbox and network are up',
  failed: {
    sandbox: 'sandbox failed',
    pull: 'pull failed',
    start: 'start failed',
    hook: 'hook failed',
  },
  pulled: 'image is there',
  pulledDetail: (image: string, ms: number) => `${image}, ${durationText(ms)}`,
  run: (run: number) => `run ${run}`,
  signalEffect: { ends: 'it ends', caught: 'it has a handler', ignored: 'it ignores it' },
  signalTo: (pid: number, effect: string) => (pid === 1 ? effect : `process ${pid}: ${effect}`),
  oom: 'OOM kill',
  oomDetail: {
    container: 'its memory limit is reached',
    pod: 'the Pod’s memory limit is reached',
    node: 'the node’s memory is full',
  },
  exit: (code: number) => `exit ${code}`,
  seesExit: 'container ended',
  seesExitDetail: 'the kubelet looks once a second',
  probe: (probe: string, outcome: string, run: number, threshold: number) =>
    outcome === 'success' || outcome === 'unknown'
      ? `${probe} ${outcome}`
      : `${probe} ${Math.min(run, threshold)}/${threshold}`,
  probeDetail: {
    success: 'succeeded',
    failure: 'failed',
    timeout: 'timed out',
    unknown: 'could not be carried out',
  },
  decides: 'which decides',
  backOff: (lengthMs: number) => `waits ${durationText(lengthMs)}`,
  backOffDetail: { restart: 'back-off before the restart', pull: 'back-off before the next pull' },
  terminating: 'stops the Pod',
  terminatingDetail: (graceMs: number) => `${durationText(graceMs)} to finish`,
  unschedulable: 'no node fits',
}

/** What another language has to say. */
export type ControlPlaneWords = Widen<typeof CONTROL_PLANE_EN>
