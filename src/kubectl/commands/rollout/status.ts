import { parseGoDuration } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { Activity } from '../../client/api-client.ts'
import { type Call, type Command, CommandError } from '../../command-line/command.ts'
import { flagSet } from '../../command-line/flag-set.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from '../../command-line/global-flags.ts'
import { type Visited, visit } from '../visit.ts'
import { kindOf } from './revisions.ts'
import { statusLine } from './status-line.ts'
import { nothingFound, selectionOf, wordsMistake } from './words.ts'

// kubectl: pkg/cmd/rollout/rollout_status.go (v1.36)
export const status: Command = {
  name: 'status',
  usage: '(TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: flagSet(`--revision int=0; --timeout duration=0s; -w --watch bool=true; ${FILENAME_FLAGS}; ${SELECTOR_FLAG}`),
  complete: 'resources',
  check: (given) =>
    wordsMistake(given) ??
    ((given.int('revision') ?? 0) < 0 ? `revision must be a positive integer: ${given.int('revision')}` : undefined),
  *run(call) {
    const count = yield* visit(call, selectionOf(call.given), (visited) => follow(call, visited))
    if (count === 0) yield* nothingFound(call)
    return 0
  },
}

/** A line for what is there, and one for each change, until it is done. */
function* follow(call: Call, { ref, object }: Visited): Activity<void> {
  const { client, given } = call
  const timeout = parseGoDuration(given.text('timeout')) ?? 0
  const deadline = timeout === 0 ? undefined : client.now() + timeout
  const watch = client.watch(ref.info, ref.namespace, { name: ref.name })
  try {
    if ((yield* isDone(call, object)) || !given.bool('watch')) return
    for (;;) {
      const event = yield* watch.next(deadline)
      if (!event) throw new CommandError('timed out waiting for the condition')
      if (event.type === 'DELETED') throw new CommandError('object has been deleted')
      if (yield* isDone(call, event.object)) return
    }
  } finally {
    watch.stop()
  }
}

function* isDone({ given, terminal }: Call, object: KubeObject): Activity<boolean> {
  const said = statusLine(object, given.int('revision') ?? 0)
  if (!said) throw new CommandError(`no status viewer has been implemented for ${kindOf(object)}`)
  if ('error' in said) throw new CommandError(said.error)
  yield* terminal.stdout.write(`${said.line}\n`)
  return said.done
}
