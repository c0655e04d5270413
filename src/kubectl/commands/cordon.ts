import { ensure } from '../../lib/assert.ts'
import type { Node } from '../../manifest/object/node.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { type DryRun, dryRunMistake, dryRunOf, drySuffix } from './dry-run.ts'
import { listSelected } from './refs.ts'

export const cordon: Command = cordonCommand('cordon')
export const uncordon: Command = cordonCommand('uncordon')

// kubectl: pkg/cmd/drain/drain.go NewCmdCordon, NewCmdUncordon, RunCordonOrUncordon (v1.36)
function cordonCommand(name: 'cordon' | 'uncordon'): Command {
  return {
    name,
    usage: 'NODE [options]',
    flags: flagSet(DRY_RUN_FLAG, SELECTOR_FLAG),
    complete: 'nodes',
    check: (given, path) => nodesMistake(given, path, name) ?? dryRunMistake(given),
    *run(call) {
      const failures: CommandFailure[] = []
      for (const ref of yield* nodesMeant(call)) {
        const failure = yield* cordonOne(call, ref, name, dryRunOf(call.given))
        if (failure !== undefined) failures.push(failure)
      }
      if (failures.length > 0) throw new CommandError(failures)
      return 0
    },
  }
}

// kubectl: pkg/cmd/drain/drain.go Complete (v1.36)
export function nodesMistake(given: Given, path: string, verb: string): string | undefined {
  const selector = given.text('selector') !== ''
  if (given.args.length === 0 && !selector) return usageError(path, `USAGE: ${verb} NODE [flags]`)
  if (given.args.length > 0 && selector)
    return usageError(path, 'cannot specify both a node name and a --selector option')
  return undefined
}

/** The nodes that the words name, or that the selector picks. Of one that is not there nothing is done to any. */
export function* nodesMeant(call: Call): Activity<readonly ObjectRef[]> {
  const { given, client } = call
  const info = ensure(kindInfo('v1', 'Node'), 'the kind of nodes')
  if (given.text('selector') === '') {
    const refs = given.args.map((word) => ({ info, namespace: '', name: word.replace(/^(?:nodes?|no)\//, '') }))
    for (const ref of refs) {
      const present = yield* client.get(ref)
      if (present.status) throw new CommandError(present.status)
    }
    return refs
  }
  const reply = yield* listSelected(call, info, { selector: given.text('selector') })
  if ('failure' in reply) throw new CommandError(reply.failure)
  return reply.objects.map(({ metadata }) => ({ info, namespace: '', name: metadata.name }))
}

/** Whether the scheduler may put Pods onto a node; those on it stay. */
// kubectl: pkg/drain/cordon.go (v1.36)
export function* cordonOne(
  { client, terminal }: Call,
  ref: ObjectRef,
  verb: 'cordon' | 'uncordon',
  dryRun: DryRun,
): Activity<CommandFailure | undefined> {
  const present = yield* client.get(ref)
  if (present.status) return present.status
  const wanted = verb === 'cordon'
  const node = present.ok as Node
  const is = (node.spec.unschedulable ?? false) === wanted ? `already ${verb}ed` : `${verb}ed`
  if (is === `${verb}ed` && dryRun !== 'client') {
    const text = JSON.stringify({ spec: { unschedulable: wanted ? true : null } })
    const reply = yield* client.patch(ref, 'strategic', text, { dryRun: dryRun === 'server' })
    if (reply.status) return `unable to ${verb} node ${JSON.stringify(ref.name)}: ${reply.status.message}`
  }
  yield* terminal.stdout.write(`node/${ref.name} ${is}${drySuffix(dryRun)}\n`)
  return undefined
}
