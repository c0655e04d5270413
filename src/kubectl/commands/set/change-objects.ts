import { isMap } from '../../../lib/is-map.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { podTemplateOf } from '../../../manifest/object/pod-template.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { PodSpec } from '../../../manifest/pod/pod.ts'
import { sameMeaning } from '../../../manifest/same-meaning.ts'
import { groupResource, type KindInfo } from '../../../manifest/schema/kinds.ts'
import type { Activity } from '../../client/api-client.ts'
import { type Call, CommandError } from '../../command-line/command.ts'
import type { Given } from '../../command-line/flag-set.ts'
import { manifestErrors, readManifests } from '../../command-line/manifests.ts'
import { argumentMistake } from '../../command-line/resource-arguments.ts'
import { causeOf, RECORD_FLAG } from '../change-cause.ts'
import { dryRunMistake, dryRunOf } from '../dry-run.ts'
import { printResult } from '../print-result.ts'
import { CHANGE_CAUSE } from '../rollout/revisions.ts'
import { visit } from '../visit.ts'
import { warnOf } from '../warn.ts'

export const SET_FLAGS = `--all bool; --local bool; ${RECORD_FLAG}`

/** A part of an object, by its place, and what it shall be: null takes it away. */
export interface Change {
  readonly path: readonly string[]
  readonly value: unknown
}

interface Changing {
  /** Which objects, without what is to be done to them. */
  readonly resources: readonly string[]
  /** Nothing: it is left as it is. Throws a CommandError. */
  readonly change: (object: KubeObject, info: KindInfo) => readonly Change[]
  /** What is said of one that has changed. */
  readonly said: string
  /** What stands before the server's refusal. */
  readonly failure?: string
}

/** What can be said of the objects that are named, before anybody is asked. */
export function objectsMistake(resources: readonly string[], given: Given): string | undefined {
  if (given.bool('local') && dryRunOf(given) === 'server') {
    return 'cannot specify --local and --dry-run=server - did you mean --dry-run=client?'
  }
  const files = given.has('filename') || given.has('kustomize')
  return (files ? undefined : argumentMistake(resources, selectionOf(given))) ?? dryRunMistake(given)
}

export function selectionOf(given: Given) {
  return { all: given.bool('all'), selector: given.text('selector') }
}

/** Changes each object that is meant, here or at the server, and says so. */
// kubectl: pkg/cmd/set/helper.go CalculatePatches; set_*.go Run (v1.36)
export function* changeObjects(call: Call, { resources, change, said, failure }: Changing): Activity<number> {
  const { given, client, terminal } = call
  const dryRun = dryRunOf(given)
  const cause = causeOf(call)
  const recording: readonly Change[] =
    cause === undefined ? [] : [{ path: ['metadata', 'annotations', CHANGE_CAUSE], value: cause }]
  if (given.bool('local')) {
    const { objects, errors } = yield* readManifests(call)
    manifestErrors(errors)
    for (const { object, info } of objects) {
      yield* printResult(call, changed(object, [...change(object, info), ...recording]), said)
    }
    return 0
  }
  const named = { ...call, given: given.withArgs(resources) }
  yield* visit(named, selectionOf(given), function* ({ ref, object }) {
    const changes = [...change(object, ref.info), ...recording]
    if (changes.length === 0) return
    if (dryRun === 'client') return yield* printResult(call, changed(object, changes), said, dryRun)
    const text = JSON.stringify(mergePatch(object, changes))
    const reply = yield* client.patch(ref, 'merge', text, { dryRun: dryRun === 'server' })
    yield* warnOf(terminal, reply.warnings)
    if (reply.status) {
      throw new CommandError(failure === undefined ? reply.status : `${failure} ${reply.status.message}`)
    }
    yield* printResult(call, reply.ok, said, dryRun)
  })
  return 0
}

type Fields = Readonly<Record<string, unknown>>

/** The object as it would be. */
export function changed(object: KubeObject, changes: readonly Change[]): KubeObject {
  return changes.reduce<Fields>((whole, { path, value }) => withValue(whole, path, value), object) as KubeObject
}

function withValue(whole: Fields, [name, ...rest]: readonly string[], value: unknown): Fields {
  if (name === undefined) return whole
  if (rest.length > 0) return { ...whole, [name]: withValue((whole[name] ?? {}) as Fields, rest, value) }
  const { [name]: _before, ...others } = whole
  return value === null ? others : { ...others, [name]: value }
}

/** Lists are sent whole; of maps the keys that go are sent as null. */
function mergePatch(object: KubeObject, changes: readonly Change[]): Fields {
  return changes.reduce<Fields>((patch, { path, value }) => {
    const before = path.reduce<unknown>((inner, name) => (inner as Fields | undefined)?.[name], object)
    return withValue(patch, path, isMap(value) && isMap(before) ? { ...gone(before, value), ...value } : value)
  }, {})
}

function gone(before: Fields, after: Fields): Fields {
  return Object.fromEntries(Object.keys(before).flatMap((key) => (Object.hasOwn(after, key) ? [] : [[key, null]])))
}

/** Where an object has its Pods' spec; throws where it has none. */
// kubectl: pkg/polymorphichelpers/updatepodspecforobject.go (v1.36)
export function podSpecOf(
  object: KubeObject,
  info: KindInfo,
): { readonly path: readonly string[]; readonly spec: PodSpec } {
  const found = podTemplateOf(object)
  if (found) return found
  throw new CommandError(
    `${groupResource(info)}/${object.metadata.name} the object is not a pod or does not have a pod template: *${info.apiVersion.split('/').at(-1)}.${info.kind}`,
  )
}

const LISTS = ['containers', 'initContainers'] as const

/** The containers that a pattern picks, ordinary ones first. */
export function pickedContainers(spec: PodSpec, pattern: string): readonly Container[] {
  return LISTS.flatMap((list) => (spec[list] ?? []).filter(({ name }) => matches(name, pattern)))
}

/** The lists of containers that are others with those that a pattern picks changed. */
export function changedContainers(
  { path, spec }: { readonly path: readonly string[]; readonly spec: PodSpec },
  pattern: string,
  change: (container: Container) => Container,
): readonly Change[] {
  return LISTS.flatMap((list) => {
    const before = spec[list]
    const after = before?.map((container) => (matches(container.name, pattern) ? change(container) : container))
    return after === undefined || sameMeaning(before, after) ? [] : [{ path: [...path, list], value: after }]
  })
}

/** A star stands for any letters. */
// kubectl: pkg/cmd/set/helper.go selectString (v1.36)
function matches(name: string, pattern: string): boolean {
  if (pattern === '*') return true
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop()
  if (last === undefined) return name === first
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const part of others) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}
