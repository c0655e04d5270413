import { type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell']

// kubectl: pkg/cmd/completion/completion.go (v1.36)
export const completion: Command = {
  name: 'completion',
  usage: 'SHELL [options]',
  flags: flagSet(''),
  complete: 'none',
  check: ({ args }, path) => {
    const [shell, ...more] = args
    if (shell === undefined) return usageError(path, 'Shell not specified.')
    if (more.length > 0) return usageError(path, 'Too many arguments. Expected only the shell type.')
    return SHELLS.includes(shell) ? undefined : usageError(path, `Unsupported shell type ${JSON.stringify(shell)}.`)
  },
  notSimulated: (_, path) => [path],
  *run({ path }) {
    yield* []
    throw new CommandError(`not simulated: ${path}; the shell of the workstation completes nothing`)
  },
}

// kubectl: pkg/cmd/plugin/plugin.go (v1.36)
const list: Command = {
  name: 'list',
  usage: '[flags] [options]',
  flags: flagSet('--name-only bool'),
  complete: 'none',
  *run() {
    yield* []
    throw new CommandError('unable to find any kubectl plugins in your PATH')
  },
}

export const plugin: Command = { name: 'plugin', usage: '[flags] [options]', commands: [list] }
