/** 工作负载、Service 和存储各字段的用途，每行一个。 */
export const WORKLOAD_DESCRIPTIONS_ZH = `
Service: 选择器所选的 Pod 共用的一个名称和地址。
Service.spec: 指哪些 Pod，通过哪些端口访问。
ConfigMap: Pod 以变量或文件读取的设置。
Secret: 与 ConfigMap 类似，用于不应人人可读的内容；值以 Base64 编码。
Namespace: 集群的一部分，名称在其中唯一。
Node: 运行 Pod 的一台机器。
Deployment: 保持一定数量相同的 Pod 运行，模板改变时逐步替换。
ReplicaSet: 保持一定数量相同的 Pod 运行。由 Deployment 创建。
StatefulSet: 保持各有名称和卷的 Pod，按顺序创建和移除。
DaemonSet: 在每个合适的节点上保持一个 Pod。
Job: 运行 Pod，直到有足够多的成功结束。
CronJob: 在时间表的每个时刻创建一个 Job。
PersistentVolumeClaim: 申请比 Pod 活得更久的存储。
PersistentVolume: 可以分给申领的一块存储。
StorageClass: 有申领时，某一类卷如何创建。
ServiceAccount: Pod 的进程对 API 服务器而言是谁。
ResourceQuota: 命名空间中的对象合起来可以要求多少。
LimitRange: 单个对象可以要求多少，没有写时得到多少。
PodDisruptionBudget: 同一时间可以驱逐多少个 Pod。
HorizontalPodAutoscaler: 按使用量改变副本数。
Ingress: 外部的 HTTP 请求按主机和路径转到哪些 Service。
NetworkPolicy: 谁可以与它所选的 Pod 通信，它们又可以与谁通信。
PriorityClass: 优先级的名称：较高的可以挤走其他 Pod。
Event: 对象上发生过的事。一小时后遗忘。
Role: 对命名空间中的哪些对象可以做什么。
ClusterRole: 对集群中的哪些对象可以做什么。
RoleBinding: 谁在命名空间中拥有某个角色。
ClusterRoleBinding: 谁在整个集群中拥有某个角色。
LabelSelector.matchLabels: 必须全部具有的标签及其值。
LabelSelector.matchExpressions: 对标签的其他要求。
PodTemplateSpec.metadata: 每个 Pod 都有的标签和注解。选择器必须与这些标签匹配。
PodTemplateSpec.spec: 每个 Pod 运行什么。
DeploymentSpec.minReadySeconds: 新 Pod 就绪多久之后才算数。
DeploymentSpec.paused: 模板的更改是否等待。
DeploymentSpec.progressDeadlineSeconds: 多久没有进展就称发布失败。不会撤回任何东西。
DeploymentSpec.replicas: 应有多少个 Pod。
DeploymentSpec.revisionHistoryLimit: 为回滚保留多少个旧的 ReplicaSet。
DeploymentSpec.selector: 哪些 Pod 属于它。不能更改。
DeploymentSpec.strategy: 旧 Pod 如何让位给新 Pod。
DeploymentSpec.template: 它的 Pod 由什么制成。
DeploymentStrategy.type: RollingUpdate 逐步替换；Recreate 先结束所有旧 Pod。
DeploymentStrategy.rollingUpdate: 过程中可以缺少或多出多少个 Pod。
RollingUpdateDeployment.maxSurge: 可以比要求的多出多少个 Pod：数字，或向上取整的百分比。
RollingUpdateDeployment.maxUnavailable: 期间可以缺少多少个 Pod：数字，或向下取整的百分比。
ReplicaSetSpec.replicas: 应有多少个 Pod。
ReplicaSetSpec.selector: 哪些 Pod 属于它。不能更改。
ReplicaSetSpec.template: 它的 Pod 由什么制成。
StatefulSetSpec.replicas: 应有多少个 Pod。
StatefulSetSpec.serviceName: 让每个 Pod 在 DNS 中有名称的无头 Service。
StatefulSetSpec.selector: 哪些 Pod 属于它。不能更改。
StatefulSetSpec.template: 它的 Pod 由什么制成。
StatefulSetSpec.podManagementPolicy: 一个接一个创建 Pod，还是同时创建。
StatefulSetSpec.volumeClaimTemplates: 每个 Pod 各自长期拥有的申领。
StatefulSetSpec.updateStrategy: 模板改变后替换 Pod，还是等到它们被删除。
StatefulSetSpec.ordinals: Pod 从哪个号码数起。
StatefulSetSpec.persistentVolumeClaimRetentionPolicy: Pod 消失后申领是否保留。
RollingUpdateStatefulSetStrategy.partition: 小于此号码的 Pod 保持不变。
DaemonSetSpec.selector: 哪些 Pod 属于它。不能更改。
DaemonSetSpec.template: 它的 Pod 由什么制成。
DaemonSetSpec.updateStrategy: 模板改变后替换 Pod，还是等到它们被删除。
JobSpec.activeDeadlineSeconds: Job 最多用多久，超过则结束其 Pod 并算失败。
JobSpec.backoffLimit: 失败多少次之后 Job 算失败。
JobSpec.backoffLimitPerIndex: 失败多少次之后一个索引算失败。
JobSpec.completionMode: 各个 Pod 彼此等价，还是各有编号。
JobSpec.completions: 须有多少个 Pod 成功结束。
JobSpec.parallelism: 同时可以运行多少个 Pod。
JobSpec.podFailurePolicy: 按退出码或原因决定一次失败算什么。
JobSpec.podReplacementPolicy: 旧 Pod 还在结束时是否就创建新的。
JobSpec.suspend: 是否暂停，没有 Pod。
JobSpec.template: 它的 Pod 由什么制成。restartPolicy 必须是 Never 或 OnFailure。
JobSpec.ttlSecondsAfterFinished: 结束多久之后连同 Pod 一起删除。
CronJobSpec.concurrencyPolicy: 上一个 Job 还在运行时怎么办：都运行、不运行，还是用新的代替。
CronJobSpec.jobTemplate: 每个 Job 由什么制成。
CronJobSpec.schedule: 分、时、日、月、星期。
CronJobSpec.startingDeadlineSeconds: 最多可以迟多久启动 Job。
CronJobSpec.successfulJobsHistoryLimit: 保留多少个成功结束的 Job。
CronJobSpec.failedJobsHistoryLimit: 保留多少个失败的 Job。
CronJobSpec.suspend: 是否不再创建 Job。
CronJobSpec.timeZone: 时间表按哪个时区理解。
ServiceSpec.clusterIP: 它的地址。None 使它成为无头 Service：DNS 给出各个 Pod 的地址。
ServiceSpec.externalName: ExternalName Service 所代表的名称。
ServiceSpec.externalTrafficPolicy: 来自外部的请求是否可以转到其他节点。
ServiceSpec.ports: 有哪些端口，通向哪里。
ServiceSpec.publishNotReadyAddresses: 未就绪的 Pod 是否也能被找到。
ServiceSpec.selector: 它所通向的 Pod 的标签，必须全部具有。
ServiceSpec.sessionAffinity: 到过某个 Pod 的人是否再到同一个。
ServiceSpec.type: 从哪里访问它：仅集群内部、每个节点的端口，还是负载均衡器。
ServicePort.name: 名称。有多个端口时必须写。
ServicePort.nodePort: 每个节点上通向它的端口，30000 到 32767。
ServicePort.port: 访问 Service 本身的端口号。
ServicePort.protocol: TCP、UDP 或 SCTP。
ServicePort.targetPort: Pod 的端口：号码或名称；不写则与 port 相同。
ConfigMap.data: 按键存放的文本。
ConfigMap.binaryData: 按键存放的字节，以 Base64 编码。
ConfigMap.immutable: 是否只能删除、不能更改。
Secret.data: 按键存放的值，以 Base64 编码。
Secret.stringData: 按键存放的明文值，由 API 服务器编码。
Secret.type: 用途，因而决定必须有哪些键。
PersistentVolumeClaimSpec.accessModes: 谁可以同时写入：一个节点、一个 Pod，还是许多。
PersistentVolumeClaimSpec.resources: 申请多少。
PersistentVolumeClaimSpec.storageClassName: 哪一类；不写则用集群的默认类。"" 表示要一个没有类的卷。
PersistentVolumeClaimSpec.volumeName: 指定要的那个卷。
PersistentVolumeClaimSpec.volumeMode: 是文件系统，还是裸设备。
PersistentVolumeSpec.accessModes: 谁可以同时写入。
PersistentVolumeSpec.capacity: 有多大。
PersistentVolumeSpec.persistentVolumeReclaimPolicy: 申领被删除后它怎么办。
StorageClass.provisioner: 由谁创建卷。
StorageClass.reclaimPolicy: 申领被删除后卷怎么办。
StorageClass.volumeBindingMode: 立即创建卷，还是等需要它的 Pod 有了节点。
PodDisruptionBudgetSpec.maxUnavailable: 可以缺少多少个 Pod：数字或百分比。
PodDisruptionBudgetSpec.minAvailable: 必须留下多少个 Pod：数字或百分比。
PodDisruptionBudgetSpec.selector: 对哪些 Pod 生效。
PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy: 未就绪的 Pod 是否照样可以驱逐。
PriorityClass.value: 数值：越高越优先。
PriorityClass.globalDefault: 没有写类的 Pod 是否属于此类。
PriorityClass.preemptionPolicy: 它的 Pod 是否可以把其他 Pod 挤走。
ResourceQuotaSpec.hard: 每种资源最多可以有多少。
LimitRangeItem.default: 没有写 limits 的容器得到的上限。
LimitRangeItem.defaultRequest: 没有写 requests 的容器得到的请求量。
LimitRangeItem.max: 最多可以要求多少。
LimitRangeItem.min: 最少要求多少。
HorizontalPodAutoscalerSpec.scaleTargetRef: 改变谁的副本数。
HorizontalPodAutoscalerSpec.maxReplicas: 最多多少个。
HorizontalPodAutoscalerSpec.minReplicas: 最少多少个。
Taint.effect: 没有容忍度的 Pod 只是不能进来，还是也会被赶走。
NodeSpec.taints: 没有相应容忍度的 Pod 会被挡在外面。
NodeSpec.unschedulable: 是否不再放入 Pod（cordon）。
IngressSpec.rules: 按主机和路径，请求转到哪个 Service。
HTTPIngressPath.pathType: 比较整个路径，还是只比较开头。
RuntimeClass.handler: 节点的运行时对它的称呼。
`
