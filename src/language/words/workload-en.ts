/** What fields of workloads, Services and storage are for, one a line. */
export const WORKLOAD_DESCRIPTIONS_EN = `
LabelSelector.matchLabels: Labels that all have to be there, with these values.
LabelSelector.matchExpressions: What else has to hold of the labels.
PodTemplateSpec.metadata: Labels and annotations that each of the Pods has. The selector has to match the labels.
PodTemplateSpec.spec: What each of the Pods runs.
DeploymentSpec.minReadySeconds: How long a new Pod has to have been ready before it counts.
DeploymentSpec.paused: Whether changes of the template wait.
DeploymentSpec.progressDeadlineSeconds: After how long without progress a rollout is called failed. Nothing is undone.
DeploymentSpec.revisionHistoryLimit: How many old ReplicaSets are kept for going back.
DeploymentStrategy.type: RollingUpdate replaces Pods step by step; Recreate ends all old ones first.
DeploymentStrategy.rollingUpdate: How many Pods may be missing, or too many, on the way.
ReplicaSetSpec.replicas: How many Pods there shall be.
ReplicaSetSpec.selector: Which Pods are its own. It cannot be changed.
ReplicaSetSpec.template: What its Pods are made of.
StatefulSetSpec.replicas: How many Pods there shall be.
StatefulSetSpec.serviceName: The headless Service that gives each of its Pods a name in DNS.
StatefulSetSpec.selector: Which Pods are its own. It cannot be changed.
StatefulSetSpec.template: What its Pods are made of.
StatefulSetSpec.podManagementPolicy: Whether Pods are made one after the other, or all at once.
StatefulSetSpec.volumeClaimTemplates: Claims of which each Pod has its own, for good.
StatefulSetSpec.updateStrategy: Whether a changed template replaces Pods, or waits until they are deleted.
StatefulSetSpec.ordinals: From which number Pods are counted.
StatefulSetSpec.persistentVolumeClaimRetentionPolicy: Whether claims stay when Pods go.
RollingUpdateStatefulSetStrategy.partition: Pods below this number stay as they are.
DaemonSetSpec.selector: Which Pods are its own. It cannot be changed.
DaemonSetSpec.template: What its Pods are made of.
DaemonSetSpec.updateStrategy: Whether a changed template replaces Pods, or waits until they are deleted.
JobSpec.activeDeadlineSeconds: How long the Job may take before its Pods are ended and it has failed.
JobSpec.backoffLimitPerIndex: After how many failures one index has failed.
JobSpec.completionMode: Whether each Pod is as good as another, or has a number of its own.
JobSpec.podFailurePolicy: What a failure counts as, by its exit code or its cause.
JobSpec.podReplacementPolicy: Whether a new Pod is made while the old one is still ending.
JobSpec.suspend: Whether it waits, without Pods.
JobSpec.template: What its Pods are made of. restartPolicy has to be Never or OnFailure.
JobSpec.ttlSecondsAfterFinished: How long after its end it is deleted, with its Pods.
CronJobSpec.concurrencyPolicy: What is done when the last Job is still running: both, neither, or the new one instead.
CronJobSpec.jobTemplate: What each Job is made of.
CronJobSpec.schedule: Minute, hour, day of the month, month, day of the week.
CronJobSpec.startingDeadlineSeconds: How late a Job may still be started.
CronJobSpec.successfulJobsHistoryLimit: How many Jobs that ended well are kept.
CronJobSpec.failedJobsHistoryLimit: How many Jobs that failed are kept.
CronJobSpec.suspend: Whether no more Jobs are made.
CronJobSpec.timeZone: In which time zone the schedule is read.
ServiceSpec.clusterIP: Its address. None makes it headless: DNS then gives the addresses of the Pods.
ServiceSpec.externalName: The name that an ExternalName Service stands for.
ServiceSpec.externalTrafficPolicy: Whether what comes from outside may be sent on to other nodes.
ServiceSpec.ports: Which ports it has, and where they lead.
ServiceSpec.publishNotReadyAddresses: Whether Pods that are not ready are found, too.
ServiceSpec.selector: Labels of the Pods that it leads to. All of them have to be there.
ServiceSpec.sessionAffinity: Whether whoever came to a Pod comes to it again.
ServiceSpec.type: From where it is reached: only inside, by a port of each node, by a load balancer.
ServicePort.name: What it is called. Needed where there are several.
ServicePort.nodePort: The port of each node that leads to it, from 30000 to 32767.
ServicePort.port: The number that the Service itself is asked on.
ServicePort.protocol: TCP, UDP or SCTP.
ServicePort.targetPort: The number or the name of the port of the Pods; without it, the same number.
ConfigMap.data: Texts by their keys.
ConfigMap.binaryData: Bytes by their keys, in Base64.
ConfigMap.immutable: Whether it can be deleted but not changed.
Secret.data: Values by their keys, in Base64.
Secret.stringData: Values by their keys, as plain text; the API server codes them.
Secret.type: What it is for, and so which keys it has to have.
PersistentVolumeClaimSpec.accessModes: Who may write at the same time: one node, one Pod, many.
PersistentVolumeClaimSpec.resources: How much is asked for.
PersistentVolumeClaimSpec.storageClassName: Of which class; without it, of the cluster's default. "" asks for a volume without one.
PersistentVolumeClaimSpec.volumeName: The one volume that is asked for.
PersistentVolumeClaimSpec.volumeMode: Whether it is a file system, or a bare device.
PersistentVolumeSpec.accessModes: Who may write at the same time.
PersistentVolumeSpec.capacity: How large it is.
PersistentVolumeSpec.persistentVolumeReclaimPolicy: What becomes of it when its claim is deleted.
StorageClass.provisioner: Who makes the volumes.
StorageClass.reclaimPolicy: What becomes of a volume when its claim is deleted.
StorageClass.volumeBindingMode: Whether a volume is made at once, or when a Pod that needs it has a node.
PodDisruptionBudgetSpec.maxUnavailable: How many Pods may be missing: a number, or a share.
PodDisruptionBudgetSpec.minAvailable: How many Pods have to stay: a number, or a share.
PodDisruptionBudgetSpec.selector: For which Pods it holds.
PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy: Whether Pods that are not ready may be evicted all the same.
PriorityClass.value: The number: a higher one comes first.
PriorityClass.globalDefault: Whether Pods that name no class have this one.
PriorityClass.preemptionPolicy: Whether its Pods may push others from a node.
ResourceQuotaSpec.hard: How much of each there may be.
LimitRangeItem.default: The limit of containers that name none.
LimitRangeItem.defaultRequest: The request of containers that name none.
LimitRangeItem.max: The most that may be asked for.
LimitRangeItem.min: The least that may be asked for.
HorizontalPodAutoscalerSpec.scaleTargetRef: Whose replicas are changed.
HorizontalPodAutoscalerSpec.maxReplicas: The most that there may be.
HorizontalPodAutoscalerSpec.minReplicas: The least that there may be.
Taint.effect: Whether Pods without a toleration are kept away, or sent away, too.
NodeSpec.taints: What keeps Pods away that do not tolerate it.
NodeSpec.unschedulable: Whether no more Pods are put there (cordon).
IngressSpec.rules: Which Service gets requests, by host and path.
HTTPIngressPath.pathType: Whether the path is compared as a whole, or its beginning.
RuntimeClass.handler: What the node's runtime calls it.
`
