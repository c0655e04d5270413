import type { Command } from '../../command-line/command.ts'
import { reconcile } from '../not-yet.ts'
import { canI } from './can-i.ts'
import { whoami } from './whoami.ts'

/** What somebody may do. */
export const auth: Command = {
  name: 'auth',
  usage: '[flags] [options]',
  commands: [canI, reconcile, whoami],
}
