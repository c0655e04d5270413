import type {
  Reply as ClientReply,
  DeleteOptions,
  ObjectRef,
  PatchType,
  WriteOptions,
} from '../../kubectl/client/api-client.ts'
import { newBadRequest, newResourceNotFound } from '../../manifest/api-status.ts'
import { duplicateFields } from '../../manifest/duplicate-fields.ts'
import { readJSON } from '../../manifest/json-text.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { notRegistered } from '../../manifest/read-body.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { hasStatus } from '../../manifest/schema/shape.ts'
import type { Reply, RequestOptions, Subresource } from '../apiserver/request.ts'
import { isPublished } from './client-reads.ts'
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
  object: KubeObject,
  { name = '', ...given }: CreateOptions,
): ClientReply<KubeObject> {
  const options = optionsOf(given, 'Warn')
  if (given.subresource === 'eviction') {
    const at = { kind: info.kind, namespace, name, subresource: given.subresource } as const
    const { deleteOptions = {} } = object as { readonly deleteOptions?: { readonly gracePeriodSeconds?: number } }
    return client(api.request({ verb: 'create', ...at, body: deleteOptions }, options))
  }
  if (given.subresource !== undefined) return { status: newResourceNotFound(), warnings: [] }
  // The address says which kind it is; the body may say otherwise.
  if (object.kind !== info.kind) return { status: newBadRequest(notRegistered(object.kind, info)), warnings: [] }
  const place = info.namespaced ? { namespace: object.metadata?.namespace || namespace } : {}
  const body = { ...object, metadata: { ...object.metadata, ...place } }
  return client(api.request({ verb: 'create', body }, options))
}

export function updateOne(
  { api }: Cluster,
  { info, namespace, name }: ObjectRef,
  body: KubeObject,
  options: WriteOptions,
): ClientReply<KubeObject> {
  const at = { kind: info.kind, namespace, name, ...doorOf(options) }
  return client(api.request({ verb: 'update', ...at, body }, optionsOf(options, 'Warn')))
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
  const body = { type, patch: read.value, duplicates: duplicateFields(text) }
  return client(api.request({ verb: 'patch', ...at, ...doorOf(options), body }, optionsOf(options)))
}

function serves({ apiVersion, kind }: KubeObject, subresource: string | undefined): boolean {
  if (subresource === undefined) return true
  if (subresource === 'status') return hasStatus(apiVersion, kind)
  return (subresource === 'resize' || subresource === 'ephemeralcontainers') && kind === 'Pod'
}

export function deleteOne(
  cluster: Cluster,
  { info, namespace, name }: ObjectRef,
  { dryRun = false, ...given }: DeleteOptions,
): ClientReply<KubeObject | undefined> {
  const { api } = cluster
  if (isPublished(cluster, info, namespace, name)) return { ok: undefined, warnings: [] }
  const { gracePeriodSeconds, propagationPolicy = 'Background' } = given
  const body = { ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }), propagationPolicy }
  return client(api.request({ verb: 'delete', kind: info.kind, namespace, name, body }, { ...KUBECTL, dryRun }))
}

function doorOf({ subresource }: WriteOptions): { readonly subresource?: Subresource } {
  return subresource === undefined ? {} : { subresource: subresource as Subresource }
}

const VALIDATIONS = { Strict: 'strict', Warn: 'warn', Ignore: 'ignore' } as const

/** `standard`: the API server's own, where the request says nothing. */
function optionsOf(
  { subresource, dryRun = false, fieldValidation }: WriteOptions,
  standard?: WriteOptions['fieldValidation'],
): RequestOptions {
  const validation = fieldValidation ?? standard
  return {
    ...KUBECTL,
    dryRun,
    ...(validation === undefined ? {} : { fieldValidation: VALIDATIONS[validation] }),
    ...(subresource === 'resize' ? { rule: 'RESIZE-1' as const } : {}),
  }
}

function client({ object, status, warnings }: Reply): ClientReply<KubeObject> {
  return object ? { ok: object, warnings } : { status: status ?? newResourceNotFound(), warnings }
}
