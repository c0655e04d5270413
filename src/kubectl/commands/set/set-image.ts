import type { KubeObject } from '../../../manifest/object/meta.ts'
import { podTemplateOf } from '../../../manifest/object/pod-template.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { Activity, ObjectRef } from '../../client/api-client.ts'
import {
  type Brought,
  type Call,
  type Command,
  CommandError,
  type CommandFailure,
  type Surroundings,
} from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import {
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  fieldManager,
  PRINT_FLAGS,
  SELECTOR_FLAG,
} from '../../command-line/global-flags.ts'
import { argumentMistake } from '../../command-line/resource-arguments.ts'
import { causeOf, RECORD_FLAG } from '../change-cause.ts'
import { dryRunMistake, dryRunOf } from '../dry-run.ts'
import { printResult } from '../print-result.ts'
import { refsOf } from '../refs.ts'
import { CHANGE_CAUSE } from '../rollout/revisions.ts'
import { warnOf } from '../warn.ts'
import { changed, changedContainers } from './change-objects.ts'

// kubectl: pkg/cmd/set/set_image.go (v1.36)
export const setImage: Command = {
  name: 'image',
  usage:
    '(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]',
  flags: flagSet(
    `--all bool; --local bool; ${RECORD_FLAG}`,
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`,
    fieldManager('kubectl-set'),
  ),
  complete: 'resources',
  resources: (given) => wordsOf(given).resources,
  check(given) {
    const { resources } = wordsOf(given)
    if (resources.length === 0 && !given.has('filename')) return argumentMistake([])
    return argumentMistake(resources, selectionOf(given)) ?? dryRunMistake(given)
  },
  brings,
  *run(call) {
    const { given } = call
    const { resources, images } = wordsOf(given)
    const failures: CommandFailure[] = []
    for (const { ref } of yield* refsOf({ ...call, given: given.withArgs(resources) }, selectionOf(given))) {
      const failure = yield* setOne(call, ref, images)
      failures.push(...failure)
    }
    if (failures.length > 0) throw new CommandError(failures)
    return 0
  },
}

interface Words {
  readonly resources: readonly string[]
  readonly images: ReadonlyMap<string, string>
}

function wordsOf({ args }: Given): Words {
  const pairs = args.filter((word) => word.includes('='))
  return {
    resources: args.filter((word) => !word.includes('=')),
    images: new Map(pairs.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])),
  }
}

function selectionOf(given: Given) {
  return { all: given.bool('all'), selector: given.text('selector') }
}

function brings(given: Given, { namespace }: Surroundings): Brought {
  const { resources, images } = wordsOf(given)
  const names = resources.some((word) => word.includes('/'))
    ? resources.map((word) => word.slice(word.indexOf('/') + 1))
    : resources.slice(1)
  return {
    images: names.flatMap((name) =>
      [...images].map(([container, image]) => ({ image, namespace, of: { name, container } })),
    ),
  }
}

function* setOne(call: Call, ref: ObjectRef, images: ReadonlyMap<string, string>): Activity<readonly CommandFailure[]> {
  const { client, given, terminal } = call
  const present = yield* client.get(ref)
  if (present.status) return [present.status]
  if (images.size === 0) return ['at least one image update is required']
  const { path, spec } = podTemplateOf(present.ok) ?? {}
  if (!path || !spec)
    return [
      `${ref.info.resource}/${ref.name} the object is not a pod or does not have a pod template: ${ref.info.kind}`,
    ]
  const all = [...(spec.initContainers ?? []), ...spec.containers]
  const missing = [...images.keys()].filter((name) => name !== '*' && !all.some((each) => each.name === name))
  if (missing.length > 0) return missing.map((name) => `unable to find container named ${JSON.stringify(name)}`)
  const changedIn = (list: readonly Container[] = []) =>
    list.flatMap(({ name, image }) => {
      const wanted = images.get(name) ?? images.get('*')
      return wanted === undefined || wanted === image ? [] : [{ name, image: wanted }]
    })
  const containers = changedIn(spec.containers)
  const initContainers = changedIn(spec.initContainers)
  const cause = causeOf(call)
  if (containers.length + initContainers.length === 0 && cause === undefined) return []
  const change = {
    ...(containers.length > 0 ? { containers } : {}),
    ...(initContainers.length > 0 ? { initContainers } : {}),
  }
  const dryRun = dryRunOf(given)
  const recording = cause === undefined ? {} : { metadata: { annotations: { [CHANGE_CAUSE]: cause } } }
  const changed = path.reduceRight<object>((inner, name) => ({ [name]: inner }), change)
  const text = JSON.stringify({ ...recording, ...changed })
  if (dryRun === 'client') {
    yield* printResult(call, withImages(present.ok, images), 'image updated', dryRun)
    return []
  }
  const reply = yield* client.patch(ref, 'strategic', text, { dryRun: dryRun === 'server' })
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) return [`failed to patch image update to pod template: ${reply.status.message}`]
  yield* printResult(call, reply.ok as KubeObject, 'image updated', dryRun)
  return []
}

function withImages(object: KubeObject, images: ReadonlyMap<string, string>): KubeObject {
  return [...images].reduce((before, [pattern, image]) => {
    const place = podTemplateOf(before)
    return place
      ? changed(
          before,
          changedContainers(place, pattern, (each) => ({ ...each, image })),
        )
      : before
  }, object)
}
