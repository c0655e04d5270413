import { newResourceNotFound } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { hasStatus } from '../../manifest/schema/shape.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, CommandError, type CommandFailure } from '../command-line/command.ts'
import { readManifests } from '../command-line/manifests.ts'
import { type TargetOptions, targetsOf } from '../command-line/resource-arguments.ts'
import { listSelected, namespaceFor } from './refs.ts'
import { scaleOf } from './scale-of.ts'

/** What a reading command has found, kind by kind in the order of its words. */
export interface Found {
  readonly groups: readonly Group[]
  /** One object was asked for by its name. */
  readonly single: boolean
  readonly errors: readonly CommandFailure[]
  readonly warnings: readonly string[]
}

export interface Group {
  readonly info: KindInfo
  readonly objects: readonly KubeObject[]
  /** They were asked for by their names. */
  readonly named: boolean
}

// cli-runtime: pkg/resource/builder.go, visitor.go RetrieveLatest (v1.36)
export function* findObjects(call: Call): Activity<Found> {
  const { given, client } = call
  const ignoreNotFound = given.bool('ignore-not-found')
  const errors: CommandFailure[] = []
  const warnings = new Set<string>()
  const groups: { info: KindInfo; objects: KubeObject[]; named: boolean }[] = []
  const add = (info: KindInfo, objects: readonly KubeObject[], named: boolean): void => {
    const last = groups.at(-1)
    if (last && last.info.resource === info.resource) last.objects.push(...objects)
    else groups.push({ info, objects: [...objects], named })
  }
  const items: { info: KindInfo; namespace: string; name: string }[] = []
  let single = false
  if (given.has('filename') || given.has('kustomize')) {
    const read = yield* readManifests(call)
    errors.push(...read.errors)
    for (const { info, namespace, object } of read.objects) items.push({ info, namespace, name: object.metadata.name })
    single = items.length === 1
  } else {
    const options = selectionOf(call)
    const targets = targetsOf(given.args, options, client)
    if (targets.kind === 'named') {
      if (options.allNamespaces) {
        throw new CommandError('a resource cannot be retrieved by name across all namespaces')
      }
      single = targets.single
      for (const { info, name } of targets.items) items.push({ info, namespace: namespaceFor(info, call), name })
    } else {
      for (const info of targets.infos) {
        for (const text of warningsOf(info)) warnings.add(text)
        const reply = yield* listSelected(call, info, options)
        if ('failure' in reply) errors.push(reply.failure)
        else add(info, reply.objects, false)
      }
    }
  }
  for (const ref of items) {
    for (const text of warningsOf(ref.info)) warnings.add(text)
    const reply = yield* client.get(ref)
    if (!reply.status) {
      const object = subresourceOf(reply.ok, given.text('subresource'))
      if (object) add(ref.info, [object], true)
      else errors.push(newResourceNotFound())
    } else if (reply.status.reason !== 'NotFound' || !ignoreNotFound) errors.push(reply.status)
    else add(ref.info, [], true)
  }
  return { groups, single, errors, warnings: [...warnings] }
}

function subresourceOf(object: KubeObject, subresource: string): KubeObject | undefined {
  if (subresource === '') return object
  if (subresource === 'scale') return scaleOf(object)
  const served =
    subresource === 'status'
      ? hasStatus(object.apiVersion, object.kind)
      : subresource === 'resize' && object.kind === 'Pod'
  return served ? object : undefined
}

export function selectionOf({ given }: Call): TargetOptions {
  return {
    selector: given.text('selector'),
    fieldSelector: given.text('field-selector'),
    allNamespaces: given.bool('all-namespaces'),
    kindAlone: true,
  }
}

/** What the API server says of whoever asks for an old kind. */
// kubernetes: staging/src/k8s.io/api/core/v1/zz_generated.prerelease-lifecycle.go (v1.36)
function warningsOf({ kind, apiVersion }: KindInfo): readonly string[] {
  return kind === 'Endpoints' && apiVersion === 'v1'
    ? ['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice']
    : []
}
