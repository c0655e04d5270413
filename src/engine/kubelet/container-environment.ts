import { OverlayMap } from '../../lib/overlay-map.ts'
import { ownValue, setOwn } from '../../lib/own.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { EnvVar } from '../../manifest/pod/env.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ResourceList } from '../../manifest/pod/resources.ts'
import type { ApiServer } from '../apiserver/server.ts'
import { downwardField, downwardResource } from './downward-api.ts'
import { expand } from './expand-variables.ts'
import { serviceEnvironment } from './service-environment.ts'

export type Environment =
  | { readonly kind: 'ok'; readonly env: ReadonlyMap<string, string> }
  | { readonly kind: 'error'; readonly message: string }

/**
 * The environment a container starts with: from ConfigMaps and Secrets, then its own list, each able to use those before
 * and what is known of Services.
 */
// kubelet: kubelet_pods.go makeEnvironmentVariables (v1.36)
export function makeEnvironmentVariables(
  pod: Pod,
  container: Container,
  api: ApiServer,
  podIP: string,
  hostIP: string,
  services: readonly KubeObject[] = [],
  allocatable: ResourceList = {},
): Environment {
  const namespace = pod.metadata.namespace ?? DEFAULT_NAMESPACE
  const env = new Map<string, string>()
  const ofServices = serviceEnvironment(services, namespace, pod.spec.enableServiceLinks ?? true)
  const lookup = (name: string): string | undefined => env.get(name) ?? ofServices.get(name)
  for (const source of container.envFrom ?? []) {
    const ref = source.configMapRef ?? source.secretRef
    if (!ref) continue
    const kind = source.configMapRef ? 'ConfigMap' : 'Secret'
    const object = api.get(kind, namespace, ref.name)
    if (!object) {
      if (ref.optional) continue
      return { kind: 'error', message: notFound(kind, ref.name) }
    }
    for (const [key, value] of Object.entries(dataOf(object))) env.set(`${source.prefix ?? ''}${key}`, value)
  }
  for (const variable of container.env ?? []) {
    const value = variableValue(variable, pod, container, api, lookup, podIP, hostIP, allocatable)
    if (typeof value === 'object') return { kind: 'error', message: value.error }
    if (value !== undefined) env.set(variable.name, value)
  }
  return { kind: 'ok', env: env.size === 0 ? ofServices : new OverlayMap(env, ofServices) }
}

function variableValue(
  variable: EnvVar,
  pod: Pod,
  container: Container,
  api: ApiServer,
  lookup: (name: string) => string | undefined,
  podIP: string,
  hostIP: string,
  allocatable: ResourceList,
): string | undefined | { readonly error: string } {
  const from = variable.valueFrom
  if (!from) return expand(variable.value ?? '', lookup)
  if (from.fieldRef) return downwardField(pod, from.fieldRef.fieldPath, podIP, hostIP)
  if (from.resourceFieldRef) return downwardResource(pod, container, from.resourceFieldRef, allocatable)
  const ref = from.configMapKeyRef ?? from.secretKeyRef
  if (!ref) return undefined
  const kind = from.configMapKeyRef ? 'ConfigMap' : 'Secret'
  const namespace = pod.metadata.namespace ?? DEFAULT_NAMESPACE
  const object = api.get(kind, namespace, ref.name)
  if (!object) return ref.optional ? undefined : { error: notFound(kind, ref.name) }
  const value = ownValue(dataOf(object), ref.key)
  if (value !== undefined) return value
  return ref.optional ? undefined : { error: `couldn't find key ${ref.key} in ${kind} ${namespace}/${ref.name}` }
}

function notFound(kind: string, name: string): string {
  return `${kind.toLowerCase()} "${name}" not found`
}

/** What a ConfigMap or Secret holds, as text: read once for each version of it. */
export function dataOf(object: KubeObject): Readonly<Record<string, string>> {
  let data = held.get(object)
  if (!data) {
    data = readData(object)
    held.set(object, data)
  }
  return data
}

const held = new WeakMap<KubeObject, Readonly<Record<string, string>>>()

function readData(object: KubeObject): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  const take = (values: unknown, decode: (text: string) => string): void => {
    if (values === null || typeof values !== 'object') return
    for (const [key, value] of Object.entries(values)) setOwn(texts, key, decode(String(value)))
  }
  const binary = object.kind === 'Secret' ? object.data : object.binaryData
  take(binary, decodeBase64)
  if (object.kind !== 'Secret') take(object.data, (text) => text)
  take(object.stringData, (text) => text)
  return texts
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 to UTF-8 text; what is no UTF-8 becomes U+FFFD. The engine has no atob: it runs without a browser's globals. */
function decodeBase64(text: string): string {
  const bytes: number[] = []
  let bits = 0
  let count = 0
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) continue
    bits = (bits << 6) | value
    count += 6
    if (count >= 8) {
      count -= 8
      bytes.push((bits >> count) & 0xff)
    }
  }
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return bytes.map((byte) => (byte < 128 ? String.fromCharCode(byte) : '\uFFFD')).join('')
  }
}
