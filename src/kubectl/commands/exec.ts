import { parseGoDuration } from '../../lib/time.ts'
import { type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { containerOf } from './pod-containers.ts'
import { podOfWord } from './pod-of-word.ts'
import { warn } from './warn.ts'

// kubectl: pkg/cmd/exec/exec.go (v1.36)
export const exec: Command = {
  name: 'exec',
  usage: '(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]',
  flags: flagSet(
    '-c --container string; -f --filename list; --pod-running-timeout duration=1m0s; -q --quiet bool',
    '-i --stdin bool; -t --tty bool',
  ),
  complete: 'pods',
  check,
  *run(call) {
    const { given, client, terminal } = call
    const { word, command } = wordsOf(given)
    const pod = yield* podOfWord(call, word, parseGoDuration(given.text('pod-running-timeout')) ?? 0)
    const { phase } = pod.status
    if (phase === 'Succeeded' || phase === 'Failed') {
      throw new CommandError(`cannot exec into a container in a completed pod; current phase is ${phase}`)
    }
    const container = yield* containerOf(call, pod, { quiet: given.bool('quiet') })
    if (given.bool('tty') && !terminal.isTerminal) {
      yield* warn(terminal, 'Unable to use a TTY - input is not a terminal or the right kind of file')
    }
    const result = yield* client.exec(pod.metadata.namespace ?? call.namespace, pod.metadata.name, {
      ...{ container, command, stdout: terminal.stdout, stderr: terminal.stderr },
      ...(given.bool('stdin') ? { stdin: terminal.stdin } : {}),
      ...(given.bool('tty') && terminal.isTerminal ? { tty: true } : {}),
    })
    if ('status' in result) throw new CommandError(result.status)
    if ('error' in result) throw new CommandError(result.error)
    if (result.exitCode !== 0) yield* warn(terminal, `command terminated with exit code ${result.exitCode}`)
    return result.exitCode
  },
}

function wordsOf({ args, dash }: Given): { word: string; command: readonly string[] } {
  const [word = ''] = args
  return { word: dash === 0 ? '' : word, command: dash === undefined ? args.slice(1) : args.slice(Math.max(dash, 0)) }
}

function check(given: Given, path: string): string | undefined {
  const { args, dash } = given
  const file = given.has('filename')
  if (args.length === 0 && !file) return 'pod, type/name or --filename must be specified'
  if (dash === 0 && !file) return 'pod, type/name or --filename must be specified'
  if (dash === undefined && args.length > 1) {
    return usageError(path, 'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead')
  }
  const { command } = wordsOf(given)
  return command.length === 0 ? 'you must specify at least one command for the container' : undefined
}
