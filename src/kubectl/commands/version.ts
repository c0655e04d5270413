import { jsonText } from '../../lib/json-text.ts'
import { KUBERNETES_VERSION } from '../../manifest/kubernetes-version.ts'
import type { Command } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import { yamlText } from '../text/yaml.ts'

const KUSTOMIZE_VERSION = 'v5.8.1'

const BUILD = {
  buildDate: '2026-06-17T00:00:00Z',
  compiler: 'gc',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  gitVersion: KUBERNETES_VERSION,
  goVersion: 'go1.26.10',
  major: '1',
  minor: '36',
  platform: 'linux/amd64',
}
const SERVER = {
  ...BUILD,
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
}

// kubectl: pkg/cmd/version/version.go (v1.36)
export const version: Command = {
  name: 'version',
  usage: '[flags] [options]',
  flags: flagSet('--client bool; -o --output string'),
  complete: 'none',
  check: (given) => {
    if (given.args.length > 0) return `extra arguments: [${given.args.join(' ')}]`
    return ['', 'yaml', 'json'].includes(given.text('output')) ? undefined : "--output must be 'yaml' or 'json'"
  },
  *run({ given, terminal }) {
    const client = given.bool('client')
    const output = given.text('output')
    if (output === '') {
      const server = client ? '' : `Server Version: ${KUBERNETES_VERSION}\n`
      yield* terminal.stdout.write(
        `Client Version: ${KUBERNETES_VERSION}\nKustomize Version: ${KUSTOMIZE_VERSION}\n${server}`,
      )
      return 0
    }
    const all = {
      clientVersion: BUILD,
      kustomizeVersion: KUSTOMIZE_VERSION,
      ...(client ? {} : { serverVersion: SERVER }),
    }
    yield* terminal.stdout.write(output === 'yaml' ? `${yamlText(all)}\n` : jsonText(all, '  '))
    return 0
  },
}
