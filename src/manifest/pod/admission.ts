import type { KubeObject } from '../object/meta.ts'
import { randomSuffix } from '../object/random-suffix.ts'
import type { Container } from './container.ts'
import type { Pod, PodSpec, Toleration } from './pod.ts'

const TOKEN_MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
const TOKEN_VOLUME_PREFIX = 'kube-api-access-'
const TOKEN_EXPIRATION_SECONDS = 3607
const DEFAULT_TOLERATION_SECONDS = 300

/** What is there already when an object arrives. */
export interface Cluster {
  find(kind: string, namespace: string, name: string): KubeObject | undefined
  list(kind: string, namespace: string): readonly KubeObject[]
}

/** What a Pod refers to must be there when it comes: undefined if so. */
// plugin/pkg/admission: serviceaccount, priority, runtimeclass (v1.36), in their order
export function referenceError(pod: Pod, cluster: Cluster): { message: string; path: string } | undefined {
  const { spec, metadata } = pod
  const namespace = metadata.namespace ?? ''
  const account = spec.serviceAccountName || spec.serviceAccount || 'default'
  if (account !== 'default' && !cluster.find('ServiceAccount', namespace, account)) {
    const message = `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`
    return { message, path: 'spec.serviceAccountName' }
  }
  const priorityClass = priorityClassOf(spec, cluster)
  if (!priorityClass) {
    return { message: `no PriorityClass with name ${spec.priorityClassName} was found`, path: 'spec.priorityClassName' }
  }
  const computed = priorityClass.value
  if (spec.priority !== undefined && spec.priority !== computed) {
    const message = `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${computed} from the given PriorityClass name`
    return { message, path: 'spec.priority' }
  }
  const policy = spec.preemptionPolicy
  if (policy !== undefined && policy !== priorityClass.preemptionPolicy) {
    const message = `the string value of PreemptionPolicy (${policy}) must not be provided in pod spec; priority admission controller computed ${priorityClass.preemptionPolicy} from the given PriorityClass name`
    return { message, path: 'spec.preemptionPolicy' }
  }
  const runtimeClass = spec.runtimeClassName
  if (runtimeClass && !cluster.find('RuntimeClass', '', runtimeClass)) {
    return { message: `pod rejected: RuntimeClass "${runtimeClass}" not found`, path: 'spec.runtimeClassName' }
  }
  return undefined
}

const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
}

interface PriorityClass {
  readonly name?: string
  readonly value: number
  readonly preemptionPolicy: string
}

/** The class that a Pod names, or the one that counts for those that name none; undefined: there is none of that name. */
// plugin/pkg/admission/priority: admission.go admitPod, getDefaultPriority (v1.36)
function priorityClassOf({ priorityClassName: name }: PodSpec, cluster: Cluster): PriorityClass | undefined {
  if (!name) return defaultClass(cluster)
  if (Object.hasOwn(SYSTEM_PRIORITIES, name)) {
    return { name, value: SYSTEM_PRIORITIES[name] ?? 0, preemptionPolicy: PREEMPT }
  }
  const found = cluster.find('PriorityClass', '', name)
  return found && classOf(found)
}

/** Of several defaults the least counts. */
function defaultClass(cluster: Cluster): PriorityClass {
  const defaults = cluster.list('PriorityClass', '').filter(({ globalDefault }) => globalDefault === true)
  const [least] = defaults.map(classOf).sort((a, b) => a.value - b.value)
  return least ?? { value: 0, preemptionPolicy: PREEMPT }
}

function classOf({ metadata, value, preemptionPolicy }: KubeObject): PriorityClass {
  return {
    name: metadata.name,
    value: (value as number | undefined) ?? 0,
    preemptionPolicy: (preemptionPolicy as string | undefined) ?? PREEMPT,
  }
}

const PREEMPT = 'PreemptLowerPriority'

/** What the API server's mutating plugins add to a Pod, in their order. Changes the object it is given. */
// kubeapiserver: pkg/kubeapiserver/options/plugins.go AllOrderedPlugins (v1.36)
export function admitPod(pod: Pod, cluster: Cluster): void {
  const { spec, metadata } = pod
  spec.serviceAccountName ||= spec.serviceAccount || 'default'
  spec.serviceAccount = spec.serviceAccountName
  const account = cluster.find('ServiceAccount', metadata.namespace ?? '', spec.serviceAccountName)
  // The Pod's word counts before its account's.
  const automount = spec.automountServiceAccountToken ?? account?.automountServiceAccountToken
  if (automount !== false) mountServiceAccountToken(pod)
  const secrets = account?.imagePullSecrets as { name: string }[] | undefined
  if (secrets?.length && !spec.imagePullSecrets?.length) spec.imagePullSecrets = secrets
  const priorityClass = priorityClassOf(spec, cluster)
  if (priorityClass?.name !== undefined) spec.priorityClassName ??= priorityClass.name
  spec.priority ??= priorityClass?.value ?? 0
  spec.preemptionPolicy ??= priorityClass?.preemptionPolicy ?? PREEMPT
  addDefaultTolerations(spec)
}

/** Upstream's three sources; the suffix comes from the name alone, so the same text gives the same Pod. */
// plugin/pkg/admission/serviceaccount: admission.go mountServiceAccountToken, TokenVolumeSource (v1.36)
function mountServiceAccountToken({ metadata, spec }: Pod): void {
  const unmounted = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].filter(lacksToken)
  if (unmounted.length === 0) return
  // A Pod copied from a running one brings its volume along.
  const copied = spec.volumes?.find((volume) => volume.name?.startsWith(TOKEN_VOLUME_PREFIX))
  const name =
    copied?.name ?? `${TOKEN_VOLUME_PREFIX}${randomSuffix(`${metadata.namespace ?? ''}/${metadata.name ?? ''}`)}`
  for (const container of unmounted) {
    container.volumeMounts = [...(container.volumeMounts ?? []), { name, readOnly: true, mountPath: TOKEN_MOUNT_PATH }]
  }
  if (copied) return
  spec.volumes = [
    ...(spec.volumes ?? []),
    {
      name,
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: TOKEN_EXPIRATION_SECONDS, path: 'token' } },
          { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          {
            downwardAPI: {
              items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
            },
          },
        ],
        defaultMode: 0o644,
      },
    },
  ]
}

function lacksToken(container: Container): boolean {
  return !container.volumeMounts?.some(({ mountPath }) => mountPath === TOKEN_MOUNT_PATH)
}

/** How long a Pod stays on a node that is gone, unless it says so itself. */
// plugin/pkg/admission/defaulttolerationseconds: admission.go Admit (v1.36)
export function addDefaultTolerations(spec: PodSpec): void {
  const given = spec.tolerations ?? []
  const added = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter((key) => !given.some((toleration) => covers(toleration, key)))
    .map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: DEFAULT_TOLERATION_SECONDS,
    }))
  if (added.length > 0) spec.tolerations = [...given, ...added]
}

function covers({ key, effect }: Toleration, taintKey: string): boolean {
  return (!key || key === taintKey) && (!effect || effect === 'NoExecute')
}
