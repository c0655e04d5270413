import { hash32 } from '../../lib/random.ts'
import type { Container } from './container.ts'
import type { Pod, PodSpec, Toleration } from './pod.ts'

const TOKEN_MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
const TOKEN_VOLUME_PREFIX = 'kube-api-access-'
const TOKEN_EXPIRATION_SECONDS = 3607
const DEFAULT_TOLERATION_SECONDS = 300
/** Neither vowels nor what looks like one: no words by chance. */
const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/** What the API server's mutating plugins add to a Pod, in their order. Changes the object it is given. */
// kubeapiserver: pkg/kubeapiserver/options/plugins.go AllOrderedPlugins (v1.36)
export function admitPod(pod: Pod): void {
  const { spec } = pod
  // What refers to a service account is checked where the other objects are known.
  spec.serviceAccountName ||= spec.serviceAccount || 'default'
  spec.serviceAccount = spec.serviceAccountName
  if (spec.automountServiceAccountToken !== false) mountServiceAccountToken(pod)
  spec.priority ??= 0
  spec.preemptionPolicy ??= 'PreemptLowerPriority'
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

/** Five letters as the API server draws them for generated names, but drawn from what they are for. */
export function randomSuffix(seed: string): string {
  let suffix = ''
  for (let position = 0; position < 5; position++) {
    suffix += SAFE_LETTERS[hash32(`${seed}#${position}`) % SAFE_LETTERS.length]
  }
  return suffix
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
