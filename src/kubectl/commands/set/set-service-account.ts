import type { Command } from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, fieldManager, PRINT_FLAGS } from '../../command-line/global-flags.ts'
import { changeObjects, objectsMistake, podSpecOf, SET_FLAGS } from './change-objects.ts'

// kubectl: pkg/cmd/set/set_serviceaccount.go (v1.36)
export const setServiceAccount: Command = {
  name: 'serviceaccount',
  aliases: ['sa'],
  usage: '(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT [options]',
  flags: flagSet(`${SET_FLAGS}; ${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}`, fieldManager('kubectl-set')),
  complete: 'resources',
  resources: resourcesOf,
  check: (given) =>
    given.args.length === 0 ? 'serviceaccount is required' : objectsMistake(resourcesOf(given), given),
  *run(call) {
    const account = call.given.args.at(-1) as string
    return yield* changeObjects(call, {
      resources: resourcesOf(call.given),
      said: 'serviceaccount updated',
      failure: 'failed to patch ServiceAccountName',
      change: (object, info) => {
        const { path, spec } = podSpecOf(object, info)
        // The old name of the field says the same.
        const old = spec.serviceAccount === undefined ? [] : [{ path: [...path, 'serviceAccount'], value: account }]
        return [{ path: [...path, 'serviceAccountName'], value: account }, ...old]
      },
    })
  },
}

function resourcesOf({ args }: Given): readonly string[] {
  return args.slice(0, -1)
}
