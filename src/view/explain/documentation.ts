import type { RuleId } from '../../trace/rule.ts'

/** Where Kubernetes' own documentation says what a rule says. Titles are the pages' own, and stay English. */
export interface Documentation {
  readonly title: string
  readonly section: string | undefined
  /** On kubernetes.io, the section's anchor included. */
  readonly path: string
}

export const DOCUMENTATION_SITE = 'https://kubernetes.io'

export function documentationOf(rule: RuleId): Documentation | undefined {
  const place: Place | undefined = PLACES[rule]
  if (place === undefined) return undefined
  const [page, section, anchor] = place
  const [title, path] = PAGES[page]
  return { title, section, path: `/docs/${path}/${anchor === undefined ? '' : `#${anchor}`}` }
}

const PODS = 'concepts/workloads/pods'
const SCHEDULING = 'concepts/scheduling-eviction'

const PAGES = {
  api: ['Kubernetes API Concepts', 'reference/using-api/api-concepts'],
  apiEviction: ['API-initiated Eviction', `${SCHEDULING}/api-eviction`],
  security: ['Configure a Security Context for a Pod or Container', 'tasks/configure-pod-container/security-context'],
  cgroups: ['About cgroup v2', 'concepts/architecture/cgroups'],
  cronJob: ['CronJob', 'concepts/workloads/controllers/cron-jobs'],
  daemonSet: ['DaemonSet', 'concepts/workloads/controllers/daemonset'],
  daemonSetUpdate: ['Perform a Rolling Update on a DaemonSet', 'tasks/manage-daemon/update-daemon-set'],
  configMap: ['Configure a Pod to Use a ConfigMap', 'tasks/configure-pod-container/configure-pod-configmap'],
  nodeResources: ['Node Resource Managers', 'concepts/policy/node-resource-managers'],
  disruptions: ['Disruptions', `${PODS}/disruptions`],
  endpointSlices: ['EndpointSlices', 'concepts/services-networking/endpoint-slices'],
  env: [
    'Define Dependent Environment Variables',
    'tasks/inject-data-application/define-interdependent-environment-variables',
  ],
  garbage: ['Garbage Collection', 'concepts/architecture/garbage-collection'],
  hooks: ['Container Lifecycle Hooks', 'concepts/containers/container-lifecycle-hooks'],
  hpa: ['Horizontal Pod Autoscaling', 'tasks/run-application/horizontal-pod-autoscale'],
  images: ['Images', 'concepts/containers/images'],
  init: ['Init Containers', `${PODS}/init-containers`],
  job: ['Jobs', 'concepts/workloads/controllers/job'],
  deployment: ['Deployments', 'concepts/workloads/controllers/deployment'],
  replicaSet: ['ReplicaSet', 'concepts/workloads/controllers/replicaset'],
  lifecycle: ['Pod Lifecycle', `${PODS}/pod-lifecycle`],
  message: ['Determine the Reason for Pod Failure', 'tasks/debug/debug-application/determine-reason-pod-failure'],
  namespaces: ['Namespaces', 'concepts/overview/working-with-objects/namespaces'],
  nodePressure: ['Node-pressure Eviction', `${SCHEDULING}/node-pressure-eviction`],
  nodes: ['Nodes', 'concepts/architecture/nodes'],
  pod: ['Pod', 'reference/kubernetes-api/workload-resources/pod-v1'],
  priority: ['Pod Priority and Preemption', `${SCHEDULING}/pod-priority-preemption`],
  privateImage: ['Pull an Image from a Private Registry', 'tasks/configure-pod-container/pull-image-private-registry'],
  probes: ['Liveness, Readiness, and Startup Probes', `${PODS}/probes`],
  quota: ['Resource Quotas', 'concepts/policy/resource-quotas'],
  readiness: ['Pod Scheduling Readiness', `${SCHEDULING}/pod-scheduling-readiness`],
  resize: [
    'Resize CPU and Memory Resources assigned to Containers',
    'tasks/configure-pod-container/resize-container-resources',
  ],
  resources: ['Resource Management for Pods and Containers', 'concepts/configuration/manage-resources-containers'],
  scheduler: ['Kubernetes Scheduler', `${SCHEDULING}/kube-scheduler`],
  framework: ['Scheduling Framework', `${SCHEDULING}/scheduling-framework`],
  sharedProcesses: [
    'Share Process Namespace between Containers in a Pod',
    'tasks/configure-pod-container/share-process-namespace',
  ],
  sidecar: ['Sidecar Containers', `${PODS}/sidecar-containers`],
  statefulSet: ['StatefulSets', 'concepts/workloads/controllers/statefulset'],
  staticPods: ['Create static Pods', 'tasks/configure-pod-container/static-pod'],
  taints: ['Taints and Tolerations', `${SCHEDULING}/taint-and-toleration`],
  ttl: ['Automatic Cleanup for Finished Jobs', 'concepts/workloads/controllers/ttlafterfinished'],
  virtualIPs: ['Virtual IPs and Service Proxies', 'reference/networking/virtual-ips'],
  volumes: ['Volumes', 'concepts/storage/volumes'],
  persistentVolumes: ['Persistent Volumes', 'concepts/storage/persistent-volumes'],
} as const satisfies Readonly<Record<string, readonly [title: string, path: string]>>

type Place = readonly [page: keyof typeof PAGES, section?: string, anchor?: string]

const TERMINATION = ['lifecycle', 'Termination of Pods', 'pod-termination'] as const
const RESTARTS = ['lifecycle', 'Container restarts', 'restart-policy'] as const
const CONFIGURE_PROBES = ['probes', 'Configuration fields', 'configure-probes'] as const
const PROBE_RESULTS = ['probes', 'Probe results', 'probe-results'] as const
const LIMITS = [
  'resources',
  'How Kubernetes applies resource requests and limits',
  'how-pods-with-resource-limits-are-run',
] as const
const NODE_OOM = ['nodePressure', 'Node out of memory behavior', 'node-out-of-memory-behavior'] as const
const SELECTION = ['nodePressure', 'Pod selection for kubelet eviction', 'pod-selection-for-kubelet-eviction'] as const
const PREEMPTION = ['priority', 'Preemption', 'preemption'] as const
const NODE_SELECTION = ['scheduler', 'Node selection in kube-scheduler', 'kube-scheduler-implementation'] as const
const TAINT_EVICTIONS = ['taints', 'Taint based Evictions', 'taint-based-evictions'] as const
const NODE_CONTROLLER = ['nodes', 'Node controller', 'node-controller'] as const
const PULL_POLICY = ['images', 'Image pull policy', 'image-pull-policy'] as const
const RESIZE_STATUS = ['resize', 'Pod resize status', 'pod-resize-status'] as const

const PLACES: Readonly<Partial<Record<RuleId, Place>>> = {
  'API-1': ['api', 'Efficient detection of changes', 'efficient-detection-of-changes'],
  'API-2': TERMINATION,
  'API-3': ['lifecycle', 'Forced Pod termination', 'pod-termination-forced'],
  'CLAIM-1': ['persistentVolumes', 'Binding', 'binding'],
  'CLAIM-2': ['persistentVolumes', 'Dynamic', 'dynamic'],
  'CLAIM-3': ['persistentVolumes', 'Storage Object in Use Protection', 'storage-object-in-use-protection'],
  'CLAIM-4': ['persistentVolumes', 'Reclaiming', 'reclaiming'],
  'SCHED-1': NODE_SELECTION,
  'SCHED-2': NODE_SELECTION,
  'SCHED-3': NODE_SELECTION,
  'SCHED-4': ['framework'],
  'SCHED-5': ['readiness'],
  'PREEMPT-1': PREEMPTION,
  'PREEMPT-2': PREEMPTION,
  'ENDPOINT-1': ['endpointSlices', 'Conditions', 'conditions'],
  'PROXY-1': ['virtualIPs', 'Traffic to terminating endpoints', 'traffic-to-terminating-endpoints'],
  'PROXY-2': ['virtualIPs', 'minSyncPeriod', 'minsyncperiod'],
  'ADMIT-2': ['nodePressure', 'Node conditions', 'node-conditions'],
  'START-1': RESTARTS,
  'START-3': ['init', 'Detailed behavior', 'detailed-behavior'],
  'START-4': ['sidecar', 'Sidecar containers and Pod lifecycle', 'sidecar-containers-and-pod-lifecycle'],
  'START-5': ['sidecar', 'Sidecar containers and Pod lifecycle', 'sidecar-containers-and-pod-lifecycle'],
  'START-6': ['lifecycle', 'Waiting', 'container-state-waiting'],
  'ENV-1': ['env'],
  'ENV-2': ['configMap', 'Optional ConfigMaps', 'optional-configmaps'],
  'VOLUME-1': ['volumes'],
  'VOLUME-2': [
    'configMap',
    'Mounted ConfigMaps are updated automatically',
    'mounted-configmaps-are-updated-automatically',
  ],
  'USER-1': ['security'],
  'CAPABILITY-1': ['security', 'Set capabilities for a Container', 'set-capabilities-for-a-container'],
  'RESTART-1': RESTARTS,
  'RESTART-2': ['lifecycle', 'Individual container restart policy and rules', 'container-restart-rules'],
  'KILL-1': ['probes', 'Liveness probe', 'liveness-probe'],
  'KILL-2': ['probes', 'Startup probe', 'startup-probe'],
  'KILL-3': ['probes', 'Probe-level terminationGracePeriodSeconds', 'probe-level-terminationgraceperiodseconds'],
  'KILL-5': ['hooks', 'Hook handler execution', 'hook-handler-execution'],
  'KILL-6': TERMINATION,
  'KILL-8': ['lifecycle', 'Pod shutdown and sidecar containers', 'termination-with-sidecars'],
  'KILL-9': ['lifecycle', 'Pod phase', 'pod-phase'],
  'KILL-10': TERMINATION,
  'BACKOFF-1': ['lifecycle', 'How Pods handle problems with containers', 'container-restarts'],
  'BACKOFF-2': RESTARTS,
  'BACKOFF-3': RESTARTS,
  'BACKOFF-5': ['lifecycle', 'How Pods handle problems with containers', 'container-restarts'],
  'PULL-1': PULL_POLICY,
  'PULL-2': ['images', 'ImagePullBackOff', 'imagepullbackoff'],
  'PULL-3': PULL_POLICY,
  'PULL-4': ['privateImage'],
  'PULL-5': ['privateImage'],
  'PROBE-1': CONFIGURE_PROBES,
  'PROBE-2': CONFIGURE_PROBES,
  'PROBE-3': ['probes', 'Startup probe', 'startup-probe'],
  'PROBE-4': CONFIGURE_PROBES,
  'PROBE-5': CONFIGURE_PROBES,
  'PROBE-6': PROBE_RESULTS,
  'PROBE-7': PROBE_RESULTS,
  'READY-1': ['probes', 'Readiness probe', 'readiness-probe'],
  'PHASE-1': ['lifecycle', 'Pod phase', 'pod-phase'],
  'PHASE-2': ['lifecycle', 'Pod phase', 'pod-phase'],
  'COND-1': ['lifecycle', 'Pod conditions', 'pod-conditions'],
  'OOM-1': LIMITS,
  'OOM-2': ['cgroups'],
  'OOM-3': NODE_OOM,
  'OOM-4': LIMITS,
  'OOM-5': ['volumes', 'emptyDir', 'emptydir'],
  'RES-1': LIMITS,
  'RES-2': ['resources', 'Pod-level resource specification', 'pod-level-resource-specification'],
  'RES-3': NODE_OOM,
  'RES-4': ['resources', 'Pod-level resource specification', 'pod-level-resource-specification'],
  'RES-5': LIMITS,
  'RES-6': LIMITS,
  'RES-7': ['nodeResources'],
  'RESIZE-1': ['resize'],
  'RESIZE-2': RESIZE_STATUS,
  'RESIZE-3': ['resize', 'Container resize policies', 'container-resize-policies'],
  'RESIZE-4': RESIZE_STATUS,
  'RESIZE-5': RESIZE_STATUS,
  'RESIZE-6': RESIZE_STATUS,
  'PROC-3': ['sharedProcesses'],
  'MESSAGE-1': ['message', 'Customizing the termination message', 'customizing-the-termination-message'],
  'HOOK-1': ['hooks', 'Container hooks', 'container-hooks'],
  'HOOK-2': ['hooks', 'Hook handler execution', 'hook-handler-execution'],
  'STATIC-1': ['staticPods'],
  'DEADLINE-1': ['pod', 'Lifecycle', 'lifecycle'],
  'EVICT-1': ['resources', 'Ephemeral storage consumption management', 'resource-emphemeralstorage-consumption'],
  'EVICT-2': ['nodePressure', 'Eviction thresholds', 'eviction-thresholds'],
  'EVICT-3': SELECTION,
  'EVICT-4': ['nodePressure', 'Node condition oscillation', 'node-condition-oscillation'],
  'EVICT-5': SELECTION,
  'EVICT-6': SELECTION,
  'TAINT-1': TAINT_EVICTIONS,
  'NODE-1': NODE_CONTROLLER,
  'NODE-2': ['taints', 'Taint Nodes by Condition', 'taint-nodes-by-condition'],
  'NODE-3': TAINT_EVICTIONS,
  'NODE-4': ['nodes', 'Rate limits on eviction', 'rate-limits-on-eviction'],
  'NODE-5': ['nodes'],
  'HPA-1': ['hpa', 'Algorithm details', 'algorithm-details'],
  'HPA-2': ['hpa', 'Algorithm details', 'algorithm-details'],
  'HPA-3': ['hpa', 'Stabilization window', 'stabilization-window'],
  'HPA-4': ['hpa', 'Scaling policies', 'scaling-policies'],
  'HPA-5': ['hpa', 'Algorithm details', 'algorithm-details'],
  'PDB-1': ['disruptions', 'Pod disruption budgets', 'pod-disruption-budgets'],
  'PDB-2': ['apiEviction', 'How API-initiated eviction works', 'how-api-initiated-eviction-works'],
  'QUOTA-1': ['quota'],
  'NAMESPACE-1': ['namespaces'],
  'GC-1': ['lifecycle', 'Garbage collection of Pods', 'pod-garbage-collection'],
  'GC-2': ['garbage', 'Cascading deletion', 'cascading-deletion'],
  'JOB-1': ['job', 'Controlling parallelism', 'controlling-parallelism'],
  'JOB-2': ['job', 'Pod backoff failure policy', 'pod-backoff-failure-policy'],
  'JOB-3': ['job', 'Job termination and cleanup', 'job-termination-and-cleanup'],
  'JOB-4': ['job', 'Job tracking with finalizers', 'job-tracking-with-finalizers'],
  'JOB-5': ['job', 'Success policy', 'success-policy'],
  'JOB-6': ['job', 'Suspending a Job', 'suspending-a-job'],
  'JOB-7': ['ttl'],
  'JOB-8': ['job', 'Pod selector', 'pod-selector'],
  'DEPLOY-1': ['deployment', 'Max Surge', 'max-surge'],
  'DEPLOY-2': ['deployment', 'Max Unavailable', 'max-unavailable'],
  'DEPLOY-3': ['deployment', 'Recreate Deployment', 'recreate-deployment'],
  'DEPLOY-4': ['deployment', 'Revision History Limit', 'revision-history-limit'],
  'DEPLOY-5': ['deployment', 'Proportional scaling', 'proportional-scaling'],
  'DEPLOY-6': ['deployment', 'Deployment status', 'deployment-status'],
  'DEPLOY-7': ['deployment', 'Selector', 'selector'],
  'DEPLOY-8': ['deployment', 'Pausing and Resuming a rollout of a Deployment', 'pausing-and-resuming-a-deployment'],
  'RS-1': ['replicaSet', 'How a ReplicaSet works', 'how-a-replicaset-works'],
  'RS-2': ['replicaSet', 'Scaling a ReplicaSet', 'scaling-a-replicaset'],
  'RS-3': ['replicaSet', 'Non-Template Pod acquisitions', 'non-template-pod-acquisitions'],
  'RS-4': ['replicaSet', 'How a ReplicaSet works', 'how-a-replicaset-works'],
  'REVISION-1': ['statefulSet', 'Revision history', 'revision-history'],
  'STS-1': ['statefulSet', 'Deployment and scaling guarantees', 'deployment-and-scaling-guarantees'],
  'STS-2': ['statefulSet', 'Deployment and scaling guarantees', 'deployment-and-scaling-guarantees'],
  'STS-3': ['statefulSet', 'Pod Identity', 'pod-identity'],
  'STS-4': ['statefulSet', 'Rolling Updates', 'rolling-updates'],
  'STS-5': ['statefulSet', 'PersistentVolumeClaim retention', 'persistentvolumeclaim-retention'],
  'DS-1': ['daemonSet', 'How Daemon Pods are scheduled', 'how-daemon-pods-are-scheduled'],
  'DS-2': ['daemonSet', 'Taints and tolerations', 'taints-and-tolerations'],
  'DS-3': ['daemonSet', 'How Daemon Pods are scheduled', 'how-daemon-pods-are-scheduled'],
  'DS-4': ['daemonSet'],
  'DS-5': ['daemonSetUpdate', 'Performing a Rolling Update', 'performing-a-rolling-update'],
  'CRON-1': ['cronJob', 'Schedule syntax', 'schedule-syntax'],
  'CRON-2': ['cronJob', 'Concurrency policy', 'concurrency-policy'],
  'CRON-3': ['cronJob', 'Deadline for delayed Job start', 'starting-deadline'],
  'CRON-4': ['cronJob', 'Jobs history limits', 'jobs-history-limits'],
  'CRON-5': ['cronJob', 'Schedule suspension', 'schedule-suspension'],
  'TERM-1': TERMINATION,
  'TERM-2': TERMINATION,
}
