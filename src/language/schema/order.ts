import { ownValue } from '../../lib/own.ts'
import { fieldsOf, shortName } from './fields.ts'

/** What people write first stands first; the rest follows by its letters. */
const FIRST: Readonly<Record<string, string>> = {
  ObjectMeta: 'name namespace labels annotations generateName',
  Pod: 'apiVersion kind metadata spec',
  PodSpec:
    'containers initContainers volumes restartPolicy terminationGracePeriodSeconds nodeSelector affinity tolerations serviceAccountName securityContext imagePullSecrets priorityClassName topologySpreadConstraints activeDeadlineSeconds',
  Container:
    'name image command args ports env envFrom resources livenessProbe readinessProbe startupProbe lifecycle volumeMounts imagePullPolicy securityContext workingDir restartPolicy',
  Probe:
    'httpGet exec tcpSocket grpc initialDelaySeconds periodSeconds timeoutSeconds failureThreshold successThreshold terminationGracePeriodSeconds',
  HTTPGetAction: 'path port scheme httpHeaders host',
  ContainerPort: 'containerPort name protocol hostPort hostIP',
  EnvVar: 'name value valueFrom',
  VolumeMount: 'name mountPath readOnly subPath',
  Volume: 'name emptyDir configMap secret persistentVolumeClaim hostPath projected downwardAPI',
  ResourceRequirements: 'requests limits',
  SecurityContext: 'runAsUser runAsNonRoot readOnlyRootFilesystem allowPrivilegeEscalation capabilities privileged',
  DeploymentSpec: 'selector template replicas strategy minReadySeconds progressDeadlineSeconds',
  StatefulSetSpec: 'serviceName selector template replicas volumeClaimTemplates',
  JobSpec: 'template backoffLimit completions parallelism activeDeadlineSeconds ttlSecondsAfterFinished',
  CronJobSpec: 'schedule jobTemplate concurrencyPolicy',
  ServiceSpec: 'selector ports type clusterIP',
  ServicePort: 'port targetPort name protocol nodePort',
  LabelSelector: 'matchLabels matchExpressions',
  PersistentVolumeClaimSpec: 'accessModes resources storageClassName volumeName',
  ScenarioSpec: 'steps nodes images until seed assumptions workstation imagesPresent',
  ScenarioStep: 'at run pod node image apply do',
  ScenarioNode: 'name cpu memory labels taints kubelet',
  ScenarioImage: 'name ports startTime memory answers ends onTerm command pull size',
}

/** Filled in by the cluster, or of old: nobody is to write them. */
const NOT_OFFERED: Readonly<Record<string, string>> = {
  ObjectMeta:
    'creationTimestamp deletionGracePeriodSeconds deletionTimestamp generation managedFields resourceVersion selfLink uid',
  PodSpec: 'serviceAccount ephemeralContainers',
  NodeSpec: 'configSource externalID',
  Volume: 'gitRepo glusterfs cephfs flocker photonPersistentDisk quobyte scaleIO storageos rbd',
}

/** Which fields are offered, in the order in which they are. */
export function offeredFields(definition: string): readonly string[] {
  const own = shortName(definition)
  const first = ownValue(FIRST, own)?.split(' ') ?? []
  const never = new Set(['status', ...(ownValue(NOT_OFFERED, own)?.split(' ') ?? [])])
  const fields = fieldsOf(definition) ?? new Map()
  const rank = (name: string): number => {
    const index = first.indexOf(name)
    return index < 0 ? first.length : index
  }
  return [...fields.values()]
    .filter(({ name }) => !never.has(name))
    .sort(
      (a, b) => Number(b.required) - Number(a.required) || rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1),
    )
    .map(({ name }) => name)
}
