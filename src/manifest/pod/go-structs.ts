/**
 * The API server's own structs of a Pod's spec, which it prints where a change is refused: Go's names in Go's order.
 * `s` is a text, `i` a number, `b` a truth, `q` a quantity that is 0 where nothing is said; `-` is null then, whatever it
 * is; `l` is a selector, which keeps its JSON. A name behind the colon is a struct, with `?` one that may be null, with
 * `[]` a list of them. `<` puts a struct's fields among those around it.
 */
// apis/core: types.go (v1.36)
export const GO_STRUCTS: Readonly<Record<string, string>> = {
  PodSpec:
    'Volumes:[]Volume InitContainers:[]Container Containers:[]Container EphemeralContainers:[]EphemeralContainer RestartPolicy:s TerminationGracePeriodSeconds:- ActiveDeadlineSeconds:- DNSPolicy:s NodeSelector:- ServiceAccountName:s AutomountServiceAccountToken:- NodeName:s SecurityContext:?PodSecurityContext ImagePullSecrets:[]Name Hostname:s Subdomain:s SetHostnameAsFQDN:- Affinity:?Affinity SchedulerName:s Tolerations:[]Toleration HostAliases:[]HostAlias PriorityClassName:s Priority:- PreemptionPolicy:- DNSConfig:?PodDNSConfig ReadinessGates:[]PodReadinessGate RuntimeClassName:- Overhead:- EnableServiceLinks:- TopologySpreadConstraints:[]TopologySpreadConstraint OS:?Name SchedulingGates:[]Name ResourceClaims:[]PodResourceClaim Resources:?ResourceRequirements HostnameOverride:- SchedulingGroup:?PodSchedulingGroup',
  PodSecurityContext:
    'HostNetwork:b HostPID:b HostIPC:b ShareProcessNamespace:- HostUsers:- SELinuxOptions:?SELinuxOptions WindowsOptions:?WindowsOptions RunAsUser:- RunAsGroup:- RunAsNonRoot:- SupplementalGroups:- SupplementalGroupsPolicy:- FSGroup:- FSGroupChangePolicy:- Sysctls:[]NameValue SeccompProfile:?Profile AppArmorProfile:?Profile SELinuxChangePolicy:-',
  Name: 'Name:s',
  NameValue: 'Name:s Value:s',
  SELinuxOptions: 'User:s Role:s Type:s Level:s',
  WindowsOptions: 'GMSACredentialSpecName:- GMSACredentialSpec:- RunAsUserName:- HostProcess:-',
  Profile: 'Type:s LocalhostProfile:-',
  Container:
    'Name:s Image:s Command:- Args:- WorkingDir:s Ports:[]ContainerPort EnvFrom:[]EnvFromSource Env:[]EnvVar Resources:ResourceRequirements ResizePolicy:[]ContainerResizePolicy RestartPolicy:- RestartPolicyRules:[]ContainerRestartRule VolumeMounts:[]VolumeMount VolumeDevices:[]VolumeDevice LivenessProbe:?Probe ReadinessProbe:?Probe StartupProbe:?Probe Lifecycle:?Lifecycle TerminationMessagePath:s TerminationMessagePolicy:s ImagePullPolicy:s SecurityContext:?SecurityContext Stdin:b StdinOnce:b TTY:b',
  EphemeralContainer: '<:Container TargetContainerName:s',
  ContainerPort: 'Name:s HostPort:i ContainerPort:i Protocol:s HostIP:s',
  EnvFromSource: 'Prefix:s ConfigMapRef:?OptionalName SecretRef:?OptionalName',
  OptionalName: 'Name:s Optional:-',
  EnvVar: 'Name:s Value:s ValueFrom:?EnvVarSource',
  EnvVarSource:
    'FieldRef:?ObjectFieldSelector ResourceFieldRef:?ResourceFieldSelector ConfigMapKeyRef:?KeySelector SecretKeyRef:?KeySelector FileKeyRef:?FileKeySelector',
  ObjectFieldSelector: 'APIVersion:s FieldPath:s',
  ResourceFieldSelector: 'ContainerName:s Resource:s Divisor:q',
  KeySelector: 'Name:s Key:s Optional:-',
  FileKeySelector: 'VolumeName:s Path:s Key:s Optional:-',
  ResourceRequirements: 'Limits:- Requests:- Claims:[]ResourceClaim',
  ResourceClaim: 'Name:s Request:s',
  ContainerResizePolicy: 'ResourceName:s RestartPolicy:s',
  ContainerRestartRule: 'Action:s ExitCodes:?ExitCodes',
  ExitCodes: 'Operator:s Values:-',
  VolumeMount: 'Name:s ReadOnly:b RecursiveReadOnly:- MountPath:s SubPath:s MountPropagation:- SubPathExpr:s',
  VolumeDevice: 'Name:s DevicePath:s',
  Probe:
    'Exec:?ExecAction HTTPGet:?HTTPGetAction TCPSocket:?TCPSocketAction GRPC:?GRPCAction InitialDelaySeconds:i TimeoutSeconds:i PeriodSeconds:i SuccessThreshold:i FailureThreshold:i TerminationGracePeriodSeconds:-',
  ExecAction: 'Command:-',
  HTTPGetAction: 'Path:s Port:i Host:s Scheme:s HTTPHeaders:[]NameValue',
  TCPSocketAction: 'Port:i Host:s',
  GRPCAction: 'Port:i Service:-',
  Lifecycle: 'PostStart:?LifecycleHandler PreStop:?LifecycleHandler StopSignal:-',
  LifecycleHandler: 'Exec:?ExecAction HTTPGet:?HTTPGetAction TCPSocket:?TCPSocketAction Sleep:?SleepAction',
  SleepAction: 'Seconds:i',
  SecurityContext:
    'Capabilities:?Capabilities Privileged:- SELinuxOptions:?SELinuxOptions WindowsOptions:?WindowsOptions RunAsUser:- RunAsGroup:- RunAsNonRoot:- ReadOnlyRootFilesystem:- AllowPrivilegeEscalation:- ProcMount:- SeccompProfile:?Profile AppArmorProfile:?Profile',
  Capabilities: 'Add:- Drop:-',
  Volume:
    'Name:s HostPath:?HostPath EmptyDir:?EmptyDir GCEPersistentDisk:- AWSElasticBlockStore:- GitRepo:?GitRepo Secret:?SecretVolume NFS:?NFS ISCSI:- Glusterfs:- PersistentVolumeClaim:?Claim RBD:- Quobyte:- FlexVolume:- Cinder:- CephFS:- Flocker:- DownwardAPI:?DownwardAPI FC:- AzureFile:- ConfigMap:?ConfigMapVolume VsphereVolume:- AzureDisk:- PhotonPersistentDisk:- Projected:?Projected PortworxVolume:- ScaleIO:- StorageOS:- CSI:?CSI Ephemeral:- Image:?ImageVolume',
  HostPath: 'Path:s Type:-',
  EmptyDir: 'Medium:s SizeLimit:-',
  GitRepo: 'Repository:s Revision:s Directory:s',
  SecretVolume: 'SecretName:s Items:[]KeyToPath DefaultMode:- Optional:-',
  ConfigMapVolume: 'Name:s Items:[]KeyToPath DefaultMode:- Optional:-',
  KeyToPath: 'Key:s Path:s Mode:-',
  NFS: 'Server:s Path:s ReadOnly:b',
  Claim: 'ClaimName:s ReadOnly:b',
  DownwardAPI: 'Items:[]DownwardAPIFile DefaultMode:-',
  DownwardAPIFile: 'Path:s FieldRef:?ObjectFieldSelector ResourceFieldRef:?ResourceFieldSelector Mode:-',
  Projected: 'Sources:[]Projection DefaultMode:-',
  Projection:
    'Secret:?NameProjection DownwardAPI:?DownwardAPIProjection ConfigMap:?NameProjection ServiceAccountToken:?TokenProjection ClusterTrustBundle:- PodCertificate:-',
  NameProjection: 'Name:s Items:[]KeyToPath Optional:-',
  DownwardAPIProjection: 'Items:[]DownwardAPIFile',
  TokenProjection: 'Audience:s ExpirationSeconds:i Path:s',
  CSI: 'Driver:s ReadOnly:- FSType:- VolumeAttributes:- NodePublishSecretRef:?Name',
  ImageVolume: 'Reference:s PullPolicy:s',
  Affinity: 'NodeAffinity:?NodeAffinity PodAffinity:?PodAffinity PodAntiAffinity:?PodAffinity',
  NodeAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:?NodeSelector PreferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm',
  NodeSelector: 'NodeSelectorTerms:[]NodeSelectorTerm',
  NodeSelectorTerm: 'MatchExpressions:[]NodeSelectorRequirement MatchFields:[]NodeSelectorRequirement',
  NodeSelectorRequirement: 'Key:s Operator:s Values:-',
  PreferredSchedulingTerm: 'Weight:i Preference:NodeSelectorTerm',
  PodAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm PreferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm',
  PodAffinityTerm:
    'LabelSelector:l Namespaces:- TopologyKey:s NamespaceSelector:l MatchLabelKeys:- MismatchLabelKeys:-',
  WeightedPodAffinityTerm: 'Weight:i PodAffinityTerm:PodAffinityTerm',
  Toleration: 'Key:s Operator:s Value:s Effect:s TolerationSeconds:-',
  HostAlias: 'IP:s Hostnames:-',
  PodDNSConfig: 'Nameservers:- Searches:- Options:[]PodDNSConfigOption',
  PodDNSConfigOption: 'Name:s Value:-',
  PodReadinessGate: 'ConditionType:s',
  TopologySpreadConstraint:
    'MaxSkew:i TopologyKey:s WhenUnsatisfiable:s LabelSelector:l MinDomains:- NodeAffinityPolicy:- NodeTaintsPolicy:- MatchLabelKeys:-',
  PodResourceClaim: 'Name:s ResourceClaimName:- ResourceClaimTemplateName:-',
  PodSchedulingGroup: 'PodGroupName:-',
}
