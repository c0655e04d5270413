import { jsonText } from '../../lib/json-text.ts'
import { KUBERNETES_VERSION } from '../../manifest/kubernetes-version.ts'
import type { Command } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import { yamlText } from '../text/yaml.ts'
import { SERVER_VERSION } from './server-version.ts'

const KUSTOMIZE_VERSION = 'v5.8.1'

/** What kubectl says of itself. */
const { emulationMajor, emulationMinor, minCompatibilityMajor, minCompatibilityMinor, ...BUILD } = SERVER_VERSION

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
      ...(client ? {} : { serverVersion: SERVER_VERSION }),
    }
    yield* terminal.stdout.write(output === 'yaml' ? `${yamlText(all)}\n` : jsonText(all, '  '))
    return 0
  },
}
