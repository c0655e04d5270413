import { ensure } from '../../lib/assert.ts'
import type { Node } from '../../manifest/object/node.ts'
import { type KindInfo, kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef, Status } from '../client/api-client.ts'
import { type Call, type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { type NamedTarget, targetsOf } from '../command-line/resource-arguments.ts'
import { type DryRun, dryRunMistake, dryRunOf, drySuffix } from './dry-run.ts'
import { listSelected } from './refs.ts'
import { warn } from './warn.ts'

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
      for (const ref of yield* nodesMeant(call)) yield* cordonOne(call, ref, name, dryRunOf(call.given))
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
// cli-runtime: pkg/resource/builder.go ResourceNames, SingleResourceType; kubectl: pkg/cmd/drain/drain.go Complete (v1.36)
export function* nodesMeant(call: Call): Activity<readonly ObjectRef[]> {
  const { given, client } = call
  const info = ensure(kindInfo('v1', 'Node'), 'the kind of nodes')
  if (given.text('selector') === '') {
    const refs = given.args.map((word) => refNamed(call, word, info))
    if (new Set(refs.map(({ info }) => info)).size > 1) {
      throw new CommandError('you may only specify a single resource type')
    }
    for (const ref of refs) {
      const present = yield* client.get(ref)
      if (present.status) throw new CommandError(present.status)
      if (ref.info.kind !== 'Node') {
        throw new CommandError(`error: expected resource of type node, got ${JSON.stringify(resourceText(ref.info))}`)
      }
    }
    return refs
  }
  const reply = yield* listSelected(call, info, { selector: given.text('selector') })
  if ('failure' in reply) throw new CommandError(reply.failure)
  return reply.objects.map(({ metadata }) => ({ info, namespace: '', name: metadata.name }))
}

function refNamed(call: Call, word: string, nodes: KindInfo): ObjectRef {
  if (!word.includes('/')) return { info: nodes, namespace: '', name: word }
  const targets = targetsOf([word], {}, call.client)
  const [{ info, name }] = (targets.kind === 'named' ? targets.items : []) as [NamedTarget]
  return { info, namespace: info.namespaced ? call.namespace : '', name }
}

/** Go's text for a GroupVersionResource. */
function resourceText({ apiVersion, resource }: KindInfo): string {
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Resource=${resource}`
}

/** Whether the scheduler may put Pods onto a node; those on it stay. A refusal is told, and does not end the command. */
// kubectl: pkg/cmd/drain/drain.go RunCordonOrUncordon; pkg/drain/cordon.go (v1.36)
export function* cordonOne(
  { client, terminal }: Call,
  ref: ObjectRef,
  verb: 'cordon' | 'uncordon',
  dryRun: DryRun,
): Activity<void> {
  const present = yield* client.get(ref)
  const refused = ({ message }: Status) =>
    warn(terminal, `error: unable to ${verb} node ${JSON.stringify(ref.name)}: ${message}`)
  if (present.status) return yield* refused(present.status)
  const wanted = verb === 'cordon'
  const node = present.ok as Node
  const is = (node.spec.unschedulable ?? false) === wanted ? `already ${verb}ed` : `${verb}ed`
  if (is === `${verb}ed` && dryRun !== 'client') {
    const text = JSON.stringify({ spec: { unschedulable: wanted ? true : null } })
    const reply = yield* client.patch(ref, 'strategic', text, { dryRun: dryRun === 'server' })
    if (reply.status) return yield* refused(reply.status)
  }
  yield* terminal.stdout.write(`node/${ref.name} ${is}${drySuffix(dryRun)}\n`)
}
