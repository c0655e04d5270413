import type { KubeObject } from '../../../manifest/object/meta.ts'
import { contextNamed, type Kubeconfig } from '../../client/kubeconfig.ts'
import { type Command, CommandError } from '../../command-line/command.ts'
import { flagSet } from '../../command-line/flag-set.ts'
import { PRINT_FLAGS } from '../../command-line/global-flags.ts'
import { objectPrinter } from '../../printers/object-printer.ts'
import { formatTable } from '../../printers/table.ts'
import { yamlText } from '../../text/yaml.ts'
import { kubeconfigOf } from '../kubeconfig-file.ts'

// kubectl: pkg/cmd/config/view.go (v1.36)
export const view: Command = {
  name: 'view',
  usage: '[flags] [options]',
  flags: flagSet(`--flatten bool; --merge bool=true; --minify bool; --raw bool; ${PRINT_FLAGS}`),
  complete: 'none',
  check: ({ args }) => (args.length > 0 ? `unexpected arguments: [${args.join(' ')}]` : undefined),
  *run({ given, terminal }) {
    const whole = kubeconfigOf({ given, terminal })
    const config = given.bool('minify') ? minified(whole, given.text('context')) : whole
    const shown = given.bool('raw') ? config : redacted(config)
    const print = objectPrinter({ given, terminal }) ?? yamlText
    yield* terminal.stdout.write(print(shown as unknown as KubeObject))
    return 0
  },
}

/** What is secret is left out. */
// client-go: tools/clientcmd/api/helpers.go RedactSecrets, ShortenConfig (v1.36)
function redacted(config: Kubeconfig): unknown {
  return JSON.parse(
    JSON.stringify(config, (key: string, value: unknown) =>
      key.endsWith('-data') && typeof value === 'string' ? 'DATA+OMITTED' : SECRETS.has(key) ? 'REDACTED' : value,
    ),
  )
}

const SECRETS = new Set(['token', 'password'])

// client-go: tools/clientcmd/api/helpers.go MinifyConfig (v1.36)
function minified(config: Kubeconfig, named: string): Kubeconfig {
  const current = named || config['current-context']
  const context = contextNamed(config, current)
  if (!context) throw new CommandError('current-context must exist in order to minify')
  return {
    ...config,
    'current-context': current,
    clusters: config.clusters.filter(({ name }) => name === context.cluster),
    contexts: config.contexts.filter(({ name }) => name === current),
    users: config.users.filter(({ name }) => name === context.user),
  }
}

// kubectl: pkg/cmd/config/get_contexts.go (v1.36)
export const getContexts: Command = {
  name: 'get-contexts',
  usage: '[(-o|--output=)name)] [options]',
  flags: flagSet('--no-headers bool; -o --output string'),
  complete: 'none',
  check: (given) =>
    ['', 'name'].includes(given.text('output'))
      ? undefined
      : `output must be one of '' or 'name': ${given.text('output')}`,
  *run({ given, terminal }) {
    const config = kubeconfigOf({ given, terminal })
    const wanted = given.args
    const missing = wanted.filter((name) => !contextNamed(config, name))
    const shown = config.contexts
      .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const nameOnly = given.text('output') === 'name'
    const head = nameOnly || given.bool('no-headers') ? [] : [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']]
    const rows = shown.map(({ name, context: { cluster = '', user = '', namespace = '' } }) =>
      nameOnly ? [name] : [config['current-context'] === name ? '*' : ' ', name, cluster, user, namespace],
    )
    yield* terminal.stdout.write(formatTable([...head, ...rows]))
    if (missing.length > 0) throw new CommandError(missing.map((name) => `context ${name} not found`))
    return 0
  },
}

function names(name: string, list: 'clusters' | 'users'): Command {
  return {
    name,
    usage: '[flags] [options]',
    complete: 'none',
    *run({ given, terminal }) {
      const all = kubeconfigOf({ given, terminal })[list].map((each) => each.name)
      yield* terminal.stdout.write(['NAME', ...all].map((each) => `${each}\n`).join(''))
      return 0
    },
  }
}

export const getClusters = names('get-clusters', 'clusters')
export const getUsers = names('get-users', 'users')
