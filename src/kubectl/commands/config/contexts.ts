import type { Activity } from '../../client/api-client.ts'
import { type ContextEntry, contextNamed, type Kubeconfig } from '../../client/kubeconfig.ts'
import { type Call, type Command, CommandError } from '../../command-line/command.ts'
import { flagSet } from '../../command-line/flag-set.ts'
import { helpText } from '../../printers/help.ts'
import { kubeconfigOf, kubeconfigPath, saveKubeconfig } from '../kubeconfig-file.ts'
import { warn } from '../warn.ts'

/** Wrong words bring the help, and then what is wrong. */
// kubectl: pkg/cmd/config/config.go helpErrorf (v1.36)
function* unexpected(command: Command, { given, path, terminal }: Call): Activity<never> {
  yield* terminal.stdout.write(helpText(command, path))
  throw new CommandError(`Unexpected args: [${given.args.join(' ')}]`)
}

// kubectl: pkg/cmd/config/current_context.go (v1.36)
export const currentContext: Command = {
  name: 'current-context',
  usage: '[flags] [options]',
  complete: 'none',
  *run(call) {
    const { 'current-context': current } = kubeconfigOf(call)
    if (current === '') throw new CommandError('current-context is not set')
    yield* call.terminal.stdout.write(`${current}\n`)
    return 0
  },
}

// kubectl: pkg/cmd/config/use_context.go (v1.36)
export const useContext: Command = {
  name: 'use-context',
  aliases: ['use'],
  usage: 'CONTEXT_NAME [options]',
  complete: 'none',
  *run(call) {
    const [name, ...more] = call.given.args
    if (name === undefined || more.length > 0) return yield* unexpected(useContext, call)
    const config = kubeconfigOf(call)
    if (!contextNamed(config, name)) throw new CommandError(`no context exists with the name: ${JSON.stringify(name)}`)
    saveKubeconfig(call, { ...config, 'current-context': name })
    yield* call.terminal.stdout.write(`Switched to context ${JSON.stringify(name)}.\n`)
    return 0
  },
}

// kubectl: pkg/cmd/config/set_context.go (v1.36)
export const setContext: Command = {
  name: 'set-context',
  usage: '[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace] [options]',
  flags: flagSet('--cluster string; --current bool; -n --namespace string; --user string'),
  complete: 'none',
  *run(call) {
    const { given, terminal } = call
    if (given.args.length > 1) return yield* unexpected(setContext, call)
    const config = kubeconfigOf(call)
    const name = contextToSet(call, config)
    const before = contextNamed(config, name)
    const after: ContextEntry = {
      ...before,
      ...(given.has('cluster') ? { cluster: given.text('cluster') } : {}),
      ...(given.has('user') ? { user: given.text('user') } : {}),
      ...(given.has('namespace') ? { namespace: given.text('namespace') } : {}),
    }
    const others = config.contexts.filter((each) => each.name !== name)
    saveKubeconfig(call, { ...config, contexts: [...others, { name, context: after }].sort(byName) })
    yield* terminal.stdout.write(`Context ${JSON.stringify(name)} ${before ? 'modified' : 'created'}.\n`)
    return 0
  },
}

function contextToSet({ given }: Call, config: Kubeconfig): string {
  const [named = ''] = given.args
  if (!given.bool('current')) {
    if (named === '') throw new CommandError('you must specify a non-empty context name or --current')
    return named
  }
  if (named !== '') throw new CommandError('you cannot specify both a context name and --current')
  const { 'current-context': current } = config
  if (current === '') throw new CommandError('no current context is set')
  return current
}

// kubectl: pkg/cmd/config/delete_context.go (v1.36)
export const deleteContext: Command = {
  name: 'delete-context',
  usage: 'NAME [options]',
  complete: 'none',
  *run(call) {
    const [name, ...more] = call.given.args
    if (name === undefined || more.length > 0) {
      yield* call.terminal.stdout.write(helpText(deleteContext, call.path))
      return 1
    }
    const config = kubeconfigOf(call)
    const path = kubeconfigPath(call)
    if (!contextNamed(config, name)) throw new CommandError(`cannot delete context ${name}, not in ${path}`)
    if (config['current-context'] === name) {
      yield* warn(
        call.terminal,
        'warning: this removed your active context, use "kubectl config use-context" to select a different one',
      )
    }
    saveKubeconfig(call, { ...config, contexts: config.contexts.filter((each) => each.name !== name) })
    yield* call.terminal.stdout.write(`deleted context ${name} from ${path}\n`)
    return 0
  },
}

// kubectl: pkg/cmd/config/rename_context.go (v1.36)
export const renameContext: Command = {
  name: 'rename-context',
  usage: 'CONTEXT_NAME NEW_NAME [options]',
  complete: 'none',
  *run(call) {
    const [name, next, ...more] = call.given.args
    if (name === undefined || next === undefined || more.length > 0) return yield* unexpected(renameContext, call)
    const config = kubeconfigOf(call)
    const path = kubeconfigPath(call)
    const refuse = (why: string) => new CommandError(`cannot rename the context ${JSON.stringify(name)}, ${why}`)
    if (!contextNamed(config, name)) throw refuse(`it's not in ${path}`)
    if (contextNamed(config, next)) throw refuse(`the context ${JSON.stringify(next)} already exists in ${path}`)
    const { 'current-context': current } = config
    const contexts = config.contexts.map((each) => (each.name === name ? { ...each, name: next } : each))
    saveKubeconfig(call, { ...config, contexts, 'current-context': current === name ? next : current })
    yield* call.terminal.stdout.write(`Context ${JSON.stringify(name)} renamed to ${JSON.stringify(next)}.\n`)
    return 0
  },
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
