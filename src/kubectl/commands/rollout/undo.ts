import { LAST_APPLIED } from '../../../manifest/object/last-applied.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { sameMeaning } from '../../../manifest/same-meaning.ts'
import type { Activity } from '../../client/api-client.ts'
import { type Call, type Command, CommandError } from '../../command-line/command.ts'
import { flagSet } from '../../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, PRINT_FLAGS, SELECTOR_FLAG } from '../../command-line/global-flags.ts'
import { at } from '../../printers/field.ts'
import { dryRunMistake, dryRunOf } from '../dry-run.ts'
import { printResult } from '../print-result.ts'
import { type Visited, visit } from '../visit.ts'
import { warn } from '../warn.ts'
import { kindOf, type Revision, revisionsOf, type Template, templateOf } from './revisions.ts'
import { templateText } from './template-text.ts'
import { nothingFound, selectionOf, wordsMistake } from './words.ts'

// kubectl: pkg/cmd/rollout/rollout_undo.go, pkg/polymorphichelpers/rollback.go (v1.36)
export const undo: Command = {
  name: 'undo',
  usage: '(TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: flagSet(`--to-revision int=0; ${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`),
  complete: 'resources',
  check: (given) => wordsMistake(given) ?? dryRunMistake(given),
  *run(call) {
    const count = yield* visit(call, selectionOf(call.given), (visited) => undoOne(call, visited))
    if (count === 0) yield* nothingFound(call)
    return 0
  },
}

function* undoOne(call: Call, { ref, object }: Visited): Activity<void> {
  const { client, given, terminal } = call
  const dryRun = dryRunOf(given)
  const revisions = yield* revisionsOf(call, object)
  if (!revisions) throw new CommandError(`no rollbacker has been implemented for ${JSON.stringify(kindOf(object))}`)
  if (object.metadata.annotations?.[LAST_APPLIED] !== undefined) {
    yield* warn(
      terminal,
      `Warning: resource ${ref.info.resource}/${ref.name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`,
    )
  }
  const revision = revisionMeant(object, revisions, given.int('to-revision') ?? 0)
  if (dryRun === 'client') return yield* printResult(call, object, templateText(revision), dryRun)
  if (at(object, 'spec', 'paused') === true) {
    throw new CommandError(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    )
  }
  const template = withoutHash(templateOf(revision))
  if (sameMeaning(template, withoutHash((at(object, 'spec', 'template') ?? {}) as Template))) {
    const skipped = `skipped rollback (current template already matches revision ${given.int('to-revision') ?? 0})`
    return yield* printResult(call, object, skipped, dryRun)
  }
  const options = { dryRun: dryRun === 'server' }
  const reply =
    object.kind === 'Deployment'
      ? yield* client.patch(ref, 'json', deploymentPatch(object, revision, template), options)
      : yield* client.patch(ref, 'strategic', JSON.stringify(at(revision.kept, 'data')), options)
  if (reply.status) throw new CommandError(`failed restoring revision ${revision.number}: ${reply.status.message}`)
  yield* printResult(call, reply.ok, 'rolled back', dryRun)
}

/** `wanted` 0: the one before the present one. */
function revisionMeant(object: KubeObject, revisions: readonly Revision[], wanted: number): Revision {
  if (wanted !== 0) {
    const found = revisions.find(({ number }) => number === wanted)
    if (found) return found
    throw new CommandError(`unable to find specified revision ${wanted} in history`)
  }
  const before = revisions.at(-2)
  if (before) return before
  throw new CommandError(
    object.kind === 'Deployment'
      ? `no rollout history found for deployment ${JSON.stringify(object.metadata.name)}`
      : 'no last revision to roll back to',
  )
}

const HASH = 'pod-template-hash'

function withoutHash(template: Template): Template {
  const { [HASH]: _hash, ...labels } = template.metadata?.labels ?? {}
  return { ...template, metadata: { ...template.metadata, labels } }
}

/** What says which revision it is, or what it was made from, is the Deployment's own. */
const OWN = [
  LAST_APPLIED,
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]

function deploymentPatch(object: KubeObject, { kept }: Revision, template: Template): string {
  const pick = (annotations: Readonly<Record<string, string>> = {}, own: boolean) =>
    Object.entries(annotations).filter(([key]) => OWN.includes(key) === own)
  const annotations = Object.fromEntries([
    ...pick(object.metadata.annotations, true),
    ...pick(kept.metadata.annotations, false),
  ])
  return JSON.stringify([
    { op: 'replace', path: '/spec/template', value: template },
    { op: object.metadata.annotations ? 'replace' : 'add', path: '/metadata/annotations', value: annotations },
  ])
}
