import { jsonText } from '../../lib/json-text.ts'
import { LAST_APPLIED } from '../../manifest/object/last-applied.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, PRINT_FLAGS, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { manifestErrors, readManifests } from '../command-line/manifests.ts'
import { argumentMistake } from '../command-line/resource-arguments.ts'
import { yamlText } from '../text/yaml.ts'
import { broughtByFiles } from './brought-by-files.ts'
import { dryRunOf } from './dry-run.ts'
import { findObjects } from './find-objects.ts'
import { lastAppliedText } from './last-applied.ts'
import { printResult } from './print-result.ts'

// kubectl: pkg/cmd/apply/apply_view_last_applied.go (v1.36)
export const viewLastApplied: Command = {
  name: 'view-last-applied',
  usage: '(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME) [options]',
  flags: flagSet('--all bool; -o --output string=yaml', `${FILENAME_FLAGS}; ${SELECTOR_FLAG}`),
  complete: 'resources',
  check: (given) => {
    const output = given.text('output')
    if (output !== 'yaml' && output !== 'json') {
      return `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`
    }
    return given.has('filename') ? undefined : argumentMistake(given.args, targetsOf(given))
  },
  *run(call) {
    const { given, terminal } = call
    for (const object of yield* objectsOf(call)) {
      const text = object.metadata.annotations?.[LAST_APPLIED]
      if (text === undefined) throw new CommandError(NONE_FOUND(object))
      const value: unknown = JSON.parse(text)
      yield* terminal.stdout.write(given.text('output') === 'json' ? jsonText(value as KubeObject) : yamlText(value))
    }
    return 0
  },
}

// kubectl: pkg/cmd/apply/apply_set_last_applied.go (v1.36)
export const setLastApplied: Command = {
  name: 'set-last-applied',
  usage: '-f FILENAME [options]',
  flags: flagSet('--create-annotation bool', `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}`),
  complete: 'none',
  brings: broughtByFiles,
  *run(call) {
    const { given, client } = call
    const { objects, errors } = yield* readManifests(call)
    manifestErrors(errors)
    for (const { info, namespace, object } of objects) {
      const ref = { info, namespace, name: object.metadata.name }
      const present = yield* client.get(ref)
      if (present.status) throw new CommandError(present.status)
      const before = present.ok.metadata.annotations?.[LAST_APPLIED]
      if (before === undefined && !given.bool('create-annotation')) {
        throw new CommandError(
          `no last-applied-configuration annotation found on resource: ${object.metadata.name}, to create the annotation, run the command with --create-annotation`,
        )
      }
      const dryRun = dryRunOf(given)
      const text = lastAppliedText(object)
      if (dryRun !== 'client' && before !== text) {
        const patch = JSON.stringify({ metadata: { annotations: { [LAST_APPLIED]: text } } })
        const reply = yield* client.patch(ref, 'merge', patch, { dryRun: dryRun === 'server' })
        if (reply.status) throw new CommandError(reply.status)
      }
      yield* printResult(call, present.ok, 'configured', dryRun)
    }
    return 0
  },
}

/** Looks for the object, and says that there is no editor. */
// kubectl: pkg/cmd/apply/apply_edit_last_applied.go (v1.36)
export const editLastApplied: Command = {
  name: 'edit-last-applied',
  usage: '(RESOURCE/NAME | -f FILENAME) [options]',
  flags: flagSet(
    '--field-manager string; --windows-line-endings bool',
    `${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`,
  ),
  complete: 'resources',
  check: (given) => (given.has('filename') ? undefined : argumentMistake(given.args, targetsOf(given))),
  notSimulated: (_, path) => [path],
  *run(call) {
    yield* objectsOf(call)
    throw new CommandError(`not simulated yet: ${call.path}`)
  },
}

function* objectsOf(call: Call): Activity<readonly KubeObject[]> {
  const { groups, errors } = yield* findObjects(call)
  if (errors.length > 0) throw new CommandError(errors)
  return groups.flatMap(({ objects }) => objects)
}

function targetsOf(given: Given) {
  return { all: given.bool('all'), selector: given.text('selector'), kindAlone: true }
}

const NONE_FOUND = ({ metadata }: KubeObject) =>
  `no last-applied-configuration annotation found on resource: ${metadata.name}`
