import { rfc3339 } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { groupResource } from '../../../manifest/schema/kinds.ts'
import type { Activity } from '../../client/api-client.ts'
import { type Call, type Command, CommandError } from '../../command-line/command.ts'
import { flagSet } from '../../command-line/flag-set.ts'
import { FILENAME_FLAGS, fieldManager, PRINT_FLAGS, SELECTOR_FLAG } from '../../command-line/global-flags.ts'
import { at } from '../../printers/field.ts'
import { printResult } from '../print-result.ts'
import { type Visited, visit } from '../visit.ts'
import { nothingFound, selectionOf, wordsMistake } from './words.ts'

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt'
const WITH_TEMPLATE = ['Deployment', 'DaemonSet', 'StatefulSet']

/** Changes of an object that its rollout follows. */
export const pause: Command = changing('pause', 'paused', (object) => {
  if (object.kind !== 'Deployment') return 'pausing is not supported'
  return at(object, 'spec', 'paused') === true ? 'is already paused' : { spec: { paused: true } }
})

export const resume: Command = changing('resume', 'resumed', (object) => {
  if (object.kind !== 'Deployment') return 'resuming is not supported'
  return at(object, 'spec', 'paused') === true ? { spec: { paused: null } } : 'is not paused'
})

// kubectl: pkg/polymorphichelpers/objectrestarter.go (v1.36)
export const restart: Command = changing('restart', 'restarted', (object, { terminal }) => {
  if (!WITH_TEMPLATE.includes(object.kind)) return 'restarting is not supported'
  if (at(object, 'spec', 'paused') === true) return "can't restart paused deployment (run rollout resume first)"
  const annotations = { [RESTARTED_AT]: rfc3339(terminal.now()) }
  const same = at(object, 'spec', 'template', 'metadata', 'annotations', RESTARTED_AT) === annotations[RESTARTED_AT]
  return same ? undefined : { spec: { template: { metadata: { annotations } } } }
})

/** A patch, or why there is none; undefined: it would change nothing. */
type Change = (object: KubeObject, call: Call) => Readonly<Record<string, unknown>> | string | undefined

// kubectl: pkg/cmd/rollout/rollout_pause.go, rollout_resume.go, rollout_restart.go (v1.36)
function changing(name: string, done: string, change: Change): Command {
  return {
    name,
    usage: 'RESOURCE [options]',
    flags: flagSet(`${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`, fieldManager('kubectl-rollout')),
    complete: 'resources',
    check: wordsMistake,
    *run(call) {
      const count = yield* visit(call, selectionOf(call.given), (visited) => changeOne(call, visited, done, change), {
        readFirst: true,
      })
      if (count === 0) yield* nothingFound(call)
      return 0
    },
  }
}

function* changeOne(call: Call, { ref, object }: Visited, done: string, change: Change): Activity<void> {
  const patch = change(object, call)
  if (typeof patch === 'string') {
    throw new CommandError(`error: ${groupResource(ref.info)} ${JSON.stringify(ref.name)} ${patch}`)
  }
  if (patch === undefined) {
    throw new CommandError(
      `failed to create patch for ${ref.name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
    )
  }
  const reply = yield* call.client.patch(ref, 'strategic', JSON.stringify(patch))
  if (reply.status) {
    throw new CommandError({ ...reply.status, message: `failed to patch: ${reply.status.message}` })
  }
  yield* printResult(call, reply.ok, done)
}
