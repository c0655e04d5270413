import { ownValue } from '../../lib/own.ts'
import { ENV_FIELD_PATHS } from '../../manifest/pod/field-ref.ts'
import { CAPABILITIES } from '../../manifest/pod/security-context.ts'
import type { FieldType } from '../../manifest/schema/shape.ts'
import { shortName } from './fields.ts'

/** Fields that take one of these words, though the schema calls them strings. */
const WORDS: Readonly<Record<string, string>> = {
  'Container.restartPolicy': 'Always Never OnFailure',
  'PodOS.name': 'linux windows',
  'ContainerResizePolicy.resourceName': 'cpu memory',
  'ContainerResizePolicy.restartPolicy': 'NotRequired RestartContainer',
  'ContainerRestartRule.action': 'Restart RestartAllContainers',
  'ContainerRestartRuleOnExitCodes.operator': 'In NotIn',
  'EmptyDirVolumeSource.medium': 'Memory',
  'HostPathVolumeSource.type': 'Directory DirectoryOrCreate File FileOrCreate Socket CharDevice BlockDevice',
  'LabelSelectorRequirement.operator': 'In NotIn Exists DoesNotExist',
  'LimitRangeItem.type': 'Container Pod PersistentVolumeClaim',
  'StatefulSetSpec.podManagementPolicy': 'OrderedReady Parallel',
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': 'Retain Delete',
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': 'Retain Delete',
  'CronJobSpec.concurrencyPolicy': 'Allow Forbid Replace',
  'JobSpec.completionMode': 'NonIndexed Indexed',
  'JobSpec.podReplacementPolicy': 'TerminatingOrFailed Failed',
  'PodFailurePolicyOnPodConditionsPattern.type': 'DisruptionTarget',
  'PodFailurePolicyOnPodConditionsPattern.status': 'True False Unknown',
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': 'IfHealthyBudget AlwaysAllow',
  'MetricSpec.type': 'Resource ContainerResource Pods Object External',
  'MetricTarget.type': 'Utilization AverageValue Value',
  'HPAScalingRules.selectPolicy': 'Max Min Disabled',
  'HPAScalingPolicy.type': 'Pods Percent',
  'HTTPIngressPath.pathType': 'Prefix Exact ImplementationSpecific',
  'NetworkPolicySpec.policyTypes': 'Ingress Egress',
  'NetworkPolicyPort.protocol': 'TCP UDP SCTP',
  'RoleRef.kind': 'Role ClusterRole',
  'Subject.kind': 'ServiceAccount User Group',
  'PolicyRule.verbs': 'get list watch create update patch delete deletecollection *',
  'Secret.type':
    'Opaque kubernetes.io/dockerconfigjson kubernetes.io/tls kubernetes.io/basic-auth kubernetes.io/ssh-auth kubernetes.io/service-account-token',
  'VolumeMount.recursiveReadOnly': 'Disabled IfPossible Enabled',
  'ServiceSpec.trafficDistribution': 'PreferSameZone PreferSameNode',
  'ScenarioStep.signal': 'SIGTERM SIGKILL SIGINT SIGHUP SIGQUIT SIGUSR1 SIGUSR2 SIGSEGV SIGABRT',
}

/** What often stands in fields that take much else, too. */
const USUAL: Readonly<Record<string, string>> = {
  'ObjectFieldSelector.fieldPath': ENV_FIELD_PATHS.join(' '),
  'ResourceFieldSelector.resource':
    'limits.cpu limits.memory limits.ephemeral-storage requests.cpu requests.memory requests.ephemeral-storage',
  'Capabilities.add': CAPABILITIES.join(' '),
  'Capabilities.drop': `ALL ${CAPABILITIES.join(' ')}`,
  'TopologySpreadConstraint.topologyKey':
    'kubernetes.io/hostname topology.kubernetes.io/zone topology.kubernetes.io/region',
  'PodAffinityTerm.topologyKey': 'kubernetes.io/hostname topology.kubernetes.io/zone topology.kubernetes.io/region',
  'PodSpec.schedulerName': 'default-scheduler',
  'HTTPGetAction.path': '/ /healthz /readyz /livez',
  'ServicePort.appProtocol': 'http https kubernetes.io/h2c kubernetes.io/ws',
  'StorageClass.provisioner': 'kubernetes.io/no-provisioner rancher.io/local-path',
  'IngressSpec.ingressClassName': 'nginx',
  'ScenarioSpec.until': '1m 5m 15m 1h',
  'ScenarioStep.at': '10s 30s 1m 5m',
  'ScenarioNode.cpu': '"2" "4" "8"',
  'ScenarioNode.memory': '4Gi 8Gi 16Gi',
}

