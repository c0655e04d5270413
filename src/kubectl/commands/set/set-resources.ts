import { formatQuantity, parseQuantity, quantityError } from '../../../manifest/quantity.ts'
import { type Command, CommandError } from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import {
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  fieldManager,
  PRINT_FLAGS,
  SELECTOR_FLAG,
} from '../../command-line/global-flags.ts'
import { refsOf } from '../refs.ts'
import {
  changedContainers,
  changeObjects,
  objectsMistake,
  pickedContainers,
  podSpecOf,
  SET_FLAGS,
  selectionOf,
} from './change-objects.ts'

// kubectl: pkg/cmd/set/set_resources.go (v1.36)
export const setResources: Command = {
  name: 'resources',
  usage: '(-f FILENAME | TYPE NAME) ([--limits=LIMITS & --requests=REQUESTS] [options]',
  flags: flagSet(
    `-c --containers string=*; --limits string; --requests string; ${SET_FLAGS}`,
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`,
    fieldManager('kubectl-set'),
  ),
  complete: 'resources',
  check: (given) => objectsMistake(given.args, given),
  *run(call) {
    const { given, client } = call
    if (!given.bool('local')) {
      // Whoever is meant is looked for before the amounts are read.
      for (const { ref } of yield* refsOf(call, selectionOf(given))) {
        const reply = yield* client.get(ref)
        if (reply.status) throw new CommandError(reply.status)
      }
    }
    const [limits, requests] = [amountsOf(given, 'limits'), amountsOf(given, 'requests')]
    if (!limits && !requests) {
      throw new CommandError('you must specify an update to requests or limits (in the form of --requests/--limits)')
    }
    const pattern = given.text('containers')
    return yield* changeObjects(call, {
      resources: given.args,
      said: 'resource requirements updated',
      failure: 'failed to patch resources update to pod template',
      change: (object, info) => {
        const template = podSpecOf(object, info)
        if (pickedContainers(template.spec, pattern).length === 0) {
          throw new CommandError(`error: unable to find container named ${pattern}`)
        }
        return changedContainers(template, pattern, (container) => ({
          ...container,
          resources: {
            ...container.resources,
            ...(limits ? { limits: { ...container.resources?.limits, ...limits } } : {}),
            ...(requests ? { requests: { ...container.resources?.requests, ...requests } } : {}),
          },
        }))
      },
    })
  },
}

// kubectl: pkg/generate/versioned/run.go HandleResourceRequirementsV1, populateResourceListV1 (v1.36)
function amountsOf(given: Given, flag: string): Record<string, string> | undefined {
  const text = given.text(flag)
  if (text === '') return undefined
  const pairs = text.split(',').map((statement) => {
    const [name = '', amount, ...more] = statement.split('=')
    if (amount === undefined || more.length > 0) {
      throw new CommandError(`Invalid argument syntax ${statement}, expected <resource>=<value>`)
    }
    const quantity = parseQuantity(amount)
    if (!quantity) throw new CommandError(quantityError(amount) ?? '')
    return [name, formatQuantity(quantity)] as const
  })
  return Object.fromEntries(pairs)
}
