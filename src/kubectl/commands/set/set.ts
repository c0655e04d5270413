import type { Command } from '../../command-line/command.ts'
import { setEnv } from './set-env.ts'
import { setImage } from './set-image.ts'
import { setResources } from './set-resources.ts'
import { setSelector } from './set-selector.ts'
import { setServiceAccount } from './set-service-account.ts'
import { setSubject } from './set-subject.ts'

/** Changes of a field or two. */
export const set: Command = {
  name: 'set',
  usage: 'SUBCOMMAND [options]',
  commands: [setImage, setResources, setSelector, setSubject, setServiceAccount, setEnv],
}
