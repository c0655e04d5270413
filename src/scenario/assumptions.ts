import { type Duration, MINUTE } from '../lib/time.ts'

/**
 * Every number that is ours and not Kubernetes': how long the machinery takes. The values are medians of recordings
 * of an otherwise idle 1.36.2 node; a Scenario document can override each of them. What single images take (size, time
 * until they listen, memory) stands in their descriptions in programs/, and gives way to the Scenario's `images`.
 */
export interface Assumptions {
  /** How long the cluster and its nodes have been there when the scenario begins. */
  readonly clusterAge: Duration
  /** Object created until the scheduler has bound it. */
  readonly schedulingLatency: Duration
  /** An API write until those who watch see it. */
  readonly watchLatency: Duration
  /** A controller that makes Pods, or what makes them: from what it hears until what it does about that is written. */
  readonly controllerLatency: Duration
  /** The kubelet's status manager: cached status until the API server has it. */
  readonly statusPatchLatency: Duration
  /** A Pod's first sync until its volumes are mounted (the volume manager looks every 300 ms). */
  readonly volumeMountTime: Duration
  /** RunPodSandbox: namespaces, pause container, network. */
  readonly sandboxCreateTime: Duration
  /** CreateContainer: root file system and spec. */
  readonly containerCreateTime: Duration
  /** StartContainer: until the process runs. */
  readonly containerStartTime: Duration
  /** UpdateContainerResources: new limits for a container that runs. */
  readonly containerUpdateTime: Duration
  /** A process has ended until the runtime reports the container as exited. */
  readonly exitReportTime: Duration
  /** One relist of the kubelet's PLEG; the next one starts a second after it ended. */
  readonly relistTime: Duration
  /** Where in the second the kubelet's first relist falls. On a real node that is chance. */
  readonly relistPhase: Duration
  /** Where in the second the kubelet's sync ticker falls. On a real node that is chance. */
  readonly syncTickPhase: Duration
  /** Starting the kubelet: until it looks after its Pods. */
  readonly kubeletStartTime: Duration
  /** Where in its ten seconds the kubelet's eviction manager looks. On a real node that is chance. */
  readonly evictionPhase: Duration
  /** Where in its ten seconds a kubelet looks whether there is news of its node to report. On a real node that is chance. */
  readonly nodeStatusPhase: Duration
  /** A provisioner makes a volume for a claim. */
  readonly provisionTime: Duration
  /** Where in its fifteen seconds the volume controller looks at claims again. In a real cluster that is chance. */
  readonly claimSyncPhase: Duration
  /** Where in its ten seconds a kubelet renews its lease. On a real node that is chance. */
  readonly nodeLeasePhase: Duration
  /** Where in its five seconds the node controller looks at heartbeats. In a real cluster that is chance. */
  readonly nodeMonitorPhase: Duration
  /** Where in its twenty seconds the Pod garbage collector looks. In a real cluster that is chance. */
  readonly podGCPhase: Duration
  /** How old the usage of containers' disks is that the eviction manager sees. */
  readonly diskUsageAge: Duration
  /** Where in its minute a kubelet measures what is in volumes. On a real node that is chance. */
  readonly volumeStatsPhase: Duration
  /** Starting a command in a running container (exec probe, exec hook, kubectl exec). */
  readonly execStartTime: Duration
  /** One request over the Pod network, to and fro. */
  readonly networkLatency: Duration
  /**
   * A node's kube-proxy: from what it hears of a Service or its endpoints until that is in the node's rules. Each node
   * takes between half of it and one and a half, drawn by its name.
   */
  readonly proxySyncTime: Duration
  /** StopContainer: until the stop signal is sent. */
  readonly stopSignalTime: Duration
  /** Stopping the sandbox of a Pod that ends. */
  readonly sandboxStopTime: Duration
  /** Asking a registry for an image's manifest: what a pull costs when all layers are there. */
  readonly registryLatency: Duration
  /** Bytes per second from the registry to the node. */
  readonly pullBandwidth: number
  /** How fast a process that fills memory can touch it, bytes per second. */
  readonly memoryTouchRate: number
  /** What a node's system and its kubelet take of its memory, bytes; no more than a tenth of a small node's. */
  readonly systemMemory: number
  /** Memory of a process whose program says nothing else, bytes. */
  readonly processMemory: number
  /** A program that nobody has described: from its start until it answers. */
  readonly assumedStartTime: Duration
  /** An init container that nobody has described: until it has ended. */
  readonly assumedInitTime: Duration
  /** A Job's container that nobody has described, or one of a Pod that runs once: until it has ended. */
  readonly assumedJobTime: Duration
  /** A command that nobody has described, in a script that goes on after it. */
  readonly assumedCommandTime: Duration
  /**
   * Is there a world outside of the cluster? Its names then have addresses, and what is downloaded or installed from
   * there is a placeholder that says so.
   */
  readonly internet: boolean
  /** Does a cluster that has a HorizontalPodAutoscaler, or an APIService of metrics.k8s.io, have a metrics server, too? */
  readonly metricsServer: boolean
  /** Where in its fifteen seconds the metrics server asks nodes what their containers use. In a real cluster that is chance. */
  readonly metricsPhase: Duration
  /** How old what a node then knows of its containers' usage is: it looks about every ten seconds. */
  readonly cpuUsageAge: Duration
  /** Does the cluster have a default StorageClass, where the text says nothing of storage that would do without one? */
  readonly defaultStorageClass: boolean
  /** An answer from outside of the cluster. */
  readonly outsideLatency: Duration
  /** What an image takes when neither the catalogue nor the scenario knows its size. */
  readonly unknownImageSize: number
}

export const ASSUMPTIONS: Assumptions = {
  clusterAge: 27 * MINUTE,
  schedulingLatency: 6,
  watchLatency: 4,
  controllerLatency: 10,
  statusPatchLatency: 8,
  volumeMountTime: 300,
  sandboxCreateTime: 125,
  containerCreateTime: 15,
  containerStartTime: 60,
  containerUpdateTime: 20,
  exitReportTime: 35,
  relistTime: 6,
  relistPhase: 90,
  syncTickPhase: 920,
  kubeletStartTime: 1300,
  evictionPhase: 4700,
  nodeStatusPhase: 5150,
  provisionTime: 2000,
  claimSyncPhase: 7170,
  nodeLeasePhase: 1000,
  nodeMonitorPhase: 3400,
  podGCPhase: 2950,
  diskUsageAge: 5000,
  volumeStatsPhase: 40_000,
  execStartTime: 25,
  networkLatency: 2,
  proxySyncTime: 60,
  stopSignalTime: 15,
  sandboxStopTime: 60,
  registryLatency: 20,
  pullBandwidth: 50 * 1024 * 1024,
  memoryTouchRate: 2 * 1024 * 1024 * 1024,
  systemMemory: 400 * 1024 * 1024,
  processMemory: 1024 * 1024,
  assumedStartTime: 2000,
  assumedInitTime: 3000,
  assumedJobTime: 5000,
  assumedCommandTime: 1000,
  internet: true,
  metricsServer: true,
  metricsPhase: 7400,
  cpuUsageAge: 5000,
  defaultStorageClass: true,
  outsideLatency: 80,
  unknownImageSize: 100 * 1024 * 1024,
}
