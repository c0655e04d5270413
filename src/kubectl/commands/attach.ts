import { parseGoDuration } from '../../lib/time.ts'
import { type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { attachTo } from './attached.ts'
import { containerOf } from './pod-containers.ts'
import { podOfWord } from './pod-of-word.ts'

// kubectl: pkg/cmd/attach/attach.go (v1.36)
export const attach: Command = {
  name: 'attach',
  usage: '(POD | TYPE/NAME) -c CONTAINER [options]',
  flags: flagSet(
    '-c --container string; --detach-keys string; --pod-running-timeout duration=1m0s; -q --quiet bool',
    '-i --stdin bool; -t --tty bool',
  ),
  complete: 'pods',
  check,
  *run(call) {
    const { given } = call
    const [first = '', second] = given.args
    const word = second === undefined ? first : `${first}/${second}`
    const pod = yield* podOfWord(call, word, parseGoDuration(given.text('pod-running-timeout')) ?? 0)
    const { phase } = pod.status
    if (phase === 'Succeeded' || phase === 'Failed') {
      throw new CommandError(`cannot attach a container in a completed pod; current phase is ${phase}`)
    }
    const quiet = given.bool('quiet')
    const container = yield* containerOf(call, pod, { quiet })
    yield* attachTo(call, pod, { container, stdin: given.bool('stdin'), tty: given.bool('tty'), quiet })
    return 0
  },
}

// kubectl: pkg/cmd/attach/attach.go Complete (v1.36)
function check({ args }: Given): string | undefined {
  if (args.length === 0) return 'at least 1 argument is required for attach'
  return args.length > 2
    ? `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`
    : undefined
}
