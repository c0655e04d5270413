import { type Duration, HOUR, parseGoDuration } from '../../lib/time.ts'
import { kindWithGroup } from '../../manifest/schema/kinds.ts'
import type { Activity, DeleteOptions, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import {
  argumentMistake,
  FILES_ALONE,
  isKnownKind,
  NO_NAME,
  type TargetOptions,
} from '../command-line/resource-arguments.ts'
import { type DryRun, dryRunMistake, dryRunOf, drySuffix } from './dry-run.ts'
import { withSource } from './error-text.ts'
import { refsOf, type SourcedRef } from './refs.ts'
import { waitUntilGone } from './until-gone.ts'
import { warn } from './warn.ts'

const FORCE_WARNING =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.'

/** `true` and `false` are what kubectl knew before. */
// kubectl: pkg/cmd/util/helpers.go GetCascadingStrategy (v1.36)
const PROPAGATIONS: ReadonlyMap<string, DeleteOptions['propagationPolicy']> = new Map([
  ['background', 'Background'],
  ['true', 'Background'],
  ['foreground', 'Foreground'],
  ['orphan', 'Orphan'],
  ['false', 'Orphan'],
])

// kubectl: pkg/cmd/delete/delete.go (v1.36)
export const deleteCommand: Command = {
  name: 'delete',
  usage: '([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]',
  flags: flagSet(
    '--all bool; -A --all-namespaces bool; --cascade string=background?background; --field-selector string',
    '--force bool; --grace-period int=-1; --ignore-not-found bool; -i --interactive bool; --now bool',
    '-o --output string; --raw string; --timeout duration=0s; --wait bool=true',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${SELECTOR_FLAG}`,
  ),
  complete: 'resources',
  check,
  *run(call) {
    const { given, client, terminal } = call
    const dryRun = dryRunOf(given)
    const grace = graceOf(given)
    if (given.bool('force') && grace === 0) yield* warn(terminal, FORCE_WARNING)
    const refs = yield* refsOf(call, selectionOf(given), { ignoreNotFound: given.bool('ignore-not-found') })
    const chosen = given.bool('interactive') ? yield* confirmed(call, refs) : refs
    const options: DeleteOptions = {
      dryRun: dryRun === 'server',
      ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
      propagationPolicy: PROPAGATIONS.get(given.text('cascade')) ?? 'Background',
    }
    const errors: CommandFailure[] = []
    const going: { ref: ObjectRef; uid: string | undefined }[] = []
    for (const { ref, source } of chosen) {
      if (dryRun !== 'client') {
        const reply = yield* client.delete(ref, options)
        yield* warn(
          terminal,
          reply.warnings.map((text) => `Warning: ${text}`),
        )
        if (reply.status) {
          if (reply.status.reason === 'NotFound' && given.bool('ignore-not-found')) continue
          errors.push(withSource(reply.status, 'deleting', source))
          continue
        }
        if (reply.ok) going.push({ ref, uid: reply.ok.metadata.uid })
      }
      yield* terminal.stdout.write(`${said(ref, given, dryRun)}\n`)
    }
    if (errors.length > 0) throw new CommandError(errors)
    if (chosen.length === 0 && !given.bool('interactive')) {
      yield* terminal.stdout.write('No resources found\n')
    }
    if (!given.bool('wait') || dryRun !== 'none') return 0
    yield* waitUntilGone(call, going, timeoutOf(given))
    return 0
  },
}

function said({ info, name, namespace }: ObjectRef, given: Given, dryRun: DryRun): string {
  const kind = kindWithGroup(info)
  if (given.text('output') === 'name') return `${kind}/${name}`
  const where = namespace === '' ? '' : ` from ${namespace} namespace`
  const how = given.bool('force') ? 'force deleted' : 'deleted'
  return `${kind} "${name}" ${how}${where}${drySuffix(dryRun)}`
}

function selectionOf(given: Given): TargetOptions {
  return {
    all: given.bool('all'),
    selector: given.text('selector'),
    fieldSelector: given.text('field-selector'),
    allNamespaces: given.bool('all-namespaces'),
  }
}

function check(given: Given): string | undefined {
  const cascade = given.text('cascade')
  if (!PROPAGATIONS.has(cascade)) {
    return `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`
  }
  if (given.bool('now') && given.int('grace-period') !== -1) {
    return '--now and --grace-period cannot be specified together'
  }
  const dry = dryRunMistake(given)
  if (dry !== undefined) return dry
  if (given.bool('all') && (given.text('selector') !== '' || given.text('field-selector') !== '')) {
    return "setting 'all' parameter but found a non empty selector. "
  }
  const files = given.has('filename') || given.has('kustomize')
  if (files && given.args.length > 0) {
    return FILES_ALONE
  }
  const words = files ? undefined : argumentMistake(given.args, selectionOf(given))
  if (words !== undefined && words !== NO_NAME) return words
  const output = given.text('output')
  if (words === undefined && output !== '' && output !== 'name') {
    return `unexpected -o output mode: ${output}. We only support '-o name'`
  }
  if (words === undefined && given.bool('force') && (given.bool('now') || (given.int('grace-period') ?? -1) > 0)) {
    return '--force and --grace-period greater than 0 cannot be specified together'
  }
  // Whether there is such a kind counts more, and may be for the server to say.
  return words === NO_NAME && !given.args.every((word) => isKnownKind(word)) ? undefined : words
}

/** Negative: the object's own. Nought without force is too much to ask: the shortest that is graceful. */
function graceOf(given: Given): number {
  if (given.bool('now')) return 1
  const grace = given.int('grace-period') ?? -1
  if (given.bool('force')) return Math.max(grace, 0)
  return grace === 0 ? 1 : grace
}

/** Without one, a week. */
function timeoutOf(given: Given): Duration {
  return parseGoDuration(given.text('timeout')) || 168 * HOUR
}

function* confirmed({ terminal }: Call, refs: readonly SourcedRef[]): Activity<readonly SourcedRef[]> {
  if (refs.length === 0) {
    yield* terminal.stdout.write('No resources found\n')
    return refs
  }
  const list = refs.map(({ ref }) => `${ref.info.resource}/${ref.name}\n`).join('')
  yield* terminal.stdout.write(
    `You are about to delete the following ${refs.length} resource(s):\n${list}Do you want to continue? (y/N): `,
  )
  const answer = (yield* terminal.stdin.read()) ?? ''
  if (/^y(?:es)?\s*$/i.test(answer)) return refs
  yield* terminal.stdout.write('deletion is cancelled\n')
  return []
}
