import { ensure } from '../../../lib/assert.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { kindInfo } from '../../../manifest/schema/kinds.ts'
import type { Activity, ListOptions, Reader } from '../../client/api-client.ts'

/** All objects of a kind; none where the server does not say. */
export function* listOf(
  reader: Reader,
  apiVersion: string,
  kind: string,
  namespace: string | undefined,
  options: ListOptions = {},
): Activity<readonly KubeObject[]> {
  const info = ensure(kindInfo(apiVersion, kind), `the kind ${kind}`)
  const reply = yield* reader.list(info, namespace, options)
  return reply.status ? [] : reply.ok
}

/** One object, or what the server says where it is not there. */
export function* oneOf(
  reader: Reader,
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
): Activity<KubeObject | { readonly missing: string }> {
  const info = ensure(kindInfo(apiVersion, kind), `the kind ${kind}`)
  const reply = yield* reader.get({ info, namespace, name })
  return reply.status ? { missing: reply.status.message } : reply.ok
}

export function* endpointSlicesOf(reader: Reader, namespace: string, service: string): Activity<readonly KubeObject[]> {
  const labelSelector = `kubernetes.io/service-name=${service}`
  return yield* listOf(reader, 'discovery.k8s.io/v1', 'EndpointSlice', namespace, { labelSelector })
}
