import type { Pod } from '../../manifest/pod/pod.ts'
import { addDocument } from '../../manifest/text/add-document.ts'
import { edited } from '../../manifest/text/text-edit.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { type Bed, setProposal } from './bed.ts'
import { podsOf, starts } from './cured.ts'
import type { Proposal } from './fix.ts'

const KINDS: Readonly<Record<string, string>> = {
  configmap: 'ConfigMap',
  secret: 'Secret',
  persistentvolumeclaim: 'PersistentVolumeClaim',
}

/** An object, or a key of one, that the kubelet or the scheduler looked for in vain. */
export function missingProposals(bed: Bed, message: string): readonly Proposal[] {
  const key = /couldn't find key (\S{1,253}) in (ConfigMap|Secret) ([^/\s]{1,63})\/(\S{1,253})$/.exec(message)
  if (key) {
    const [, wanted = '', kind = '', namespace = '', name = ''] = key
    const what = { kind: 'addKey', objectKind: kind, name, key: wanted } as const
    const field = kind === 'Secret' ? 'stringData' : 'data'
    return setProposal(bed, { kind, namespace, name }, `${field}.${wanted}`, 'value', what, (run) => starts(run, bed))
  }
  const found = /(configmap|secret|persistentvolumeclaim) "([a-z0-9][a-z0-9.-]{0,252})" not found/.exec(message)
  const [, kind = '', name = ''] = found ?? []
  const objectKind = Object.hasOwn(KINDS, kind) ? (KINDS[kind] as string) : undefined
  if (objectKind === undefined || bed.documentOf(objectKind, bed.pod.namespace, name) !== undefined) return []
  const document = documentFor(objectKind, name, bed)
  const text = edited(bed.stream.text, addDocument(bed.stream.text, document))
  const what = { kind: 'addObject', objectKind, name } as const
  return [{ kind: 'ready', candidate: { what, text, cures: (run) => hasCome(run, bed, message) } }]
}

/** Other things may be missing, too: this one is not any more. */
function hasCome(run: Trace, bed: Bed, message: string): boolean {
  const pods = podsOf(run, bed)
  const said = JSON.stringify(message).slice(1, -1)
  return pods.length > 0 && pods.every(({ status }) => !JSON.stringify(status ?? {}).includes(said))
}

function podOf(run: Trace, { namespace, name }: Bed['pod']): Pod | undefined {
  return run.objects.get(objectKey('Pod', namespace, name))?.at(-1)?.object as Pod | undefined
}

function documentFor(kind: string, name: string, { trace, pod }: Bed): string {
  const head = [
    'apiVersion: v1',
    `kind: ${kind}`,
    'metadata:',
    `  name: ${name}`,
    ...(pod.namespace === 'default' ? [] : [`  namespace: ${pod.namespace}`]),
  ]
  if (kind === 'PersistentVolumeClaim') {
    return `${[...head, 'spec:', '  accessModes: [ReadWriteOnce]', '  resources:', '    requests:', '      storage: 1Gi'].join('\n')}\n`
  }
  const keys = keysOf(podOf(trace, pod), kind, name)
  const field = kind === 'Secret' ? 'stringData' : 'data'
  const lines =
    keys.length === 0 ? [`${field}: {}`] : [`${field}:`, ...keys.map((key) => `  ${JSON.stringify(key)}: value`)]
  return `${[...head, ...lines].join('\n')}\n`
}

/** Which keys of it the Pod asks for. */
function keysOf(pod: Pod | undefined, kind: string, name: string): readonly string[] {
  const keys = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const each of value) walk(each)
      return
    }
    for (const [field, inner] of Object.entries(value)) {
      const ref = inner as { name?: string; secretName?: string; key?: string; items?: { key?: string }[] } | undefined
      const isRef = field === (kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef')
      const isVolume = field === (kind === 'Secret' ? 'secret' : 'configMap')
      if (isRef && ref?.name === name && ref.key !== undefined) keys.add(ref.key)
      if (isVolume && (ref?.name ?? ref?.secretName) === name)
        for (const { key } of ref?.items ?? []) if (key !== undefined) keys.add(key)
      walk(inner)
    }
  }
  walk(pod?.spec)
  return [...keys].slice(0, 20)
}
