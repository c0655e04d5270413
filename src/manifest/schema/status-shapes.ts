/**
 * What a status may hold, as shapes.gen.ts says the rest. A status is sent to the API server by whoever patches one, and
 * comes along in what kubectl printed. Not every field of every kind is here: see isOpen.
 */
export const STATUS_SHAPES: Readonly<Record<string, string>> = {
  PodStatus:
    'allocatedResources:{}q conditions:[]PodCondition containerStatuses:[]ContainerStatus ephemeralContainerStatuses:[]ContainerStatus hostIP:s hostIPs:[]HostIP initContainerStatuses:[]ContainerStatus message:s nominatedNodeName:s observedGeneration:l phase:s=v1.PodPhase podIP:s podIPs:[]PodIP qosClass:s=v1.PodQOSClass reason:s resize:s=v1.PodResizeStatus resourceClaimStatuses:[]PodResourceClaimStatus resources:ResourceRequirements startTime:t',
  PodCondition:
    'lastProbeTime:t lastTransitionTime:t message:s observedGeneration:l reason:s status:s=v1.ConditionStatus type:s=v1.PodConditionType',
  HostIP: 'ip:s',
  PodIP: 'ip:s',
  PodResourceClaimStatus: 'name:s resourceClaimName:s',
  ContainerStatus:
    'allocatedResources:{}q allocatedResourcesStatus:[]o containerID:s image:s imageID:s lastState:ContainerState name:s ready:b resources:ResourceRequirements restartCount:i started:b state:ContainerState stopSignal:s=v1.Signal user:ContainerUser volumeMounts:[]VolumeMountStatus',
  ContainerState: 'running:ContainerStateRunning terminated:ContainerStateTerminated waiting:ContainerStateWaiting',
  ContainerStateRunning: 'startedAt:t',
  ContainerStateTerminated: 'containerID:s exitCode:i finishedAt:t message:s reason:s signal:i startedAt:t',
  ContainerStateWaiting: 'message:s reason:s',
  ContainerUser: 'linux:LinuxContainerUser',
  LinuxContainerUser: 'gid:l supplementalGroups:[]l uid:l',
  VolumeMountStatus: 'mountPath:s name:s readOnly:b recursiveReadOnly:s',
  Condition: 'lastTransitionTime:t message:s observedGeneration:l reason:s status:s=v1.ConditionStatus type:s',
  ProbedCondition:
    'lastHeartbeatTime:t lastProbeTime:t lastTransitionTime:t lastUpdateTime:t message:s reason:s status:s=v1.ConditionStatus type:s',
  NodeStatus:
    'addresses:[]NodeAddress allocatable:{}q capacity:{}q conditions:[]ProbedCondition config:o daemonEndpoints:o declaredFeatures:[]s features:o images:[]o nodeInfo:NodeSystemInfo phase:s runtimeHandlers:[]o volumesAttached:[]o volumesInUse:[]s',
  NodeAddress: 'address:s type:s=v1.NodeAddressType',
  NodeSystemInfo:
    'architecture:s bootID:s containerRuntimeVersion:s kernelVersion:s kubeProxyVersion:s kubeletVersion:s machineID:s operatingSystem:s osImage:s swap:o systemUUID:s',
  NamespaceStatus: 'conditions:[]ProbedCondition phase:s=v1.NamespacePhase',
  PersistentVolumeClaimStatus:
    'accessModes:[]s allocatedResourceStatuses:{}s allocatedResources:{}q capacity:{}q conditions:[]ProbedCondition currentVolumeAttributesClassName:s modifyVolumeStatus:o phase:s=v1.PersistentVolumeClaimPhase',
  PersistentVolumeStatus: 'lastPhaseTransitionTime:t message:s phase:s=v1.PersistentVolumePhase reason:s',
  ServiceStatus: 'conditions:[]Condition loadBalancer:LoadBalancerStatus',
  LoadBalancerStatus: 'ingress:[]LoadBalancerIngress',
  LoadBalancerIngress: 'hostname:s ip:s ipMode:s ports:[]o',
  ResourceQuotaStatus: 'hard:{}q used:{}q',
  DeploymentStatus:
    'availableReplicas:i collisionCount:i conditions:[]ProbedCondition observedGeneration:l readyReplicas:i replicas:i terminatingReplicas:i unavailableReplicas:i updatedReplicas:i',
  ReplicaSetStatus:
    'availableReplicas:i conditions:[]ProbedCondition fullyLabeledReplicas:i observedGeneration:l readyReplicas:i replicas:i terminatingReplicas:i',
  StatefulSetStatus:
    'availableReplicas:i collisionCount:i conditions:[]ProbedCondition currentReplicas:i currentRevision:s observedGeneration:l readyReplicas:i replicas:i updateRevision:s updatedReplicas:i',
  DaemonSetStatus:
    'collisionCount:i conditions:[]ProbedCondition currentNumberScheduled:i desiredNumberScheduled:i numberAvailable:i numberMisscheduled:i numberReady:i numberUnavailable:i observedGeneration:l updatedNumberScheduled:i',
  JobStatus:
    'active:i completedIndexes:s completionTime:t conditions:[]ProbedCondition failed:i failedIndexes:s ready:i startTime:t succeeded:i terminating:i uncountedTerminatedPods:UncountedTerminatedPods',
  UncountedTerminatedPods: 'failed:[]s=[]types.UID succeeded:[]s=[]types.UID',
  CronJobStatus: 'active:[]ObjectReference lastScheduleTime:t lastSuccessfulTime:t',
  PodDisruptionBudgetStatus:
    'conditions:[]Condition currentHealthy:i desiredHealthy:i disruptedPods:{}t disruptionsAllowed:i expectedPods:i observedGeneration:l',
  HorizontalPodAutoscalerStatus:
    'conditions:[]ProbedCondition currentMetrics:[]o currentReplicas:i desiredReplicas:i lastScaleTime:t observedGeneration:l',
}

/** The status of a kind, by the kind's definition. */
export const STATUS_OF: Readonly<Record<string, string>> = {
  Pod: 'PodStatus',
  Service: 'ServiceStatus',
  Node: 'NodeStatus',
  Namespace: 'NamespaceStatus',
  PersistentVolumeClaim: 'PersistentVolumeClaimStatus',
  PersistentVolume: 'PersistentVolumeStatus',
  ResourceQuota: 'ResourceQuotaStatus',
  apps_v1_Deployment: 'DeploymentStatus',
  apps_v1_ReplicaSet: 'ReplicaSetStatus',
  apps_v1_StatefulSet: 'StatefulSetStatus',
  apps_v1_DaemonSet: 'DaemonSetStatus',
  batch_v1_Job: 'JobStatus',
  batch_v1_CronJob: 'CronJobStatus',
  policy_v1_PodDisruptionBudget: 'PodDisruptionBudgetStatus',
  autoscaling_v2_HorizontalPodAutoscaler: 'HorizontalPodAutoscalerStatus',
}
