import { copyOf } from '../../lib/copy-of.ts'
import { rfc3339 } from '../../lib/time.ts'
import { admitCreate } from '../../manifest/admission/create.ts'
import { newResourceNotFound } from '../../manifest/api-status.ts'
import { controllerOf } from '../../manifest/object/controller-of.ts'
import { withEstablished } from '../../manifest/object/custom-resource-definition.ts'
import type { Job } from '../../manifest/object/job.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { beginMeta } from '../../manifest/object/new-meta.ts'
import type { Node } from '../../manifest/object/node.ts'
import { readBody } from '../../manifest/read-body.ts'
import { withGeneratedSelector } from '../../manifest/registry/job-selector.ts'
import { servedKind } from '../../manifest/schema/custom-kind.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { answer, type Handling, refuse } from './handling.ts'
import { allocate } from './registry/service.ts'
import type { Reply, RequestOptions } from './request.ts'

/** Names are drawn so often until one is free. */
// apiserver: pkg/registry/generic/registry/store.go maxNameGenerationCreateAttempts (v1.36)
const NAME_ATTEMPTS = 8

// apiserver: pkg/endpoints/handlers/create.go, pkg/registry/generic/registry/store.go Create (v1.36)
export function create(server: Handling, body: KubeObject, options: RequestOptions): Reply {
  const info = servedKind(body.apiVersion, body.kind, server.cluster)
  if (!info) return refuse(newResourceNotFound())
  const { fieldValidation } = options
  const read = fieldValidation ? readBody(body, info, fieldValidation) : { object: body, warnings: [] }
  if (!read.object) return refuse(read.status, read.warnings)
  const reply = createRead(server, read.object, info, options)
  return read.warnings.length === 0 ? reply : { ...reply, warnings: [...read.warnings, ...reply.warnings] }
}

function createRead(server: Handling, body: KubeObject, info: KindInfo, options: RequestOptions): Reply {
  const { name, generateName, namespace = '' } = body.metadata
  if (name || !generateName) return createNamed(server, body, info, options)
  for (let attempt = 1; ; attempt++) {
    const made = server.names.next(namespace, generateName)
    const reply = createNamed(server, { ...body, metadata: { ...body.metadata, name: made } }, info, options, true)
    if (reply.status?.reason !== 'AlreadyExists' || attempt === NAME_ATTEMPTS) return reply
  }
}

function createNamed(
  server: Handling,
  body: KubeObject,
  info: KindInfo,
  options: RequestOptions,
  generated = false,
): Reply {
  const { world, store, cluster } = server
  const object = copyOf(body)
  beginMeta(object, info)
  const verdict = admitCreate(object, info, cluster, world.now, { judged: options.judged, generated })
  const warnings = verdict.warnings.map(({ message }) => message)
  // Of what is invalid nobody is warned besides.
  if (verdict.refusal?.status) return refuse(verdict.refusal.status, verdict.errors.length > 0 ? [] : warnings)
  const whole = object.kind === 'Service' ? allocate(server, object) : object
  if (options.dryRun) return answer(withIdentity(store.stamped(whole)), warnings)
  if (object.kind === 'Node' && options.by.name !== 'kubelet') {
    const joined = server.joinMachine(object as Node)
    return joined ? answer(joined, warnings) : refuse(newResourceNotFound(), warnings)
  }
  if (object.kind === 'Pod') world.kernel.allowPod(world.now === 0 || controllerOf(object) !== undefined)
  return answer(
    store.add(whole, options, (stamped) => withIdentity(bornAt(stamped, options))),
    warnings,
  )
}

function bornAt(object: KubeObject, { bornAt: at }: RequestOptions): KubeObject {
  return at === undefined ? object : { ...object, metadata: { ...object.metadata, creationTimestamp: rfc3339(at) } }
}

/** What an object holds of its own uid, and of its time. */
function withIdentity(object: KubeObject): KubeObject {
  if (object.kind === 'CustomResourceDefinition') return withEstablished(object)
  return object.kind === 'Job' ? withGeneratedSelector(object as Job) : object
}
