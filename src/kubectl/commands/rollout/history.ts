import type { Activity } from '../../client/api-client.ts'
import { type Call, type Command, CommandError } from '../../command-line/command.ts'
import { flagSet } from '../../command-line/flag-set.ts'
import { FILENAME_FLAGS, PRINT_FLAGS, SELECTOR_FLAG } from '../../command-line/global-flags.ts'
import { objectPrinter } from '../../printers/object-printer.ts'
import { DESCRIBE_LAYOUT, formatTable } from '../../printers/table.ts'
import { printResult } from '../print-result.ts'
import { type Visited, visit } from '../visit.ts'
import { kindOf, type Revision, revisionsOf } from './revisions.ts'
import { templateText } from './template-text.ts'
import { nothingFound, selectionOf, wordsMistake } from './words.ts'

// kubectl: pkg/cmd/rollout/rollout_history.go (v1.36)
export const history: Command = {
  name: 'history',
  usage: '(TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: flagSet(`--revision int=0; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`),
  complete: 'resources',
  check: (given) =>
    wordsMistake(given) ??
    ((given.int('revision') ?? 0) < 0 ? `revision must be a positive integer: ${given.int('revision')}` : undefined),
  *run(call) {
    const count = yield* visit(call, selectionOf(call.given), (visited) => showHistory(call, visited))
    if (count === 0) yield* nothingFound(call)
    return 0
  },
}

function* showHistory(call: Call, { object }: Visited): Activity<void> {
  const { given, terminal } = call
  const wanted = given.int('revision') ?? 0
  const revisions = yield* revisionsOf(call, object)
  if (!revisions) {
    throw new CommandError(`no history viewer has been implemented for ${JSON.stringify(kindOf(object))}`)
  }
  const print = objectPrinter(call)
  const chosen = wanted === 0 ? revisions.at(-1) : revisions.find(({ number }) => number === wanted)
  if (print && given.text('output') !== 'name') {
    if (!chosen) throw new CommandError('unable to find the specified revision')
    return yield* terminal.stdout.write(print(chosen.kept))
  }
  if (revisions.length === 0) return yield* printResult(call, object, '\nNo rollout history found.')
  if (wanted === 0) return yield* printResult(call, object, `\n${historyTable(revisions)}`)
  if (!chosen) throw new CommandError('unable to find the specified revision')
  yield* printResult(call, object, `with revision #${wanted}\n${templateText(chosen)}`)
}

function historyTable(revisions: readonly Revision[]): string {
  const rows = revisions.map(({ number, changeCause }) => [String(number), changeCause || '<none>'])
  return formatTable([['REVISION', 'CHANGE-CAUSE'], ...rows], DESCRIBE_LAYOUT)
}
