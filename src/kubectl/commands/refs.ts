import type { KindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, CommandError, type CommandFailure } from '../command-line/command.ts'
import { manifestErrors, readManifests } from '../command-line/manifests.ts'
import { type TargetOptions, targetsOf } from '../command-line/resource-arguments.ts'

export interface SourcedRef {
  readonly ref: ObjectRef
  /** What -f names, where it came from there. */
  readonly source?: string
}

/** The objects that a command means: by its words, by a selector, or by files. They need not be there. */
// cli-runtime: pkg/resource/builder.go Do (v1.36)
export function* refsOf(
  call: Call,
  options: TargetOptions,
  { ignoreNotFound = false }: { readonly ignoreNotFound?: boolean } = {},
): Activity<readonly SourcedRef[]> {
  const { given, client } = call
  if (given.has('filename')) {
    const { objects, errors } = yield* readManifests(call)
    manifestErrors(errors)
    return objects.map(({ info, object, namespace, source }) => ({
      ref: { info, namespace, name: object.metadata.name },
      source,
    }))
  }
  const targets = targetsOf(given.args, options, client)
  if (targets.kind === 'named') {
    return targets.items.map(({ info, name }) => ({ ref: { info, namespace: namespaceFor(info, call), name } }))
  }
  const found: SourcedRef[] = []
  const errors: CommandFailure[] = []
  for (const info of targets.infos) {
    const reply = yield* listSelected(call, info, options)
    if ('failure' in reply) {
      if (!ignoreNotFound) errors.push(reply.failure)
      continue
    }
    for (const { metadata } of reply.objects) {
      found.push({ ref: { info, namespace: metadata.namespace ?? '', name: metadata.name } })
    }
  }
  if (errors.length > 0) throw new CommandError(errors)
  return found
}

export function namespaceFor(info: KindInfo, { namespace }: Pick<Call, 'namespace'>): string {
  return info.namespaced ? namespace : ''
}

/** The objects of a kind that a selector picks; a failure says what was looked for. */
// cli-runtime: pkg/resource/selector.go Visit (v1.36)
export function* listSelected(call: Call, info: KindInfo, options: TargetOptions) {
  const { client } = call
  const namespace = options.allNamespaces ? undefined : namespaceFor(info, call)
  const labelSelector = options.selector ?? ''
  const fieldSelector = options.fieldSelector ?? ''
  const reply = yield* client.list(info, namespace, { labelSelector, fieldSelector })
  if (!reply.status) return { objects: reply.ok, warnings: reply.warnings }
  const { status } = reply
  if (status.reason !== 'BadRequest' && status.reason !== 'NotFound') return { failure: status }
  const [group, version] = info.apiVersion.includes('/') ? info.apiVersion.split('/') : ['', info.apiVersion]
  const resource = `${group}/${version}, Resource=${info.resource}`
  const message = `Unable to find ${JSON.stringify(resource)} that match label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}: ${status.message}`
  return { failure: { ...status, message } }
}
