import type {
  Reply as ClientReply,
  DeleteOptions,
  ObjectRef,
  PatchType,
  WriteOptions,
} from '../../kubectl/client/api-client.ts'
import { admitValue } from '../../manifest/admit.ts'
import { newBadRequest, newResourceNotFound } from '../../manifest/api-status.ts'
import { readJSON } from '../../manifest/json-text.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { placeAt } from '../../manifest/place.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { hasStatus } from '../../manifest/schema/shape.ts'
import type { Reply, RequestOptions, Subresource } from '../apiserver/request.ts'
import type { Cluster } from './cluster.ts'

const KUBECTL = { by: { name: 'kubectl' } } as const

export interface CreateOptions extends WriteOptions {
  /** Whose subresource it is. */
  readonly name?: string
}

export function createObject(
  { api }: Cluster,
  info: KindInfo,
  namespace: string,
  given: KubeObject,
  { subresource, name = '', fieldValidation = 'Strict', dryRun = false }: CreateOptions,
): ClientReply<KubeObject> {
  const options = { ...KUBECTL, dryRun }
  if (subresource === 'eviction') {
    const at = { kind: info.kind, namespace, name, subresource } as const
    return client(api.request({ verb: 'create', ...at, body: {} }, options))
  }
  if (subresource !== undefined) return { status: newResourceNotFound(), warnings: [] }
  const place = info.namespaced ? { namespace: given.metadata?.namespace || namespace } : {}
  const asked = { ...given, metadata: { ...given.metadata, ...place } }
  // What the body's bytes say is judged here; what the object says, by the server.
  const validation = ({ Strict: 'strict', Warn: 'warn', Ignore: 'ignore' } as const)[fieldValidation]
  const read = admitValue(asked, placeAt(0, undefined), api.cluster, 'later', validation)
  const unknown = read.problems.flatMap(({ code, severity, message }) =>
    code === 'unknown-field' && severity === 'warning' && message !== undefined ? [message] : [],
  )
  const refusal = read.refusals.find(({ status }) => status?.reason === 'BadRequest')
  if (refusal?.status) return { status: refusal.status, warnings: unknown }
  const [object = asked] = read.objects
  const body = given.metadata?.name ? object : withoutName(object)
  const reply = client(api.request({ verb: 'create', body }, options))
  return { ...reply, warnings: [...unknown, ...reply.warnings] }
}

/** The server makes the name up. */
function withoutName(object: KubeObject): KubeObject {
  const { name: _name, ...metadata } = object.metadata
  return { ...object, metadata: metadata as KubeObject['metadata'] }
}

export function updateOne(
  { api }: Cluster,
  { info, namespace, name }: ObjectRef,
  body: KubeObject,
  options: WriteOptions,
): ClientReply<KubeObject> {
  const at = { kind: info.kind, namespace, name, ...doorOf(options) }
  return client(api.request({ verb: 'update', ...at, body }, optionsOf(options)))
}

// apiserver: pkg/endpoints/handlers/patch.go PatchResource (v1.36)
export function patchOne(
  { api, world }: Cluster,
  { info, namespace, name }: ObjectRef,
  type: PatchType,
  text: string,
  options: WriteOptions,
): ClientReply<KubeObject> {
  const { subresource } = options
  const at = { kind: info.kind, namespace, name }
  const current = api.request({ verb: 'get', ...at }, KUBECTL)
  if (current.status) return client(current)
  if (subresource === 'scale') {
    world.record({
      kind: 'notSimulated',
      note: { kind: 'command', command: `kubectl patch --subresource ${subresource}` },
    })
    return { status: newResourceNotFound(), warnings: [] }
  }
  if (!serves(current.object, subresource)) return { status: newResourceNotFound(), warnings: [] }
  const read = readJSON(text)
  if ('error' in read) {
    return { status: newBadRequest((type === 'strategic' ? '' : 'error decoding patch: ') + read.error), warnings: [] }
  }
  const body = { type, patch: read.value }
  return client(api.request({ verb: 'patch', ...at, ...doorOf(options), body }, optionsOf(options)))
}

function serves({ apiVersion, kind }: KubeObject, subresource: string | undefined): boolean {
  if (subresource === undefined) return true
  if (subresource === 'status') return hasStatus(apiVersion, kind)
  return (subresource === 'resize' || subresource === 'ephemeralcontainers') && kind === 'Pod'
}

export function deleteOne(
  { api }: Cluster,
  { info, namespace, name }: ObjectRef,
  { dryRun = false, ...given }: DeleteOptions,
): ClientReply<KubeObject | undefined> {
  const { gracePeriodSeconds, propagationPolicy = 'Background' } = given
  const body = { ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }), propagationPolicy }
  return client(api.request({ verb: 'delete', kind: info.kind, namespace, name, body }, { ...KUBECTL, dryRun }))
}

function doorOf({ subresource }: WriteOptions): { readonly subresource?: Subresource } {
  return subresource === undefined ? {} : { subresource: subresource as Subresource }
}

function optionsOf({ subresource, dryRun = false }: WriteOptions): RequestOptions {
  return { ...KUBECTL, dryRun, ...(subresource === 'resize' ? { rule: 'RESIZE-1' as const } : {}) }
}

function client({ object, status, warnings }: Reply): ClientReply<KubeObject> {
  return object ? { ok: object, warnings } : { status: status ?? newResourceNotFound(), warnings }
}
