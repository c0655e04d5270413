import { type Command, CommandError } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import {
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  PRINT_FLAGS,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../command-line/global-flags.ts'

const ALL = `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}; ${VALIDATE_FLAG}; --field-manager string`

/** A command of kubectl's that is not simulated yet: its flags are known, and it says so. */
function notYet(name: string, flags: string, more: Partial<Command> = {}): Command {
  return {
    name,
    usage: '[options]',
    flags: flagSet(flags),
    complete: 'none',
    notSimulated: (_, path) => [path],
    *run({ path }) {
      yield* []
      throw new CommandError(`not simulated yet: ${path}`)
    },
    ...more,
  }
}

export const proxy = notYet(
  'proxy',
  '--accept-hosts string; --accept-paths string; --address string=127.0.0.1; --api-prefix string=/; --append-server-path bool; --disable-filter bool; --keepalive duration=0s; -p --port int=8001; --reject-methods string; --reject-paths string; -u --unix-socket string; -w --www string; -P --www-prefix string=/static/',
)
export const reconcile = notYet('reconcile', `--remove-extra-permissions bool; --remove-extra-subjects bool; ${ALL}`)
/** One of those below config. */
export function configNotYet(name: string, flags = ''): Command {
  return notYet(name, flags)
}
export const kustomize = notYet(
  'kustomize',
  '--as-current-user bool; --enable-alpha-plugins bool; --enable-helm bool; -e --env strings; --helm-command string=helm; --load-restrictor string; --mount strings; --network bool; --network-name string=bridge; -o --output string',
)
export const kuberc = notYet('kuberc', '')
// kubectl: pkg/cmd/alpha.go NewCmdAlpha (v1.36)
export const alpha = notYet('alpha', '', {
  notSimulated: () => [],
  *run({ terminal }) {
    yield* terminal.stderr.write('No alpha commands are available in this version of kubectl\n')
    return 0
  },
})
