import { ownValue } from '../lib/own.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import { type Place, placeAt, problemAt } from '../manifest/place.ts'
import type { Container } from '../manifest/pod/container.ts'
import type { PodSpec } from '../manifest/pod/pod.ts'
import type { Problem } from '../manifest/problem.ts'
import type { Action } from './action.ts'
import { assumeProgram, type PodLike } from './assumed-program.ts'
import { assumedImageText } from './assumed-words.ts'
import type { Assumptions } from './assumptions.ts'
import { normalizeImage } from './image-reference.ts'
import type { ScenarioImage, ScenarioObject, Step } from './scenario.ts'

/** What whoever holds the catalogue says of an image. */
export interface ImageFacts {
  /** Nobody knows what it does. */
  readonly assumed: boolean
}

export interface KnownImages {
  /** Those of the Scenario. */
  readonly said: readonly ScenarioImage[]
  readonly lookUp: (reference: string, said: ScenarioImage | undefined) => ImageFacts
  readonly objects: readonly ScenarioObject[]
  readonly assumptions: Assumptions
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
function podOf(object: KubeObject): { readonly pod: PodLike; readonly path: string } | undefined {
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

/** What stands in for images that nobody knows has to be said where they stand. */
export function assumedInObject(object: KubeObject, place: Place, known: KnownImages): Problem[] {
  const { pod, path } = podOf(object) ?? {}
  if (!pod) return []
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    (pod.spec[list] ?? []).flatMap((container, index) => {
      const at = { place, path: `${path}.${list}[${index}].image` }
      return assumedInContainer({ pod, container, namespace: object.metadata.namespace ?? '' }, at, known)
    }),
  )
}

/** The same of images that come with a step, at the step. */
export function assumedInStep({ action, range }: Step, document: number, known: KnownImages): Problem[] {
  const at = { place: placeAt(document, range), path: 'spec.steps' }
  return usedBy(action, known).flatMap((used) => assumedInContainer(used, at, known))
}

interface Used {
  readonly pod: PodLike
  readonly container: Container
  readonly namespace: string
}

function assumedInContainer(
  { pod, container, namespace }: Used,
  { place, path }: { readonly place: Place; readonly path: string },
  { said: images, lookUp, objects, assumptions }: KnownImages,
): Problem[] {
  const { image, command } = container
  if (image === undefined) return []
  const name = normalizeImage(image)
  const said = images.find((each) => each.name === name)
  if (!lookUp(image, said).assumed) return []
  const services = objects
    .map(({ object }) => object)
    .filter(({ kind, metadata }) => kind === 'Service' && (metadata.namespace ?? '') === namespace)
  const program = assumeProgram({ pod, container, services, said, assumptions })
  const message = assumedImageText(image, program, command)
  return [problemAt(place, { code: 'not-simulated', severity: 'info', message, path, at: 'value' })]
}

function usedBy(action: Action, { objects }: KnownImages): readonly Used[] {
  switch (action.kind) {
    case 'apply':
      return action.objects.flatMap(containersOf)
    case 'writeStaticPod':
      return containersOf(action.object)
    case 'setImage':
      return Object.entries(action.images).map(([name, image]) => changed(name, image, action, objects))
    case 'debug':
      return [alone({ ...action.container, stdin: true }, action.namespace)]
    default:
      return []
  }
}

function containersOf(object: KubeObject): readonly Used[] {
  const { pod } = podOf(object) ?? {}
  if (!pod) return []
  const { initContainers = [], containers } = pod.spec
  const namespace = object.metadata.namespace ?? ''
  return [...initContainers, ...containers].map((container) => ({ pod, container, namespace }))
}

/** The container as the text has it, with another image. */
function changed(
  name: string,
  image: string,
  { namespace, name: of }: Action & { readonly kind: 'setImage' },
  objects: readonly ScenarioObject[],
): Used {
  const { object } = objects.find(({ object }) => object.metadata.name === of && podOf(object)) ?? {}
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
): Used {
  const container: Container = { name: '', image, command: [...command], ...(stdin ? { stdin } : {}) }
  return { pod: { spec: { containers: [] } }, container, namespace }
}
