import type { Command } from '../../command-line/command.ts'
import { pause, restart, resume } from './change.ts'
import { history } from './history.ts'
import { status } from './status.ts'
import { undo } from './undo.ts'

/** How Pods made from a template come to be as the template says. */
export const rollout: Command = {
  name: 'rollout',
  usage: 'SUBCOMMAND [options]',
  commands: [history, pause, restart, resume, status, undo],
}
