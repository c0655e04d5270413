import { MINUTE, parseGoDuration } from '../../lib/time.ts'
import { kindWithGroup } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, fieldManager, PRINT_FLAGS, VALIDATE_FLAG } from '../command-line/global-flags.ts'
import { filesMistake, type ManifestObject, readManifests } from '../command-line/manifests.ts'
import { broughtByFiles } from './brought-by-files.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { withSource } from './error-text.ts'
import { fieldValidationOf, validateMistake } from './field-validation.ts'
import { withLastApplied } from './last-applied.ts'
import { printResult } from './print-result.ts'
import { waitUntilGone } from './until-gone.ts'
import { warnOf } from './warn.ts'

// kubectl: pkg/cmd/replace/replace.go (v1.36)
export const replace: Command = {
  name: 'replace',
  usage: '-f FILENAME [options]',
  flags: flagSet(
    '--cascade string=background?background; --force bool; --grace-period int=-1; --raw string; --save-config bool',
    '--subresource string; --timeout duration=0s; --wait bool',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${VALIDATE_FLAG}`,
    fieldManager('kubectl-replace'),
  ),
  complete: 'none',
  check,
  brings: broughtByFiles,
  *run(call) {
    const { objects, errors } = yield* readManifests(call)
    const failures: CommandFailure[] = [...errors]
    if (objects.length === 0 && errors.length === 0) throw new CommandError('no objects passed to replace')
    if (call.given.bool('force') && dryRunOf(call.given) === 'none') yield* removeAll(call, objects)
    for (const each of objects) {
      const failure = yield* replaceOne(call, each)
      if (failure) failures.push(failure)
    }
    if (failures.length > 0) throw new CommandError(failures)
    return 0
  },
}

// kubectl: pkg/cmd/replace/replace.go Validate (v1.36)
function check(given: Given, path: string): string | undefined {
  const force = given.bool('force')
  if (!force && (given.int('grace-period') ?? -1) >= 0) return '--grace-period must have --force specified'
  if (!force && (parseGoDuration(given.text('timeout')) ?? 0) !== 0) return '--timeout must have --force specified'
  if (given.args.length > 0) return usageError(path, `Unexpected args: [${given.args.join(' ')}]`)
  return filesMistake(given) ?? dryRunMistake(given) ?? validateMistake(given)
}

/** What was there goes first: a new one takes its place. */
// kubectl: pkg/cmd/replace/replace.go forceReplace (v1.36)
function* removeAll(call: Call, objects: readonly ManifestObject[]): Activity<void> {
  const { client, given, terminal } = call
  const grace = given.int('grace-period') ?? -1
  const going = []
  for (const { info, namespace, object } of objects) {
    const ref = { info, namespace, name: object.metadata.name }
    const reply = yield* client.delete(ref, grace < 0 ? {} : { gracePeriodSeconds: Math.max(grace, 1) })
    if (reply.status?.reason === 'NotFound') continue
    if (reply.status) throw new CommandError(reply.status)
    const where = namespace === '' ? '' : ` from ${namespace} namespace`
    yield* terminal.stdout.write(`${kindWithGroup(info)} ${JSON.stringify(ref.name)} deleted${where}\n`)
    if (reply.ok) going.push({ ref, uid: reply.ok.metadata.uid })
  }
  yield* waitUntilGone(call, going, parseGoDuration(given.text('timeout')) || 5 * MINUTE)
}

function* replaceOne(
  call: Call,
  { info, namespace, object, source }: ManifestObject,
): Activity<CommandFailure | undefined> {
  const { client, given, terminal } = call
  const dryRun = dryRunOf(given)
  const sent = given.bool('save-config') ? withLastApplied(object) : object
  if (dryRun === 'client') {
    yield* printResult(call, sent, 'replaced', dryRun)
    return undefined
  }
  const subresource = given.text('subresource')
  const options = {
    dryRun: dryRun === 'server',
    fieldValidation: fieldValidationOf(given),
    ...(subresource === '' ? {} : { subresource }),
  }
  const reply =
    given.bool('force') && dryRun === 'none'
      ? yield* client.create(info, namespace, sent, options)
      : yield* client.update({ info, namespace, name: object.metadata.name }, sent, options)
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) return withSource(reply.status, 'replacing', source)
  yield* printResult(call, reply.ok, 'replaced', dryRun)
  return undefined
}
