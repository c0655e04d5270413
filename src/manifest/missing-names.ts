import { ApiRefusal } from './api-error.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from './object/meta.ts'
import { isDNS1123Label } from './object/name.ts'
import { type Place, problemAt } from './place.ts'
import type { Problem } from './problem.ts'
import type { KindInfo } from './schema/kinds.ts'

/** kubectl looks first for what is there, by name. */
// kubectl: pkg/cmd/apply/apply.go applyOneObject (v1.36)
export function withoutName({ metadata }: KubeObject, info: KindInfo): ApiRefusal {
  const { apiVersion, kind, resource, namespaced } = info
  const version = apiVersion.includes('/') ? apiVersion : `/${apiVersion}`
  const namespace = namespaced ? (metadata.namespace ?? DEFAULT_NAMESPACE) : ''
  return new ApiRefusal(
    (source) =>
      `error when retrieving current configuration of:\nResource: "${version}, Resource=${resource}", GroupVersionKind: "${version}, Kind=${kind}"\nName: "", Namespace: "${namespace}"\nfrom server for: "${source}": resource name may not be empty`,
    { path: 'metadata.name' },
  )
}

/** With what would mend it: the Namespace, in front of the document. */
export function missingNamespace(message: string, namespace: string, place: Place): Problem {
  const path = 'metadata.namespace'
  const problem = problemAt(place, { code: 'not-found', severity: 'error', message, path, at: 'value' })
  if (!place.inFront || isDNS1123Label(namespace).length > 0) return problem
  const added = place.inFront(`apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${namespace}\n`)
  return { ...problem, fix: { title: { kind: 'addNamespace', name: namespace }, ...added } }
}
