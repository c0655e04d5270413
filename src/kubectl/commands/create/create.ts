import type { Activity } from '../../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure, usageError } from '../../command-line/command.ts'
import { flagSet } from '../../command-line/flag-set.ts'
import {
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  fieldManager,
  PRINT_FLAGS,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../../command-line/global-flags.ts'
import { filesMistake, type ManifestObject, readManifests } from '../../command-line/manifests.ts'
import { broughtByFiles } from '../brought-by-files.ts'
import { RECORD_FLAG, recorded } from '../change-cause.ts'
import { dryRunMistake, dryRunOf } from '../dry-run.ts'
import { withSource } from '../error-text.ts'
import { fieldValidationOf, validateMistake } from '../field-validation.ts'
import { withLastApplied } from '../last-applied.ts'
import { printResult } from '../print-result.ts'
import { warnOf } from '../warn.ts'
import { configMap } from './configmap.ts'
import { cronJob } from './cronjob.ts'
import { deployment } from './deployment.ts'
import { ingress } from './ingress.ts'
import { job } from './job.ts'
import { namespace } from './namespace.ts'
import { podDisruptionBudget } from './poddisruptionbudget.ts'
import { priorityClass } from './priorityclass.ts'
import { quota } from './quota.ts'
import { clusterRole, role } from './role.ts'
import { clusterRoleBinding, roleBinding } from './rolebinding.ts'
import { secret } from './secret.ts'
import { serviceCommands } from './service.ts'
import { serviceAccount } from './serviceaccount.ts'
import { token } from './token.ts'

// kubectl: pkg/cmd/create/create.go (v1.36)
export const create: Command = {
  name: 'create',
  usage: '-f FILENAME [options]',
  flags: flagSet(
    '--edit bool; --raw string; --save-config bool; --windows-line-endings bool',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}; ${VALIDATE_FLAG}; ${RECORD_FLAG}`,
    fieldManager('kubectl-create'),
  ),
  commands: [
    ...[namespace, quota, secret, configMap, serviceAccount, serviceCommands, deployment, clusterRole],
    ...[clusterRoleBinding, role, roleBinding, podDisruptionBudget, priorityClass, job, cronJob, ingress, token],
  ],
  complete: 'none',
  check: (given, path) =>
    (given.args.length > 0 ? usageError(path, `Unexpected args: [${given.args.join(' ')}]`) : undefined) ??
    filesMistake(given) ??
    dryRunMistake(given) ??
    validateMistake(given),
  brings: broughtByFiles,
  *run(call) {
    const { objects, errors } = yield* readManifests(call)
    const failures: CommandFailure[] = [...errors]
    if (objects.length === 0 && errors.length === 0) throw new CommandError('no objects passed to create')
    for (const each of objects) {
      const failure = yield* createOne(call, each)
      if (failure) failures.push(failure)
    }
    if (failures.length > 0) throw new CommandError(failures)
    return 0
  },
}

function* createOne(
  call: Call,
  { info, object, namespace, source }: ManifestObject,
): Activity<CommandFailure | undefined> {
  const { client, given, terminal } = call
  const dryRun = dryRunOf(given)
  const named = recorded(call, object)
  const sent = given.bool('save-config') ? withLastApplied(named) : named
  if (dryRun === 'client') {
    yield* printResult(call, sent, 'created', dryRun)
    return undefined
  }
  const options = { dryRun: dryRun === 'server', fieldValidation: fieldValidationOf(given) }
  const reply = yield* client.create(info, namespace, sent, options)
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) return withSource(reply.status, 'creating', source)
  yield* printResult(call, reply.ok, 'created', dryRun)
  return undefined
}
