import { stringify } from 'yaml'
import { DEFAULT_NAMESPACE } from '../manifest/object/meta.ts'
import { addDocument } from '../manifest/text/add-document.ts'
import { parseManifest } from '../manifest/text/parse.ts'
import { edited } from '../manifest/text/text-edit.ts'
import { TEMPLATE_KINDS, templatePodName } from './template-kinds.ts'

type Fields = Readonly<Record<string, unknown>>

interface Owner {
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
  readonly spec: Fields
  readonly template: Fields
}

/**
 * The text with a Pod for each template in it that has none yet, made as its controller would make its first one, and
 * behind everything else: what stands there stays as it is. undefined: there is nothing to be made, or no reading it.
 */
export function withTemplatePods(text: string): string | undefined {
  const stream = parseManifest(text)
  if (stream.syntaxError !== undefined) return undefined
  const objects = stream.documents.flatMap(({ value }) => objectsIn(value))
  const taken = new Set(objects.map(keyOf))
  const made = objects.flatMap(ownerIn).flatMap((owner) => {
    const { pod, claims } = podOf(owner)
    if (taken.has(keyOf(pod))) return []
    taken.add(keyOf(pod))
    const missing = claims.filter((claim) => !taken.has(keyOf(claim)))
    for (const claim of missing) taken.add(keyOf(claim))
    const comment = `# Made of the Pod template of ${owner.kind} ${owner.name}\n`
    return [...missing.map(yamlOf), comment + yamlOf(pod)]
  })
  return made.length === 0 ? undefined : edited(text, addDocument(text, made.join('---\n')))
}

function objectsIn(value: unknown): readonly Fields[] {
  if (!isFields(value)) return []
  const { kind, items } = value
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items.filter(isFields) : [value]
}

function ownerIn(object: Fields): readonly Owner[] {
  const kind = object.kind
  const metadata = fieldsAt(object, 'metadata')
  const name = metadata.name
  if (typeof kind !== 'string' || !TEMPLATE_KINDS.includes(kind) || typeof name !== 'string' || name === '') return []
  const spec = fieldsAt(object, 'spec')
  const made = kind === 'CronJob' ? fieldsAt(fieldsAt(spec, 'jobTemplate'), 'spec') : spec
  const template = fieldsAt(made, 'template')
  const namespace = typeof metadata.namespace === 'string' ? metadata.namespace : undefined
  return isFields(template.spec) ? [{ kind, name, namespace, spec, template }] : []
}

function podOf(owner: Owner): { readonly pod: Fields; readonly claims: readonly Fields[] } {
  const { kind, name, namespace, spec, template } = owner
  const { labels, annotations } = fieldsAt(template, 'metadata')
  const ordinal = kind === 'StatefulSet' ? startOf(spec) : 0
  const podName = templatePodName(kind, name, ordinal)
  const claims = kind === 'StatefulSet' ? claimsOf(owner, podName) : []
  const own = fieldsAt(template, 'spec')
  const identity = kind === 'StatefulSet' ? identityOf(spec, podName) : {}
  const podLabels = {
    ...(isFields(labels) ? labels : {}),
    ...(kind === 'StatefulSet' ? setLabels(podName, ordinal) : {}),
  }
  return {
    claims,
    pod: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: podName,
        ...(namespace === undefined ? {} : { namespace }),
        ...(Object.keys(podLabels).length === 0 ? {} : { labels: podLabels }),
        ...(isFields(annotations) ? { annotations } : {}),
      },
      spec: { ...identity, ...own, ...(claims.length === 0 ? {} : { volumes: volumesOf(own, owner, podName) }) },
    },
  }
}

// controller: pkg/controller/statefulset/stateful_set_utils.go, initIdentity (v1.36)
function identityOf(spec: Fields, podName: string): Fields {
  const { serviceName } = spec
  return {
    hostname: podName,
    ...(typeof serviceName === 'string' && serviceName !== '' ? { subdomain: serviceName } : {}),
  }
}

function setLabels(podName: string, ordinal: number): Fields {
  return { 'statefulset.kubernetes.io/pod-name': podName, 'apps.kubernetes.io/pod-index': String(ordinal) }
}

// controller: pkg/controller/statefulset/stateful_set_utils.go, getStartOrdinal (v1.36)
function startOf(spec: Fields): number {
  const start = fieldsAt(spec, 'ordinals').start
  return typeof start === 'number' && Number.isInteger(start) && start >= 0 ? start : 0
}

// controller: pkg/controller/statefulset/stateful_set_utils.go, getPersistentVolumeClaims (v1.36)
function claimsOf({ spec, namespace }: Owner, podName: string): readonly Fields[] {
  const { matchLabels } = fieldsAt(spec, 'selector')
  return claimTemplates(spec).map(({ name, template }) => {
    const { labels, annotations } = fieldsAt(template, 'metadata')
    const all = { ...(isFields(labels) ? labels : {}), ...(isFields(matchLabels) ? matchLabels : {}) }
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: `${name}-${podName}`,
        ...(namespace === undefined ? {} : { namespace }),
        ...(Object.keys(all).length === 0 ? {} : { labels: all }),
        ...(isFields(annotations) ? { annotations } : {}),
      },
      spec: fieldsAt(template, 'spec'),
    }
  })
}

/** A claim's volume takes the place of one that has its name. */
// controller: pkg/controller/statefulset/stateful_set_utils.go, updateStorage (v1.36)
function volumesOf(podSpec: Fields, { spec }: Owner, podName: string): readonly unknown[] {
  const claimed = claimTemplates(spec).map(({ name }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${podName}` },
  }))
  const { volumes } = podSpec
  const others = (Array.isArray(volumes) ? volumes : []).filter(
    (volume) => !(isFields(volume) && claimed.some(({ name }) => name === volume.name)),
  )
  return [...claimed, ...others]
}

function claimTemplates(spec: Fields): readonly { readonly name: string; readonly template: Fields }[] {
  const { volumeClaimTemplates } = spec
  if (!Array.isArray(volumeClaimTemplates)) return []
  return volumeClaimTemplates.filter(isFields).flatMap((template) => {
    const name = fieldsAt(template, 'metadata').name
    return typeof name === 'string' ? [{ name, template }] : []
  })
}

function keyOf(object: Fields): string {
  const { name, namespace = DEFAULT_NAMESPACE } = fieldsAt(object, 'metadata')
  return [object.kind, namespace, name].join('/')
}

/** As kubectl reads it: what is a word stays one. */
function yamlOf(object: Fields): string {
  return stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false })
}

function fieldsAt(holder: Fields, name: string): Fields {
  const value = Object.hasOwn(holder, name) ? holder[name] : undefined
  return isFields(value) ? value : {}
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
