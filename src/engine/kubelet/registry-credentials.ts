import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ApiServer } from '../apiserver/server.ts'
import { dataOf } from './container-environment.ts'
import { canonicalImage } from './image-name.ts'

/** What a Secret holds for one registry. */
export interface RegistryCredential {
  /** The Secret's name. */
  readonly secret: string
  /** Which Secret: another one of the same name is not it. */
  readonly key: string
  /** What it says to the registry. */
  readonly auth: string
}

/** What a Pod brings for the registry of an image, in the order of its imagePullSecrets. */
// kubelet: kubelet_pods.go getPullSecretsForPod; credentialprovider/keyring.go Lookup (v1.36)
export function credentialsFor(api: ApiServer, pod: Pod, image: string): RegistryCredential[] {
  const { namespace = DEFAULT_NAMESPACE } = pod.metadata
  return (pod.spec.imagePullSecrets ?? []).flatMap(({ name = '' }) => {
    const secret = name === '' ? undefined : api.get('Secret', namespace, name)
    if (!secret) return []
    const key = `${namespace}/${name}/${secret.metadata.uid ?? ''}`
    return authsOf(String(secret.type ?? ''), dataOf(secret))
      .filter(([registry]) => opens(registry, canonicalImage(image)))
      .map(([, auth]) => ({ secret: name, key, auth }))
  })
}

// kubelet: credentialprovider/secrets/secrets.go MakeDockerKeyring (v1.36)
function authsOf(type: string, data: Readonly<Record<string, string>>): [string, string][] {
  if (type === 'kubernetes.io/dockerconfigjson') return entriesOf(objectOf(data['.dockerconfigjson'])?.auths)
  if (type === 'kubernetes.io/dockercfg') return entriesOf(objectOf(data['.dockercfg']))
  return []
}

function objectOf(json: string | undefined): { readonly auths?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(json ?? '')
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function entriesOf(auths: unknown): [string, string][] {
  if (typeof auths !== 'object' || auths === null) return []
  return Object.entries(auths).map(([registry, auth]) => [registry, JSON.stringify(auth)])
}

/** Whether what is said for a registry holds for an image: hosts by their parts, which may have stars, then paths. */
// kubelet: credentialprovider/keyring.go URLsMatch, parseSchemelessURL (v1.36)
function opens(registry: string, image: string): boolean {
  const [host = '', ...path] = registry
    .replace(/^https?:\/\//, '')
    .replace(/^(?:index\.docker\.io|registry-1\.docker\.io)/, 'docker.io')
    .replace(/\/v[12]\/?$/, '')
    .split('/')
  const [imageHost = '', ...imagePath] = image.split('/')
  const wanted = host.split('.')
  const given = imageHost.split('.')
  if (wanted.length !== given.length) return false
  if (!wanted.every((part, index) => matchesGlob(part, given[index] as string))) return false
  return imagePath.join('/').startsWith(path.filter((part) => part !== '').join('/'))
}

/** One star stands for anything within a part of a host's name. */
function matchesGlob(pattern: string, text: string): boolean {
  const [before = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return pattern === text
  if (!text.startsWith(before)) return false
  let at = before.length
  const last = rest.pop() as string
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
