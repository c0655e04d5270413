import type { Command } from './command.ts'
import { setImage } from './set-image.ts'

/** Changes of a field or two. */
export const set: Command = {
  name: 'set',
  usage: 'SUBCOMMAND [options]',
  commands: [setImage],
}
