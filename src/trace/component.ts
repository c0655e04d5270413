/** Somebody who speaks with the API server: kubectl, a controller, the scheduler, the kubelet of a node. */
export interface Component {
  readonly name: string
  /** Where it runs, of those that every node has. */
  readonly node?: string
}

/**
 * Who acts in the name of the cluster, by the name that stands in what each writes and says, with the kinds of which it
 * hears. Of the same news they hear in this order. The compiler asks who makes each, and what it is called.
 */
export const COMPONENTS = {
  'default-scheduler': ['Node', 'Pod', 'PersistentVolumeClaim', 'PersistentVolume', 'StorageClass', 'Namespace'],
  'endpointslice-controller': ['Service', 'Pod', 'EndpointSlice'],
  'node-controller': ['Node'],
  'disruption-controller': ['PodDisruptionBudget', 'Pod'],
  'taint-eviction-controller': ['Node', 'Pod'],
  'persistentvolume-controller': ['Pod', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass'],
  'pvc-protection-controller': ['PersistentVolumeClaim', 'Pod'],
  'pv-protection-controller': ['PersistentVolume'],
  'resourcequota-controller': ['ResourceQuota'],
  'namespace-controller': ['Namespace'],
  'pod-garbage-collector': ['Pod', 'Node'],
  resource_claim: ['Pod'],
  'replicaset-controller': ['ReplicaSet', 'Pod'],
  'replication-controller': ['ReplicationController', 'Pod'],
  'statefulset-controller': ['StatefulSet', 'Pod'],
  'daemonset-controller': ['DaemonSet', 'Node', 'Pod'],
  'cronjob-controller': ['CronJob', 'Job'],
  'deployment-controller': ['Deployment', 'ReplicaSet', 'Pod'],
  'horizontal-pod-autoscaler': ['HorizontalPodAutoscaler'],
  'job-controller': ['Job', 'Pod'],
  'ttl-after-finished-controller': ['Job'],
  'garbage-collector': [
    'CronJob',
    'Job',
    'Deployment',
    'ReplicaSet',
    'ReplicationController',
    'StatefulSet',
    'DaemonSet',
    'Service',
    'Pod',
  ],
} as const

export type ComponentName = keyof typeof COMPONENTS
