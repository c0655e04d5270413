/** Pod 各字段的用途，每行一个。 */
export const POD_DESCRIPTIONS_ZH = `
*.apiVersion: 对象按 API 的哪个组和版本书写。
*.kind: 对象是什么；与 apiVersion 一起决定有哪些字段。
*.metadata: 对象叫什么、属于哪里，以及它的标签和注解。
Pod: 在同一节点上一起运行的一个或多个容器，共用网络和卷。
Pod.spec: 要运行什么。
Pod.status: kubelet 看到的当前运行情况。
ObjectMeta.name: 对象的名称。在命名空间内同类对象中唯一，且不能更改。
ObjectMeta.namespace: 它属于集群的哪个部分。
ObjectMeta.labels: Service、工作负载和人用来挑选它的标签。
ObjectMeta.annotations: 给人和程序看的注解，不用来挑选对象。
ObjectMeta.generateName: 名称的开头；API 服务器会加上五个字母。
ObjectMeta.finalizers: 对象被删除后，须经谁同意才会消失。
ObjectMeta.ownerReferences: 它属于谁：所有者消失，它也消失。
PodSpec.activeDeadlineSeconds: Pod 最多运行多久，超过则以失败告终。
PodSpec.affinity: 想靠近或远离哪些节点、哪些 Pod。
PodSpec.automountServiceAccountToken: 容器的文件系统里是否有访问 API 服务器的令牌。
PodSpec.containers: 在 Pod 的整个生命中运行的容器。至少一个；以后不能增减。
PodSpec.dnsConfig: 在 dnsPolicy 之外再加的域名服务器和搜索域。
PodSpec.dnsPolicy: 先在集群中解析名称，还是与节点一样。
PodSpec.enableServiceLinks: 命名空间中的每个 Service 是否变成几个环境变量。
PodSpec.hostAliases: 加到 /etc/hosts 中的行。
PodSpec.hostIPC: 是否共用节点的共享内存和信号量。
PodSpec.hostNetwork: 是否使用节点自己的网络：它的地址和端口。
PodSpec.hostPID: 它的进程是否能看到节点的进程。
PodSpec.hostUsers: 容器中的 root 是否也是节点上的 root。
PodSpec.hostname: Pod 对自己的称呼；不写则用它的名称。
PodSpec.imagePullSecrets: 从需要认证的仓库拉取镜像时使用的 Secret。
PodSpec.initContainers: 须一个接一个成功结束，主容器才会启动。
PodSpec.nodeName: Pod 所在的节点，由调度器填写。
PodSpec.nodeSelector: 节点必须具有的标签。
PodSpec.os: 容器所需的操作系统；其他系统的节点会拒绝它。
PodSpec.overhead: 运行时本身占用的资源，由 RuntimeClass 填写。
PodSpec.preemptionPolicy: 是否可以把优先级较低的 Pod 从节点上挤走。
PodSpec.priority: 优先级的数值，由集群填写。
PodSpec.priorityClassName: 它有多重要：谁能挤走谁，谁先被驱逐。
PodSpec.readinessGates: 就绪之前还须为真的其他状况。
PodSpec.resources: 所有容器合起来需要多少、最多可用多少。
PodSpec.restartPolicy: 容器结束后是否重新启动。
PodSpec.runtimeClassName: 容器由哪个运行时运行。
PodSpec.schedulerName: 由哪个调度器选择节点。没有在运行的调度器会让它一直 Pending。
PodSpec.schedulingGates: 只要还有一个，就不会为它寻找节点。
PodSpec.securityContext: 进程以谁的身份运行，卷属于哪个组。
PodSpec.serviceAccountName: Pod 的进程使用哪个账号。
PodSpec.setHostnameAsFQDN: 是否用集群 DNS 中的完整名称称呼自己。
PodSpec.shareProcessNamespace: 容器之间是否能看到彼此的进程。此时 1 号进程属于沙箱。
PodSpec.subdomain: 以自己的名称被找到时所属的无头 Service。
PodSpec.terminationGracePeriodSeconds: 从被要求结束到被强制终止，进程有多少时间。
PodSpec.tolerations: 节点的哪些污点不会把它挡在外面。
PodSpec.topologySpreadConstraints: 同类 Pod 在节点或可用区之间分布得多均匀。
PodSpec.volumes: 它的容器可以挂载的目录。
Container.args: 传给命令的参数；不写则用镜像自己的。
Container.command: 代替镜像的入口程序运行什么。不经过 shell。
Container.env: 进程启动时的环境变量。
Container.envFrom: 每个键都变成变量的 ConfigMap 和 Secret。
Container.image: 由哪个镜像制成。
Container.imagePullPolicy: kubelet 何时向仓库索取镜像：标签为 latest 时每次都要，否则只在节点上没有时。
Container.lifecycle: 刚启动之后、被要求结束之前做什么。
Container.livenessProbe: 运行期间反复检查；失败够多次就终止并重新启动。
Container.name: 它在 Pod 中的名称。
Container.ports: 它监听的端口。只是说给别人听；没写在这里的端口也能访问。
Container.readinessProbe: 运行期间反复检查；失败期间不会有 Service 把请求发给它。
Container.resizePolicy: 更改资源时是否重启。
Container.resources: 至少需要多少，最多可用多少。
Container.restartPolicy: 只针对这个容器。在 init 容器上写 Always，它就成为边车。
Container.restartPolicyRules: 先按退出码决定怎么做，再看 restartPolicy。
Container.securityContext: 以谁的身份运行、允许做什么，优先于 Pod 的设置。
Container.startupProbe: 检查到第一次成功为止；在此之前其他探针都等着。
Container.stdin: 是否可以向它输入。
Container.stdinOnce: 第一个输入的人离开后，输入是否结束。
Container.terminationMessagePath: 结束时保留哪个文件的内容。
Container.terminationMessagePolicy: 那段内容取自文件，还是在失败而没有文件时取自日志。
Container.tty: 是否有终端。
Container.volumeDevices: 直接看到的块设备。
Container.volumeMounts: Pod 的卷在它的文件系统中的位置。
Container.workingDir: 命令在哪个目录启动；不写则由镜像决定。
ContainerPort.containerPort: 它监听的端口号，1 到 65535。
ContainerPort.hostIP: hostPort 在节点的哪个地址上打开。
ContainerPort.hostPort: 节点上通向它的端口。要求同一端口的两个 Pod 不会在同一节点上。
ContainerPort.name: 探针和 Service 可以用的名称：最多 15 个字符。
ContainerPort.protocol: TCP、UDP 或 SCTP。
EnvVar.name: 变量的名称。
EnvVar.value: 变量的内容。$(NAME) 代表上面的某个变量。
EnvVar.valueFrom: 内容取自哪里，只在启动时取一次。
EnvVarSource.configMapKeyRef: ConfigMap 的一个键。缺少它，容器不会启动。
EnvVarSource.fieldRef: Pod 自己的一个字段：名称、地址。
EnvVarSource.resourceFieldRef: 容器请求或最多可用的资源。
EnvVarSource.secretKeyRef: Secret 的一个键。缺少它，容器不会启动。
EnvVarSource.fileKeyRef: 卷中某个文件里的变量。
EnvFromSource.configMapRef: 每个键都变成变量的 ConfigMap。
EnvFromSource.secretRef: 每个键都变成变量的 Secret。
EnvFromSource.prefix: 加在每个键前面的内容。
ConfigMapKeySelector.optional: 缺少它时容器是否照样启动。
SecretKeySelector.optional: 缺少它时容器是否照样启动。
ConfigMapVolumeSource.items: 哪些键变成文件；不写则是全部。
ConfigMapVolumeSource.name: 哪个 ConfigMap。缺少它时 Pod 停在 ContainerCreating。
ConfigMapVolumeSource.optional: 缺少它时 Pod 是否照样启动。
SecretVolumeSource.secretName: 哪个 Secret。缺少它时 Pod 停在 ContainerCreating。
Probe.exec: 在容器中运行的命令。退出码 0 为成功。
Probe.failureThreshold: 连续失败多少次才算。
Probe.grpc: 某个端口上的 gRPC 健康检查服务。
Probe.httpGet: 一次请求。状态码 200 到 399 为成功。
Probe.initialDelaySeconds: 容器启动后多久第一次检查。
Probe.periodSeconds: 多久检查一次。
Probe.successThreshold: 连续成功多少次才算。
Probe.tcpSocket: 一次连接。能连上即为成功。
Probe.terminationGracePeriodSeconds: 因此探针而被终止的容器有多少时间，代替 Pod 的设置。
Probe.timeoutSeconds: 回答最多可以用多久。
ExecAction.command: 在容器中运行什么。不经过 shell。
HTTPGetAction.host: 不问 Pod 本身而问谁。很少需要：Host 请求头更合适。
HTTPGetAction.httpHeaders: 请求头。
HTTPGetAction.path: 请求的路径。
HTTPGetAction.port: 请求哪个端口：号码或名称。
HTTPGetAction.scheme: HTTP 或 HTTPS。不检查证书。
TCPSocketAction.port: 连接哪个端口：号码或名称。
GRPCAction.port: 端口号。
GRPCAction.service: 向健康检查服务询问哪个服务。
Lifecycle.postStart: 启动后立即与命令同时运行。完成之前容器不算运行中。
Lifecycle.preStop: 被要求结束之前运行。占用宽限期的时间。
Lifecycle.stopSignal: 用哪个信号要求它结束，代替镜像指定的。
LifecycleHandler.exec: 在容器中运行的命令。
LifecycleHandler.httpGet: 发给容器的请求。
LifecycleHandler.sleep: 什么也不做，等几秒：让别人有时间知道它要走了。
SleepAction.seconds: 多少秒。
ResourceRequirements.requests: 在节点上为它保留的资源。调度器以此为准。
ResourceRequirements.limits: 不得超过的资源。超过 CPU 会被放慢，超过内存会被终止。
VolumeMount.mountPath: 卷在容器中的位置。
VolumeMount.name: Pod 的哪个卷。
VolumeMount.readOnly: 在那里写入是否失败。
VolumeMount.subPath: 只取卷的这一部分。ConfigMap 之后的变化不会到达这里。
VolumeMount.mountPropagation: 以后的挂载是否互相可见。
Volume.name: 挂载时用的名称。
Volume.emptyDir: 一个空目录，与 Pod 在节点上的时间一样长。
Volume.configMap: ConfigMap 的键成为文件。
Volume.secret: Secret 的键成为文件。
Volume.persistentVolumeClaim: 比 Pod 活得更久的存储。
Volume.hostPath: 节点自己的目录或文件。
Volume.projected: 把以上几种放在一个目录里。
Volume.downwardAPI: Pod 的字段成为文件。
EmptyDirVolumeSource.medium: Memory 表示写入的内容算作写入者的内存。
EmptyDirVolumeSource.sizeLimit: 内容超过这个大小，Pod 会被驱逐。
HostPathVolumeSource.type: 那里必须有什么，或者会创建什么。
PodSecurityContext.fsGroup: 卷中文件所属的组。
PodSecurityContext.runAsUser: 进程以哪个用户编号运行。
PodSecurityContext.runAsNonRoot: 会以 root 运行的容器是否被拒绝。
PodSecurityContext.sysctls: 此 Pod 的内核参数。节点会拒绝未被允许的参数。
SecurityContext.allowPrivilegeEscalation: 进程是否可以获得比父进程更多的权限。
SecurityContext.capabilities: 多给或少给 root 的某些权限。
SecurityContext.privileged: 是否可以做节点的 root 能做的事。
SecurityContext.readOnlyRootFilesystem: 是否只能写入卷。
SecurityContext.runAsNonRoot: 会以 root 运行时是否被拒绝。
SecurityContext.runAsUser: 以哪个用户编号运行。
Toleration.effect: 污点的哪种效果；不写则是任何一种。
Toleration.key: 哪个污点；不写并用 Exists，则是任何一个。
Toleration.operator: 值也要相同（Equal），还是只要有这个污点（Exists）。
Toleration.tolerationSeconds: 容忍 NoExecute 污点多久。
TopologySpreadConstraint.maxSkew: 最多与最少之间可以相差几个 Pod。
TopologySpreadConstraint.topologyKey: 用节点的哪个标签区分位置。
TopologySpreadConstraint.whenUnsatisfiable: 等待，还是放到哪里都行。
Affinity.nodeAffinity: 按标签选择哪些节点。
Affinity.podAffinity: 靠近哪些 Pod。
Affinity.podAntiAffinity: 远离哪些 Pod。
PodAffinityTerm.topologyKey: 何谓靠近：节点的这个标签值相同。
`
