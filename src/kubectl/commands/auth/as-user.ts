import { statusOf } from '../../../manifest/api-status.ts'
import { groupOf, groupResource, type KindInfo } from '../../../manifest/schema/kinds.ts'
import type { Activity, ApiClient, ObjectRef, Reply, Status } from '../../client/api-client.ts'
import { isAllowed, rulesFor } from './rules.ts'
import type { User } from './user.ts'

interface Asked {
  readonly verb: string
  readonly info: KindInfo
  /** undefined: of all. */
  readonly namespace: string | undefined
  readonly name?: string
  readonly subresource?: string | undefined
}

/** The API as somebody has it who may do what roles and bindings say, and nothing else. */
// apiserver: pkg/endpoints/filters/authorization.go WithAuthorization, impersonation.go (v1.36)
export function asUser(client: ApiClient, user: User): ApiClient {
  const rules = new Map<string, readonly unknown[]>()

  function* refusal({ verb, info, namespace = '', name = '', subresource }: Asked): Activity<Status | undefined> {
    const known = rules.get(namespace) ?? (yield* rulesFor(client, user, namespace))
    rules.set(namespace, known)
    const resource = subresource === undefined ? info.resource : `${info.resource}/${subresource}`
    const group = groupOf(info)
    if (isAllowed(known, { verb, group, resource, name })) return undefined
    const of = `${groupResource(info)}${name === '' ? '' : ` ${JSON.stringify(name)}`}`
    const where = namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`
    const what = `resource ${JSON.stringify(resource)} in API group ${JSON.stringify(group)} ${where}`
    return statusOf('Forbidden', `${of} is forbidden: User ${JSON.stringify(user.name)} cannot ${verb} ${what}`)
  }

  function* allowed<T>(asked: Asked, answer: () => Activity<Reply<T>>): Activity<Reply<T>> {
    const status = yield* refusal(asked)
    return status ? { status, warnings: [] } : yield* answer()
  }

  const about = ({ info, namespace, name }: ObjectRef) => ({ info, namespace, name })
  const pods = client.kinds().find(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Pod')
  const ofPod = (verb: string, namespace: string, name: string, subresource: string): Asked => ({
    ...{ verb, namespace, name, subresource },
    info: pods ?? { apiVersion: 'v1', kind: 'Pod', resource: 'pods', namespaced: true, shortNames: [] },
  })

  return {
    now: () => client.now(),
    kinds: () => client.kinds(),
    watch: (...args) => client.watch(...args),
    isMeasured: () => client.isMeasured(),
    podMetrics: (namespace) => client.podMetrics(namespace),
    nodeMetrics: () => client.nodeMetrics(),
    get: (ref) => allowed({ verb: 'get', ...about(ref) }, () => client.get(ref)),
    list: (info, namespace, options) =>
      allowed({ verb: 'list', info, namespace }, () => client.list(info, namespace, options)),
    logs: (namespace, pod, options) =>
      allowed(ofPod('get', namespace, pod, 'log'), () => client.logs(namespace, pod, options)),
    create: (info, namespace, object, options) =>
      allowed({ verb: 'create', info, namespace, subresource: options?.subresource }, () =>
        client.create(info, namespace, object, options),
      ),
    update: (ref, object, options) =>
      allowed({ verb: 'update', ...about(ref), subresource: options?.subresource }, () =>
        client.update(ref, object, options),
      ),
    patch: (ref, type, patch, options) =>
      allowed({ verb: 'patch', ...about(ref), subresource: options?.subresource }, () =>
        client.patch(ref, type, patch, options),
      ),
    delete: (ref, options) => allowed({ verb: 'delete', ...about(ref) }, () => client.delete(ref, options)),
    forward: (namespace, pod, port) =>
      allowed(ofPod('create', namespace, pod, 'portforward'), () => client.forward(namespace, pod, port)),
    *exec(namespace, pod, options) {
      const status = yield* refusal(ofPod('create', namespace, pod, 'exec'))
      return status ? { status } : yield* client.exec(namespace, pod, options)
    },
    *attach(namespace, pod, options) {
      const status = yield* refusal(ofPod('create', namespace, pod, 'attach'))
      return status ? { status } : yield* client.attach(namespace, pod, options)
    },
  }
}
