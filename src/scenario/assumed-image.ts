import type { BroughtImage } from '../kubectl/command-line/command.ts'
import { ownValue } from '../lib/own.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import { type Place, placeAt } from '../manifest/place.ts'
import type { Container } from '../manifest/pod/container.ts'
import type { PodSpec } from '../manifest/pod/pod.ts'
import type { ManifestStream } from '../manifest/text/parse.ts'
import type { Action } from './action.ts'
import { assumeProgram, type PodLike } from './assumed-program.ts'
import type { Assumptions } from './assumptions.ts'
import { type EntryPlace, imageEntryFix } from './image-entry-edit.ts'
import { normalizeImage } from './image-reference.ts'
import { noted, type Problem } from './problem.ts'
import { assumedFields } from './said-of-image.ts'
import type { ScenarioObject, Step } from './scenario.ts'
import type { ScenarioImage } from './scenario-image.ts'

/** What whoever holds the catalogue says of an image. */
export interface ImageFacts {
  /** Nobody knows what it does. */
  readonly assumed: boolean
  /** It has this image's name in a registry of somebody's own, and is taken for it. */
  readonly takenFor?: string
  /** The registry is known not to have this tag. */
  readonly hasNoSuchTag?: true
}

export interface KnownImages {
  /** Those of the Scenario. */
  readonly said: readonly ScenarioImage[]
  readonly lookUp: (reference: string, said: ScenarioImage | undefined) => ImageFacts
  readonly objects: readonly ScenarioObject[]
  readonly services: readonly KubeObject[]
  readonly assumptions: Assumptions
  readonly stream: ManifestStream
  /** Which document is the Scenario. */
  readonly scenario: EntryPlace['scenario']
}

/** Where an object has the spec of its Pods. */
const POD_SPECS: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  ...Object.fromEntries(
    ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job'].map((kind) => [
      kind,
      ['spec', 'template'],
    ]),
  ),
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

/** The Pod that an object is, or makes, and where that stands in it. */
export function podOf(object: KubeObject): { readonly pod: PodLike; readonly path: string } | undefined {
  const path = Object.hasOwn(POD_SPECS, object.kind) ? POD_SPECS[object.kind] : undefined
  const found = path?.reduce<unknown>(
    (value, key) => ownValue(value as Record<string, unknown> | undefined, key),
    object,
  )
  const pod = found as Partial<PodLike> | undefined
  if (!path || !pod?.spec?.containers) return undefined
  const owner = object.kind === 'Job' || object.kind === 'CronJob' ? { ownerReferences: [{ kind: 'Job' }] } : {}
  return { pod: { metadata: { ...pod.metadata, ...owner }, spec: pod.spec }, path: [...path, 'spec'].join('.') }
}

/** A container in the text, and where its image stands. */
interface Use {
  readonly pod: PodLike
  readonly container: Container
  readonly namespace: string
}

interface PlacedUse extends Use {
  readonly place: Place
  readonly path: string
}

export interface TextObject {
  readonly object: KubeObject
  readonly place: Place
}

/** Each is tried on the text; whoever has more such images is offered the others afterwards. */
const MOST_FIXES = 30

/** What stands in for images that nobody knows has to be said where they stand; of those that come with a step, there. */
export function assumedImages(
  objects: readonly TextObject[],
  steps: readonly Step[],
  stepsDocument: number,
  known: KnownImages,
): Problem[] {
  const uses = [
    ...objects.flatMap(usesInObject),
    ...steps.flatMap(({ action, range }) =>
      usedBy(action, known).map((use) => ({ ...use, place: placeAt(stepsDocument, range), path: 'spec.steps' })),
    ),
  ]
  const assumed = uses.flatMap((use) => {
    const { image } = use.container
    const said = image === undefined ? undefined : saidOf(image, known)
    return image !== undefined && known.lookUp(image, said).assumed
      ? [{ use, image, said, program: programOf(use, said, known) }]
      : []
  })
  const other = uses.flatMap((use) => otherNotes(use, known))
  const byName = new Map<string, (typeof assumed)[number][]>()
  for (const each of assumed) {
    const name = normalizeImage(each.image)
    const same = byName.get(name)
    if (same) same.push(each)
    else byName.set(name, [each])
  }
  const fixes = new Map(
    [...byName].slice(0, mostFixes(byName.keys().next().value ?? '', known)).map(([name, [first, ...others]]) => {
      const { image, said, program } = first as (typeof assumed)[number]
      const fields = assumedFields([program, ...others.map((other) => other.program)], said)
      return [name, imageEntryFix({ kind: 'describeImage' }, image, fields, entryPlace(name, known))] as const
    }),
  )
  const notes = assumed.map(({ use: { place, path, container }, image, program }) => {
    const note = { kind: 'assumedImage', image, program, hasCommand: (container.command ?? []).length > 0 } as const
    const fix = fixes.get(normalizeImage(image))
    return {
      ...noted(place, path, note),
      ...(fix ? { fix } : {}),
    }
  })
  return [...notes, ...other]
}

