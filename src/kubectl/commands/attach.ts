import { parseGoDuration } from '../../lib/time.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { type Command, CommandError } from './command.ts'
import { containerOf } from './pod-containers.ts'
import { podOfWord } from './pod-of-word.ts'
import { warn } from './warn.ts'

const RECORDED =
  'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.'
const PROMPT = "If you don't see a command prompt, try pressing enter."

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
  notSimulated: (given, path) => (given.bool('stdin') ? [`${path} --stdin`] : []),
  *run(call) {
    const { given, client, terminal } = call
    const [first = '', second] = given.args
    const word = second === undefined ? first : `${first}/${second}`
    const pod = yield* podOfWord(call, word, parseGoDuration(given.text('pod-running-timeout')) ?? 0)
    const { phase } = pod.status
    if (phase === 'Succeeded' || phase === 'Failed') {
      throw new CommandError(`cannot attach a container in a completed pod; current phase is ${phase}`)
    }
    const quiet = given.bool('quiet')
    const container = yield* containerOf(call, pod, { quiet })
    const all = [...pod.spec.containers, ...(pod.spec.ephemeralContainers ?? []), ...(pod.spec.initContainers ?? [])]
    const hasTerminal = all.find(({ name }) => name === container)?.tty === true
    if (given.bool('tty') && !hasTerminal && !quiet) {
      yield* warn(terminal, `error: Unable to use a TTY - container ${container} did not allocate one`)
    }
    if (!quiet) yield* warn(terminal, [RECORDED, PROMPT])
    const { stdout, stderr } = terminal
    const at = [pod.metadata.namespace ?? call.namespace, pod.metadata.name] as const
    const result = yield* client.attach(...at, { container, stdout, stderr, ...(hasTerminal ? { tty: true } : {}) })
    if ('status' in result) throw new CommandError(result.status)
    if ('error' in result) throw new CommandError(result.error)
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
