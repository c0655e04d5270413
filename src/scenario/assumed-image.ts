import type { KubeObject } from '../manifest/object/meta.ts'
import { type Place, problemAt } from '../manifest/place.ts'
import type { Pod } from '../manifest/pod/pod.ts'
import type { Problem } from '../manifest/problem.ts'
import type { Action } from './action.ts'
import { normalizeImage } from './image-reference.ts'
import type { ScenarioImage, Step } from './scenario.ts'

/** What is said wherever an image turns up that neither the catalogue nor the Scenario knows. */
export function assumedImageText(image: string, hasCommand: boolean): string {
  const does = hasCommand
    ? "its command is run with busybox' tools where it is one of them, and is else taken for a server on the declared ports that answers every probe"
    : 'it is taken for a server on its declared ports that answers every probe and ends on SIGTERM'
  return `not simulated: the image ${image}; ${does}. Say what it does in the Scenario: images: [{name: ${JSON.stringify(image)}, command: [podlapse, http, --start-delay, "5"]}]; or use podlapse/app and its flags.`
}

export interface KnownImages {
  /** Those of the Scenario. */
  readonly said: readonly ScenarioImage[]
  readonly knows: (reference: string) => boolean
}

/** Does somebody know what it runs? */
function isKnown(image: string, { said, knows }: KnownImages): boolean {
  const name = normalizeImage(image)
  return knows(image) || said.some((each) => each.command !== undefined && each.name === name)
}

/** Where an object has the spec of its Pods. */
const POD_SPECS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  ...Object.fromEntries(
    ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'].map((kind) => [kind, ['spec', 'template', 'spec']]),
  ),
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
}

function podSpecOf(object: KubeObject): { readonly spec: Pod['spec']; readonly path: string } | undefined {
  const path = POD_SPECS[object.kind]
  const spec = path?.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object)
  return path && spec ? { spec: spec as Pod['spec'], path: path.join('.') } : undefined
}

/** An image that nobody knows runs as a plain server: that has to be said where it stands. */
export function assumedInObject(object: KubeObject, place: Place, known: KnownImages): Problem[] {
  const problems: Problem[] = []
  const { spec, path } = podSpecOf(object) ?? {}
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, { image, command }] of (spec?.[list] ?? []).entries()) {
      if (image === undefined || isKnown(image, known)) continue
      problems.push(
        problemAt(place, {
          code: 'not-simulated',
          severity: 'info',
          message: assumedImageText(image, (command ?? []).length > 0),
          path: `${path}.${list}[${index}].image`,
          at: 'value',
        }),
      )
    }
  }
  return problems
}

/** The same of images that come with a step, at the step. */
export function assumedInStep({ action, range }: Step, document: number, known: KnownImages): Problem[] {
  return imagesOf(action)
    .filter(({ image }) => !isKnown(image, known))
    .map(({ image, command }) => ({
      code: 'not-simulated',
      severity: 'info',
      message: assumedImageText(image, (command ?? []).length > 0),
      path: 'spec.steps',
      document,
      ...(range ? { range } : {}),
    }))
}

interface Used {
  readonly image: string
  readonly command?: readonly string[] | undefined
}

function imagesOf(action: Action): readonly Used[] {
  switch (action.kind) {
    case 'apply':
      return action.objects.flatMap(containersOf)
    case 'writeStaticPod':
      return containersOf(action.object)
    case 'setImage':
      return Object.values(action.images).map((image) => ({ image }))
    case 'debug':
      return [action.container]
    default:
      return []
  }
}

function containersOf(object: KubeObject): readonly Used[] {
  const { initContainers = [], containers = [] } = podSpecOf(object)?.spec ?? {}
  return [...initContainers, ...containers]
}
