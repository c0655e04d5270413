import type { Command } from '../../command-line/command.ts'
import { configNotYet } from '../not-yet.ts'
import { currentContext, deleteContext, renameContext, setContext, useContext } from './contexts.ts'
import { getClusters, getContexts, getUsers, view } from './view.ts'

/** What the workstation knows of clusters. */
export const config: Command = {
  name: 'config',
  usage: 'SUBCOMMAND [options]',
  commands: [
    ...[currentContext, configNotYet('delete-cluster'), deleteContext, configNotYet('delete-user'), getClusters],
    ...[getContexts, getUsers, renameContext, configNotYet('set', '--set-raw-bytes bool')],
    configNotYet('set-cluster', '--embed-certs bool; --proxy-url string'),
    setContext,
    configNotYet('set-credentials', '--auth-provider string; --embed-certs bool; --exec-command string'),
    ...[configNotYet('unset'), useContext, view],
  ],
}
