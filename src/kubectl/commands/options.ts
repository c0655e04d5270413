import type { Command } from '../command-line/command.ts'
import { GLOBAL_FLAGS } from '../command-line/global-flags.ts'
import { flagLines } from '../printers/help.ts'

// kubectl: pkg/cmd/options/options.go (v1.36)
export const options: Command = {
  name: 'options',
  usage: '[flags] [options]',
  complete: 'none',
  *run({ terminal }) {
    yield* terminal.stdout.write(
      `The following options can be passed to any command:\n\n${flagLines([...GLOBAL_FLAGS.values()])}`,
    )
    return 0
  },
}
