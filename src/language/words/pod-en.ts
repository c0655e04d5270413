/** What fields of a Pod are for, one a line: `Definition.field`, then the sentence. */
export const POD_DESCRIPTIONS_EN = `
ObjectMeta.name: What the object is called. Unique among its kind in the namespace, and never changed.
ObjectMeta.namespace: The part of the cluster that it belongs to.
ObjectMeta.labels: Words by which Services, workloads and people pick it out.
ObjectMeta.annotations: Notes for people and programs. Nothing is picked out by them.
ObjectMeta.generateName: What the name begins with; the API server adds five letters.
ObjectMeta.finalizers: Who has to agree before a deleted object goes away.
ObjectMeta.ownerReferences: Whose it is: when those are gone, it goes, too.
PodSpec.affinity: Which nodes, and which other Pods, it wants to be near or far from.
PodSpec.automountServiceAccountToken: Whether containers find a token for the API server in their file system.
PodSpec.dnsConfig: Name servers and search domains, beside those that dnsPolicy gives.
PodSpec.dnsPolicy: Whether names are looked up in the cluster first, or as the node does.
PodSpec.enableServiceLinks: Whether each Service of the namespace becomes some environment variables.
PodSpec.hostAliases: Lines that are added to /etc/hosts.
PodSpec.hostIPC: Whether it shares the node's shared memory and semaphores.
PodSpec.hostNetwork: Whether it uses the node's own network: its address, and its ports.
PodSpec.hostPID: Whether its processes see those of the node.
PodSpec.hostUsers: Whether root in the container is root on the node.
PodSpec.hostname: What the Pod calls itself; without it, its name.
PodSpec.imagePullSecrets: Secrets with which its images are pulled from a registry that asks who is there.
PodSpec.os: Which system its containers are for; a node of another one refuses it.
PodSpec.overhead: What the runtime itself takes. A RuntimeClass fills it in.
PodSpec.preemptionPolicy: Whether it may push Pods of lower priority from a node.
PodSpec.priority: The number of its priority class. The cluster fills it in.
PodSpec.priorityClassName: How important it is: who may push whom away, and who is evicted first.
PodSpec.readinessGates: Conditions of others that have to be true, too, before it is ready.
PodSpec.resources: What all of its containers together need, and may use.
PodSpec.runtimeClassName: With which runtime its containers are run.
PodSpec.schedulerName: Which scheduler chooses a node. One that does not run leaves it Pending.
PodSpec.schedulingGates: As long as one is left, no node is looked for.
PodSpec.securityContext: As whom its processes run, and what groups its volumes have.
PodSpec.setHostnameAsFQDN: Whether it calls itself by its full name in the cluster's DNS.
PodSpec.shareProcessNamespace: Whether its containers see each other's processes. Process 1 is then the sandbox's.
PodSpec.subdomain: The headless Service under whose name it is found by its own.
PodSpec.topologySpreadConstraints: How evenly Pods like it are spread over nodes or zones.
Container.resizePolicy: Whether a change of its resources restarts it.
Container.restartPolicy: For this container alone. On an init container, Always makes it a sidecar.
Container.restartPolicyRules: What is done by exit code, before restartPolicy is asked.
Container.securityContext: As whom it runs and what it is allowed, before what the Pod says.
Container.stdin: Whether somebody may type to it.
Container.stdinOnce: Whether its input ends when the first who types leaves.
Container.terminationMessagePath: The file of which the text is kept when it ends.
Container.terminationMessagePolicy: Where that text is taken from: the file, or, after a failure without one, its log.
Container.tty: Whether it has a terminal.
Container.volumeDevices: Block devices that it sees as they are.
Container.workingDir: Where its command starts; without it, where the image says.
ContainerPort.containerPort: The number that it listens on, from 1 to 65535.
ContainerPort.hostIP: On which address of the node hostPort is open.
ContainerPort.hostPort: A port of the node that leads to it. Two Pods that ask for the same one are never on one node.
ContainerPort.name: By which probes and Services may call it: at most 15 letters.
ContainerPort.protocol: TCP, UDP or SCTP.
EnvVar.name: What the variable is called.
EnvVar.value: Its text. $(NAME) stands for a variable above it.
EnvVar.valueFrom: Where its text is taken from, once, at the start.
EnvVarSource.configMapKeyRef: A key of a ConfigMap. If it is missing the container does not start.
EnvVarSource.fieldRef: A field of the Pod itself: its name, its address.
EnvVarSource.resourceFieldRef: What a container asks for, or may use.
EnvVarSource.secretKeyRef: A key of a Secret. If it is missing the container does not start.
EnvVarSource.fileKeyRef: A variable in a file of a volume.
EnvFromSource.configMapRef: The ConfigMap of which each key becomes a variable.
EnvFromSource.secretRef: The Secret of which each key becomes a variable.
EnvFromSource.prefix: What is put before each key.
ConfigMapKeySelector.optional: Whether the container starts although it is missing.
SecretKeySelector.optional: Whether the container starts although it is missing.
ConfigMapVolumeSource.items: Which keys become files; without it, all of them.
ConfigMapVolumeSource.name: Which ConfigMap. While it is missing the Pod stays in ContainerCreating.
ConfigMapVolumeSource.optional: Whether the Pod starts although it is missing.
SecretVolumeSource.secretName: Which Secret. While it is missing the Pod stays in ContainerCreating.
Probe.exec: A command in the container. Exit code 0 is a success.
Probe.grpc: The health service of gRPC on a port.
Probe.httpGet: A request. A status from 200 to 399 is a success.
Probe.tcpSocket: A connection. That it is taken is a success.
Probe.terminationGracePeriodSeconds: How long a container has that is killed for this probe, instead of the Pod's time.
ExecAction.command: What is run in the container. No shell is involved.
HTTPGetAction.host: Whom to ask instead of the Pod itself. Rarely wanted: a Host header says more.
HTTPGetAction.httpHeaders: Headers of the request.
HTTPGetAction.path: What is asked for.
HTTPGetAction.port: The number or the name of the port that is asked.
HTTPGetAction.scheme: HTTP or HTTPS. No certificate is checked.
TCPSocketAction.port: The number or the name of the port that is connected to.
GRPCAction.port: The number of the port.
GRPCAction.service: Which service is asked for by the health service.
Lifecycle.postStart: Runs beside its command, right after the start. Until it is done the container is not running.
Lifecycle.preStop: Runs before it is asked to end. It takes its time from the grace period.
Lifecycle.stopSignal: Which signal asks it to end, instead of the one that the image names.
LifecycleHandler.exec: A command in the container.
LifecycleHandler.httpGet: A request to the container.
LifecycleHandler.sleep: Nothing, for some seconds: time for others to hear that it is going.
SleepAction.seconds: How long.
ResourceRequirements.requests: What is kept free for it on its node. The scheduler goes by this.
ResourceRequirements.limits: What it may not go beyond. Of CPU it is slowed down, for memory it is killed.
VolumeMount.mountPath: Where in the container the volume stands.
VolumeMount.name: Which of the Pod's volumes.
VolumeMount.readOnly: Whether writing there fails.
VolumeMount.subPath: Only this part of the volume. What changes in a ConfigMap does not arrive there.
VolumeMount.mountPropagation: Whether mounts made later are seen across.
Volume.name: What mounts call it.
Volume.emptyDir: An empty directory for as long as the Pod is on its node.
Volume.configMap: The keys of a ConfigMap as files.
Volume.secret: The keys of a Secret as files.
Volume.persistentVolumeClaim: Storage that outlives the Pod.
Volume.hostPath: A directory or file of the node itself.
Volume.projected: Several of these in one directory.
Volume.downwardAPI: Fields of the Pod as files.
EmptyDirVolumeSource.medium: Memory makes it count as memory of whoever writes there.
EmptyDirVolumeSource.sizeLimit: With more in it than this the Pod is evicted.
HostPathVolumeSource.type: What has to be there, or is made.
PodSecurityContext.fsGroup: The group that files in its volumes belong to.
PodSecurityContext.runAsUser: The number of the user that its processes run as.
PodSecurityContext.runAsNonRoot: Whether a container that would run as root is refused.
PodSecurityContext.sysctls: Settings of the kernel, for this Pod. A node refuses those that it was not told to allow.
SecurityContext.allowPrivilegeEscalation: Whether a process may come to more rights than its parent.
SecurityContext.capabilities: Single rights of root that it has more, or less.
SecurityContext.privileged: Whether it may do what root of the node may.
SecurityContext.readOnlyRootFilesystem: Whether it can write into volumes only.
SecurityContext.runAsNonRoot: Whether it is refused where it would run as root.
SecurityContext.runAsUser: The number of the user that it runs as.
Toleration.effect: Which effect of the taint; without it, any.
Toleration.key: Of which taint; without it, and with Exists, any.
Toleration.operator: Whether the value counts (Equal), or only that the taint is there (Exists).
Toleration.tolerationSeconds: For how long a NoExecute taint is put up with.
TopologySpreadConstraint.maxSkew: By how many Pods the fullest and the emptiest may differ.
TopologySpreadConstraint.topologyKey: The label of nodes that tells the places apart.
TopologySpreadConstraint.whenUnsatisfiable: Whether it waits, or goes anywhere.
Affinity.nodeAffinity: Which nodes, by their labels.
Affinity.podAffinity: Near which Pods.
Affinity.podAntiAffinity: Far from which Pods.
PodAffinityTerm.topologyKey: What near means: the same value of this label of nodes.
`
