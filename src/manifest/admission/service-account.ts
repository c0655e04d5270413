import { randomSuffix } from '../object/random-suffix.ts'
import type { Container } from '../pod/container.ts'
import type { Pod } from '../pod/pod.ts'
import type { Cluster, Rejection } from './cluster.ts'

const TOKEN_MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
const TOKEN_VOLUME_PREFIX = 'kube-api-access-'
const TOKEN_EXPIRATION_SECONDS = 3607

/** Gives a Pod its account, with token and pull secrets. Every namespace has the account "default". */
// plugin/pkg/admission/serviceaccount: admission.go Admit (v1.36)
export function admitServiceAccount(pod: Pod, cluster: Cluster): Rejection | undefined {
  const { spec, metadata } = pod
  const namespace = metadata.namespace ?? ''
  const name = spec.serviceAccountName || spec.serviceAccount || 'default'
  const account = cluster.find('ServiceAccount', namespace, name)
  if (!account && name !== 'default') {
    const message = `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`
    return { message, path: 'spec.serviceAccountName' }
  }
  spec.serviceAccountName = name
  spec.serviceAccount = name
  // The Pod's word counts before its account's.
  if ((spec.automountServiceAccountToken ?? account?.automountServiceAccountToken) !== false) {
    mountServiceAccountToken(pod)
  }
  const secrets = account?.imagePullSecrets as { name: string }[] | undefined
  if (secrets?.length && !spec.imagePullSecrets?.length) spec.imagePullSecrets = secrets
  return undefined
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
