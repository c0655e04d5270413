import { type Command, CommandError } from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, fieldManager, PRINT_FLAGS } from '../../command-line/global-flags.ts'
import { labelSelectorOf } from '../create/poddisruptionbudget.ts'
import { changeObjects, objectsMistake, SET_FLAGS } from './change-objects.ts'

// kubectl: pkg/cmd/set/set_selector.go (v1.36)
export const setSelector: Command = {
  name: 'selector',
  usage: '(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version] [options]',
  flags: flagSet(
    `--resource-version string; ${SET_FLAGS}; ${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}`,
    fieldManager('kubectl-set'),
  ),
  complete: 'resources',
  resources: resourcesOf,
  check: (given) => (given.args.length === 0 ? 'one selector is required' : objectsMistake(resourcesOf(given), given)),
  *run(call) {
    const { given } = call
    const { matchLabels = {}, matchExpressions = [] } = labelSelectorOf(given.args.at(-1) as string)
    return yield* changeObjects(call, {
      resources: resourcesOf(given),
      said: 'selector updated',
      change: ({ kind }) => {
        if (kind !== 'Service') throw new CommandError('setting a selector is only supported for Services')
        if (matchExpressions.length > 0) throw new CommandError('match expression not supported on this object')
        return [{ path: ['spec', 'selector'], value: matchLabels }]
      },
    })
  },
}

function resourcesOf({ args }: Given): readonly string[] {
  return args.slice(0, -1)
}
