import { type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { SELECTOR_FLAG } from '../command-line/global-flags.ts'

/** The cluster has no metrics server, as kubeadm's have none. */
// kubectl: pkg/cmd/top/top.go, top_pod.go, top_node.go (v1.36)
function topOf(name: string, aliases: readonly string[], flags: string): Command {
  const usage = `${name} [NAME | -l label]`
  return {
    name,
    aliases,
    usage: '[NAME | -l label] [options]',
    flags: flagSet(
      flags,
      `--no-headers bool; --show-swap bool; --sort-by string; --use-protocol-buffers bool=true; ${SELECTOR_FLAG}`,
    ),
    complete: name === 'pod' ? 'pods' : 'nodes',
    check: (given: Given, path: string) => {
      if (given.args.length > 1) return usageError(path, usage)
      if (!['', 'cpu', 'memory'].includes(given.text('sort-by'))) return '--sort-by accepts only cpu or memory'
      return given.args.length > 0 && given.text('selector') !== ''
        ? 'only one of NAME or selector can be provided'
        : undefined
    },
    *run() {
      yield* []
      throw new CommandError('Metrics API not available')
    },
  }
}

export const top: Command = {
  name: 'top',
  usage: '[flags] [options]',
  commands: [
    topOf('node', ['nodes', 'no'], '--show-capacity bool'),
    topOf('pod', ['pods', 'po'], '-A --all-namespaces bool; --containers bool; --field-selector string; --sum bool'),
  ],
}
