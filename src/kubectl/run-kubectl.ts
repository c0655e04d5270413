import type { Activity, ApiClient } from './client/api-client.ts'
import { contextNamed, type Kubeconfig, standardKubeconfig } from './client/kubeconfig.ts'
import type { Terminal } from './client/terminal.ts'
import { type Command, CommandError, usageError } from './command-line/command.ts'
import { findCommand, flagsOf } from './command-line/find-command.ts'
import { type Given, parseFlags } from './command-line/flag-set.ts'
import { requestTimeout } from './command-line/request-timeout.ts'
import { asUser } from './commands/auth/as-user.ts'
import { userOf } from './commands/auth/user.ts'
import { KUBECTL } from './commands/commands.ts'
import { errorText, errorTexts } from './commands/error-text.ts'
import { kubeconfigOf } from './commands/kubeconfig-file.ts'
import { helpText } from './printers/help.ts'

/** A line of kubectl's that can be run: which command, and what is given to it. */
export interface Ready {
  readonly command: Command
  readonly path: string
  readonly given: Given
  readonly deprecations: readonly string[]
}

/** What kubectl says of a line before it asks any server. */
export type Refused =
  | { readonly refusal: string; readonly exitCode: number }
  /** Nobody has asked for it where it comes on stderr: a command is missing. */
  | { readonly help: string; readonly stream: 'stdout' | 'stderr'; readonly exitCode: number }

/** Reads the words behind "kubectl". */
export function readCommandLine(
  args: readonly string[],
  configOf: (given: Given) => Kubeconfig = () => standardKubeconfig(),
): Ready | Refused {
  const found = findCommand(KUBECTL, args)
  if ('problem' in found) return { refusal: `error: ${found.problem}`, exitCode: 1 }
  const { command, path } = found
  const parsed = parseFlags(flagsOf(command), found.args)
  // Where differences have the exit status 1, mistakes have another.
  const wrong = command.name === 'diff' ? 2 : 1
  if ('problem' in parsed) {
    const hint = wrong === 2 ? `See '${path} -h' for help and examples` : `See '${path} --help' for usage.`
    return { refusal: `error: ${parsed.problem}\n${hint}`, exitCode: wrong }
  }
  if ('help' in parsed) return { help: helpText(command, path), stream: 'stdout', exitCode: 0 }
  const { given, deprecations } = parsed
  const missing = (command.requires ?? []).filter((name) => !given.has(name))
  if (missing.length > 0) {
    const names = missing.map((name) => JSON.stringify(name)).join(', ')
    return { refusal: `error: required flag(s) ${names} not set`, exitCode: 1 }
  }
  if (!command.run) {
    if (given.args.length === 0) return { help: helpText(command, path), ...(BARE.get(path) ?? BARE_GROUP) }
    const text = usageError(path, `unknown command ${JSON.stringify(given.args.join(' '))}`)
    return { refusal: `error: ${text}`, exitCode: 1 }
  }
  const stranger = contextMistake(given, command, configOf(given))
  if (stranger !== undefined) return { refusal: stranger, exitCode: wrong }
  const timeout = requestTimeout(given)
  if (typeof timeout === 'string') return { refusal: `error: ${timeout}`, exitCode: wrong }
  const mistake = command.check?.(given, path)
  // What is deprecated is told as it is read, whatever becomes of the line.
  if (mistake !== undefined) return { refusal: [...deprecations, errorText([mistake])].join('\n'), exitCode: wrong }
  return { command, path, given, deprecations }
}

/** What a group of commands does where none of them is named. */
const BARE_GROUP = { stream: 'stderr', exitCode: 1 } as const
const BARE: ReadonlyMap<string, { readonly stream: 'stdout' | 'stderr'; readonly exitCode: number }> = new Map([
  ['kubectl', { stream: 'stdout', exitCode: 0 }],
  ['kubectl certificate', { stream: 'stdout', exitCode: 0 }],
  ['kubectl rollout', { stream: 'stdout', exitCode: 1 }],
])

// client-go: tools/clientcmd/client_config.go getContext, getAuthInfo (v1.36)
function contextMistake(given: Given, { flags }: Command, config: Kubeconfig): string | undefined {
  // A command may have a flag of its own under the name of one of these.
  const text = (name: string) => (flags?.has(name) ? '' : given.text(name))
  const [context, user, cluster] = [text('context'), text('user'), text('cluster')]
  if (context !== '' && !contextNamed(config, context)) {
    return `Error in configuration: context was not found for specified context: ${context}`
  }
  if (user !== '' && !config.users.some(({ name }) => name === user)) {
    return `error: auth info ${JSON.stringify(user)} does not exist`
  }
  return cluster !== '' && !config.clusters.some(({ name }) => name === cluster)
    ? `error: cluster ${JSON.stringify(cluster)} does not exist`
    : undefined
}

/** Runs kubectl. `args` are the words behind its name; the value is its exit status. */
export function* runKubectl(args: readonly string[], client: ApiClient, terminal: Terminal): Activity<number> {
  const ready = readCommandLine(args, (given) => kubeconfigOf({ given, terminal }))
  if ('help' in ready) {
    yield* terminal[ready.stream].write(ready.help)
    return ready.exitCode
  }
  if ('refusal' in ready) {
    yield* terminal.stderr.write(ended(ready.refusal))
    return ready.exitCode
  }
  const { command, path, given, deprecations } = ready
  const config = given.text('kubeconfig')
  // Of the files that kubectl config writes none need be there.
  if (config !== '' && !path.startsWith('kubectl config') && terminal.readFile(config) === undefined) {
    // client-go: tools/clientcmd/loader.go Load (v1.36)
    yield* terminal.stderr.write(`error: stat ${config}: no such file or directory\n`)
    return 1
  }
  for (const text of deprecations) yield* terminal.stderr.write(`${text}\n`)
  const namespaceGiven = given.has('namespace')
  try {
    const asking = given.text('as') === '' || path === 'kubectl auth can-i' ? client : asUser(client, userOf(given))
    const call = { given, path, client: asking, terminal, namespace: namespaceOf(given, terminal), namespaceGiven }
    return command.run ? yield* command.run(call) : 0
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    if (error.printed !== '') yield* terminal.stdout.write(error.printed)
    for (const text of errorTexts(error.errors, error.aggregate)) yield* terminal.stderr.write(ended(text))
    return error.exitCode
  }
}

// kubectl: pkg/cmd/util/helpers.go fatal (v1.36)
function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

/** -n counts most, then the context's own. */
// client-go: tools/clientcmd/client_config.go Namespace (v1.36)
function namespaceOf(given: Given, terminal: Terminal): string {
  const named = given.text('namespace')
  if (named !== '') return named
  const config = kubeconfigOf({ given, terminal })
  return contextNamed(config, given.text('context') || config['current-context'])?.namespace || 'default'
}
