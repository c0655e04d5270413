import { compactJson } from '../../lib/json-text.ts'
import { LAST_APPLIED } from '../../manifest/object/last-applied.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure, usageError } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import {
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  fieldManager,
  PRINT_FLAGS,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../command-line/global-flags.ts'
import { filesMistake, type ManifestObject, readManifests } from '../command-line/manifests.ts'
import { broughtByFiles } from './brought-by-files.ts'
import { RECORD_FLAG, recorded } from './change-cause.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { withSource } from './error-text.ts'
import { fieldValidationOf, validateMistake } from './field-validation.ts'
import { applyPatch, withLastApplied } from './last-applied.ts'
import { printResult } from './print-result.ts'
import { prune, pruneMistake } from './prune.ts'
import { editLastApplied, setLastApplied, viewLastApplied } from './view-last-applied.ts'
import { warn, warnOf } from './warn.ts'

// kubectl: pkg/cmd/apply/apply.go, patcher.go (v1.36)
export const apply: Command = {
  name: 'apply',
  usage: '(-f FILENAME | -k DIRECTORY) [options]',
  flags: flagSet(
    '--all bool; --cascade string=background?background; --force bool; --force-conflicts bool; --grace-period int=-1',
    '--openapi-patch bool=true; --overwrite bool=true; --prune bool; --prune-allowlist strings; --server-side bool',
    '--subresource string; --timeout duration=0s; --wait bool',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}; ${VALIDATE_FLAG}; ${RECORD_FLAG}`,
    fieldManager('kubectl-client-side-apply'),
  ),
  commands: [viewLastApplied, setLastApplied, editLastApplied],
  complete: 'none',
  check: (given, path) =>
    given.args.length > 0
      ? usageError(path, `Unexpected args: [${given.args.join(' ')}]`)
      : (dryRunMistake(given) ?? validateMistake(given) ?? filesMistake(given) ?? pruneMistake(given)),
  brings: broughtByFiles,
  *run(call) {
    const { given } = call
    const { objects, errors } = yield* readManifests(call)
    const failures: CommandFailure[] = [...errors]
    const applied = new Set<string>()
    if (objects.length === 0 && errors.length === 0) throw new CommandError('no objects passed to apply')
    for (const each of objects) {
      try {
        const { uid } = (yield* applyOne(call, { ...each, object: recorded(call, each.object) })).metadata
        if (uid !== undefined) applied.add(uid)
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        failures.push(...error.errors)
      }
    }
    if (failures.length > 0) throw new CommandError(failures)
    if (given.bool('prune'))
      yield* prune(call, applied, new Set(objects.map(({ namespace }) => namespace).filter(Boolean)))
    return 0
  },
}

function* applyOne(call: Call, { info, object, namespace, source }: ManifestObject): Activity<KubeObject> {
  const { client, given, terminal } = call
  const { name, generateName } = object.metadata
  const dryRun = dryRunOf(given)
  if (!name && generateName) throw new CommandError(`from ${generateName}: cannot use generate name with apply`)
  if (!name) {
    throw new CommandError(notRetrieved({ info, namespace, name: '' }, source, 'resource name may not be empty'))
  }
  const options = { fieldValidation: fieldValidationOf(given), dryRun: dryRun === 'server' }
  const modified = withLastApplied(object)
  const ref = { info, namespace, name }
  const serverSide = given.bool('server-side')
  const present = yield* client.get(ref)
  if (present.status) {
    if (present.status.reason !== 'NotFound')
      throw new CommandError({ ...present.status, message: notRetrieved(ref, source, present.status.message) })
    const sent = serverSide ? object : modified
    if (dryRun === 'client') return yield* told(call, sent, 'created')
    const created = yield* client.create(info, namespace, sent, options)
    yield* warnOf(terminal, created.warnings)
    if (created.status) throw new CommandError(withSource(created.status, 'creating', source))
    return yield* told(call, created.ok, serverSide ? 'serverside-applied' : 'created')
  }
  const current = present.ok
  if (!serverSide && current.metadata.annotations?.[LAST_APPLIED] === undefined) {
    yield* warn(
      terminal,
      `Warning: resource ${info.resource}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
    )
  }
  const { type, patch } = applyPatch(serverSide ? object : modified, current, info)
  const isEmpty = Object.keys(patch).length === 0
  const word = serverSide ? 'serverside-applied' : isEmpty ? 'unchanged' : 'configured'
  if (dryRun === 'client' || (isEmpty && !serverSide)) return yield* told(call, current, word)
  const text = compactJson(patch)
  const patched = yield* client.patch(ref, type, text, options)
  yield* warnOf(terminal, patched.warnings)
  if (patched.status) {
    const doing = `applying patch:\n${text}\nto:\n${described(ref)}\nfor:`
    throw new CommandError(withSource(patched.status, doing, source))
  }
  return yield* told(call, patched.ok, word)
}

function* told(call: Call, object: KubeObject, word: string): Activity<KubeObject> {
  yield* printResult(call, object, word, dryRunOf(call.given))
  return object
}

// cli-runtime: pkg/resource/visitor.go Info.String (v1.36)
function described({ info, namespace, name }: ObjectRef): string {
  const version = info.apiVersion.includes('/') ? info.apiVersion : `/${info.apiVersion}`
  return `Resource: "${version}, Resource=${info.resource}", GroupVersionKind: "${version}, Kind=${info.kind}"\nName: "${name}", Namespace: "${namespace}"`
}

// kubectl: pkg/cmd/apply/apply.go applyOneObject (v1.36)
function notRetrieved(ref: ObjectRef, source: string, message: string): string {
  return `error when retrieving current configuration of:\n${described(ref)}\nfrom server for: ${JSON.stringify(source)}: ${message}`
}