/** Each fix is tried on the whole text: of a great one so many characters are read for all of them together. */
const FIXED_CHARACTERS = 500_000

function mostFixes(name: string, known: KnownImages): number {
  return Math.min(MOST_FIXES, Math.ceil(FIXED_CHARACTERS / (1 + entryPlace(name, known).stream.text.length)))
}

/** What is to be said of an image that the catalogue has. */
function otherNotes({ container: { image }, place, path }: PlacedUse, known: KnownImages): Problem[] {
  if (image === undefined) return []
  const said = saidOf(image, known)
  const { takenFor, hasNoSuchTag } = known.lookUp(image, said)
  if (takenFor !== undefined && said === undefined) {
    return [noted(place, path, { kind: 'takenForImage', image, known: takenFor })]
  }
  if (!hasNoSuchTag || said?.pull !== undefined || said?.pullSecret !== undefined || said?.present) return []
  const where = entryPlace(normalizeImage(image), known)
  const fix = imageEntryFix({ kind: 'imageIsThere' }, image, { pull: 'ok' }, where)
  const problem = noted(place, path, { kind: 'noSuchTag', image })
  return [{ ...problem, code: 'not-found', severity: 'warning', ...(fix ? { fix } : {}) }]
}

function usesInObject({ object, place }: TextObject): PlacedUse[] {
  const { pod, path } = podOf(object) ?? {}
  if (!pod) return []
  const namespace = object.metadata.namespace ?? ''
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    (pod.spec[list] ?? []).map((container, index) => ({
      ...{ pod, container, namespace, place },
      path: `${path}.${list}[${index}].image`,
    })),
  )
}

function programOf({ pod, container, namespace }: Use, said: ScenarioImage | undefined, known: KnownImages) {
  const services = known.services.filter(({ metadata }) => (metadata.namespace ?? '') === namespace)
  return assumeProgram({ pod, container, services, said, assumptions: known.assumptions })
}

function saidOf(image: string, { said }: KnownImages): ScenarioImage | undefined {
  const name = normalizeImage(image)
  return said.findLast((each) => each.name === name)
}

function entryPlace(name: string, { said, stream, scenario }: KnownImages): EntryPlace {
  const index = said.findLastIndex((each) => each.name === name)
  return { stream, scenario, index: index < 0 ? undefined : index }
}

function usedBy(action: Action, { objects }: KnownImages): readonly Use[] {
  switch (action.kind) {
    case 'run':
      return [
        ...action.brings.objects.flatMap(containersOf),
        ...action.brings.images.map((brought) => changed(brought, objects)),
      ]
    case 'apply':
      return action.objects.flatMap(containersOf)
    case 'writeStaticPod':
      return containersOf(action.object)
    default:
      return []
  }
}

function containersOf(object: KubeObject): readonly Use[] {
  const { pod } = podOf(object) ?? {}
  if (!pod) return []
  const { initContainers = [], containers } = pod.spec
  const namespace = object.metadata.namespace ?? ''
  return [...initContainers, ...containers].map((container) => ({ pod, container, namespace }))
}

/** The container as the text has it, with another image; or one that joins a Pod, and whose input is open. */
function changed({ image, namespace, of, command }: BroughtImage, objects: readonly ScenarioObject[]): Use {
  if (!of) return alone({ image, stdin: true, ...(command ? { command } : {}) }, namespace)
  const { container: name } = of
  const { object } = objects.find(({ object }) => object.metadata.name === of.name && podOf(object)) ?? {}
  const pod = object && podOf(object)?.pod
  const replaced = (container: Container): Container => (container.name === name ? { ...container, image } : container)
  if (!pod) return alone({ image }, namespace)
  const { initContainers = [], containers } = pod.spec
  const spec: PodSpec = {
    ...pod.spec,
    initContainers: initContainers.map(replaced),
    containers: containers.map(replaced),
  }
  const container = [...(spec.initContainers ?? []), ...spec.containers].find((each) => each.image === image)
  return container ? { pod: { ...pod, spec }, container, namespace } : alone({ image }, namespace)
}

/** A container that joins a Pod of which nothing more is known here. */
function alone(
  {
    image,
    command = [],
    stdin,
  }: { readonly image: string; readonly command?: readonly string[]; readonly stdin?: boolean },
  namespace: string,
): Use {
  const container: Container = { name: '', image, command: [...command], ...(stdin ? { stdin } : {}) }
  return { pod: { spec: { containers: [] } }, container, namespace }
}