/** Values of a map, by the map's field and the key. */
const USUAL_IN: Readonly<Record<string, string>> = {
  cpu: '100m 250m 500m "1" "2"',
  memory: '64Mi 128Mi 256Mi 512Mi 1Gi',
  'ephemeral-storage': '100Mi 1Gi',
  storage: '1Gi 10Gi',
  pods: '"10"',
}

/** The keys that are known of a map, whose users choose keys. */
const KEYS: Readonly<Record<string, string>> = {
  'ResourceRequirements.limits': 'cpu memory ephemeral-storage',
  'ResourceRequirements.requests': 'cpu memory ephemeral-storage',
  'VolumeResourceRequirements.requests': 'storage',
  'VolumeResourceRequirements.limits': 'storage',
  'PersistentVolumeSpec.capacity': 'storage',
  'PodSpec.overhead': 'cpu memory',
  'LimitRangeItem.default': 'cpu memory',
  'LimitRangeItem.defaultRequest': 'cpu memory',
  'LimitRangeItem.max': 'cpu memory',
  'LimitRangeItem.min': 'cpu memory',
  'ResourceQuotaSpec.hard':
    'pods requests.cpu requests.memory limits.cpu limits.memory services configmaps secrets persistentvolumeclaims',
  'ScenarioKubelet.evictionHard': 'memory.available nodefs.available imagefs.available pid.available',
  'ScenarioKubelet.evictionSoft': 'memory.available nodefs.available imagefs.available pid.available',
  'ScenarioKubelet.evictionSoftGracePeriod': 'memory.available nodefs.available imagefs.available pid.available',
  'ScenarioKubelet.evictionMinimumReclaim': 'memory.available nodefs.available imagefs.available pid.available',
  'ScenarioKubelet.kubeReserved': 'cpu memory',
  'ScenarioKubelet.systemReserved': 'cpu memory',
}

const NODE_DOINGS =
  'stopKubelet startKubelet crash boot memoryPressure diskPressure pidPressure relieve writeStaticPod removeStaticPod'

/** The words that a field takes; `only`: no others. */
export interface Choices {
  readonly values: readonly string[]
  readonly only: boolean
}

/** `key`: of a value in a map, its key; `holder`: the fields that stand beside. */
export function choicesOf(
  { type, definition, field }: { readonly type: FieldType; readonly definition: string; readonly field: string },
  key: string | undefined,
  holder: Readonly<Record<string, unknown>>,
): Choices {
  if (type.kind === 'boolean') return { values: ['true', 'false'], only: true }
  if (type.kind === 'string' && type.values) return { values: type.values.filter((value) => value !== ''), only: true }
  const name = `${shortName(definition)}.${field}`
  if (name === 'ScenarioStep.do') return { values: doings(holder), only: true }
  const words = wordsIn(WORDS, name)
  if (words.length > 0) return { values: words, only: true }
  if (key !== undefined && type.kind === 'quantity') return { values: wordsIn(USUAL_IN, key), only: false }
  return { values: wordsIn(USUAL, name), only: false }
}

export function keysOf(definition: string, field: string): readonly string[] {
  return wordsIn(KEYS, `${shortName(definition)}.${field}`)
}

function wordsIn(table: Readonly<Record<string, string>>, name: string): readonly string[] {
  return ownValue(table, name)?.split(' ').filter(Boolean) ?? []
}

function doings(step: Readonly<Record<string, unknown>>): readonly string[] {
  if ('node' in step) return NODE_DOINGS.split(' ')
  if ('pod' in step) return ['kill', 'killSandbox', 'evict']
  return 'image' in step ? ['publish'] : []
}
