import { ensure } from '../../lib/assert.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, fieldManager, PRINT_FLAGS } from '../command-line/global-flags.ts'
import { argumentMistake } from '../command-line/resource-arguments.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { exposedService } from './exposed-service.ts'
import { printResult } from './print-result.ts'
import { type Visited, visit } from './visit.ts'

// kubectl: pkg/cmd/expose/expose.go (v1.36)
export const expose: Command = {
  name: 'expose',
  usage:
    '(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type] [options]',
  flags: flagSet(
    '--cluster-ip string; --external-ip string; -l --labels string; --load-balancer-ip string; --name string',
    '--override-type string=merge; --overrides string; --port string; --protocol string; --save-config bool',
    '--selector string; --session-affinity string; --target-port string; --type string',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}`,
    fieldManager('kubectl-expose'),
  ),
  complete: 'resources',
  check: (given: Given) => dryRunMistake(given) ?? (given.has('filename') ? undefined : argumentMistake(given.args)),
  notSimulated: (given, path) => (given.text('overrides') === '' ? [] : [`${path} --overrides`]),
  *run(call) {
    yield* visit(call, {}, (visited) => exposeOne(call, visited))
    return 0
  },
}

function* exposeOne(call: Call, { object }: Visited): Activity<void> {
  const { client, given, namespace } = call
  const made = exposedService(given, object)
  if (typeof made === 'string') throw new CommandError(made)
  const dryRun = dryRunOf(given)
  if (dryRun === 'client') return yield* printResult(call, made, 'exposed', dryRun)
  const info = ensure(kindInfo('v1', 'Service'), 'the kind of Services')
  const reply = yield* client.create(info, object.metadata.namespace ?? namespace, made, {
    dryRun: dryRun === 'server',
  })
  if (reply.status) throw new CommandError(reply.status)
  yield* printResult(call, reply.ok, 'exposed', dryRun)
}
