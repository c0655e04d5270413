import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { EnvVar } from '../../../manifest/pod/env.ts'
import type { Activity } from '../../client/api-client.ts'
import { type Call, type Command, CommandError, usageError } from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import {
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  fieldManager,
  PRINT_FLAGS,
  SELECTOR_FLAG,
} from '../../command-line/global-flags.ts'
import { targetsOf } from '../../command-line/resource-arguments.ts'
import { at, mapAt, textAt } from '../../printers/field.ts'
import { envVarNameMistake } from '../create/key-values.ts'
import { namespaceFor } from '../refs.ts'
import { visit } from '../visit.ts'
import { warn } from '../warn.ts'
import {
  changedContainers,
  changeObjects,
  objectsMistake,
  pickedContainers,
  podSpecOf,
  SET_FLAGS,
  selectionOf,
} from './change-objects.ts'

// kubectl: pkg/cmd/set/set_env.go (v1.36)
export const setEnv: Command = {
  name: 'env',
  usage: 'RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N [options]',
  flags: flagSet(
    `-c --containers string=*; -e --env strings; --from string; --keys list; --list bool; --overwrite bool=true`,
    `--prefix string; --resolve bool; ${SET_FLAGS}`,
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`,
    fieldManager('kubectl-set'),
  ),
  complete: 'resources',
  resources: (given) => wordsOf(given).resources,
  check,
  notSimulated: (given, path) => [
    ...(given.args.includes('-') ? [`${path} -`] : []),
    ...(given.bool('resolve') ? [`${path} --resolve`] : []),
  ],
  *run(call) {
    const { given } = call
    const { resources, variables } = wordsOf(given)
    const { set, remove } = parseEnv([...given.list('env'), ...variables])
    const all = [...set, ...(yield* variablesFrom(call))].map((variable) => ({
      ...variable,
      name: given.text('prefix') + variable.name,
    }))
    if (given.bool('list')) return yield* listVariables(call, resources, all, remove)
    return yield* changeObjects(call, {
      resources,
      said: 'env updated',
      failure: 'failed to patch env update to pod template:',
      change: (object, info) =>
        changedContainers(podSpecOf(object, info), given.text('containers'), (container) => {
          if (!given.bool('overwrite')) refuseOverwriting(container.env ?? [], all, object, info.resource)
          const { env: before = [], ...rest } = container
          const env = updateEnv(before, all, remove)
          return env.length > 0 || before.length > 0 ? { ...rest, env } : container
        }),
    })
  },
}

/** Resources first, then variables: NAME=value, or NAME- where one shall go. */
// kubectl: pkg/cmd/set/env/env_parse.go SplitEnvironmentFromResources (v1.36)
function wordsOf({ args }: Given): {
  readonly resources: readonly string[]
  readonly variables: readonly string[]
  readonly mixed: boolean
} {
  const isVariable = (word: string) => /^[^=]+=/s.test(word) || word.endsWith('-')
  const first = args.findIndex(isVariable)
  if (first < 0) return { resources: args, variables: [], mixed: false }
  const variables = args.slice(first)
  return { resources: args.slice(0, first), variables, mixed: !variables.every(isVariable) }
}

function check(given: Given, path: string): string | undefined {
  const { resources, mixed } = wordsOf(given)
  if (mixed) {
    return usageError(path, `all resources must be specified before environment changes: ${given.args.join(' ')}`)
  }
  if (resources.length === 0 && !given.has('filename')) {
    return 'one or more resources must be specified as <resource> <name> or <resource>/<name>'
  }
  if (given.bool('list') && given.text('output') !== '') return '--list and --output may not be specified together'
  if (given.has('keys') && !given.has('from')) {
    return 'when specifying --keys, a configmap or secret must be provided with --from'
  }
  return objectsMistake(resources, given)
}

// kubectl: pkg/cmd/set/env/env_parse.go ParseEnv (v1.36)
function parseEnv(words: readonly string[]): { readonly set: readonly EnvVar[]; readonly remove: readonly string[] } {
  const set: EnvVar[] = []
  const remove: string[] = []
  for (const word of words) {
    const equals = word.indexOf('=')
    if (equals < 0) {
      if (!word.endsWith('-')) throw new CommandError(`unknown environment variable: ${word}`)
      remove.push(word.slice(0, -1))
      continue
    }
    const name = word.slice(0, equals)
    const wrong = envVarNameMistake(name)
    if (wrong !== undefined) throw new CommandError(`${JSON.stringify(name)} is not a valid key name: ${wrong}`)
    set.push({ name, value: word.slice(equals + 1) })
  }
  if (remove.some((name) => set.some((variable) => variable.name === name))) {
    throw new CommandError('can not both modify and remove the same environment variable in the same command')
  }
  return { set, remove }
}

/** A variable for each key of a ConfigMap or a Secret. */
function* variablesFrom(call: Call): Activity<readonly EnvVar[]> {
  const { given, client } = call
  const from = given.text('from')
  if (from === '') return []
  const targets = targetsOf([from], {}, client)
  const variables: EnvVar[] = []
  for (const { info, name } of targets.kind === 'named' ? targets.items : []) {
    const reply = yield* client.get({ info, namespace: namespaceFor(info, call), name })
    if (reply.status) throw new CommandError(reply.status)
    if (info.kind !== 'ConfigMap' && info.kind !== 'Secret') {
      throw new CommandError('unsupported resource specified in --from')
    }
    const field = info.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef'
    const wanted = given.list('keys')
    for (const key of Object.keys(mapAt(reply.ok, 'data')).sort()) {
      if (wanted.length > 0 && !wanted.includes(key)) continue
      const variable = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase()
      variables.push({ name: variable, valueFrom: { [field]: { name, key } } })
    }
  }
  return variables
}

// kubectl: pkg/cmd/set/helper.go updateEnv (v1.36)
function updateEnv(before: readonly EnvVar[], set: readonly EnvVar[], remove: readonly string[]): EnvVar[] {
  const newest = new Map(set.map((variable) => [variable.name, variable]))
  const kept = before
    .filter(({ name }) => !remove.includes(name))
    .map((variable) => newest.get(variable.name) ?? variable)
  const known = new Set([...before.map(({ name }) => name), ...remove])
  return [...kept, ...[...newest.values()].filter(({ name }) => !known.has(name))]
}

function refuseOverwriting(
  before: readonly EnvVar[],
  set: readonly EnvVar[],
  { metadata }: KubeObject,
  resource: string,
): void {
  const taken = set.find(({ name }) => before.some((each) => each.name === name))
  if (!taken) return
  const value = before.find(({ name }) => name === taken.name)?.value ?? ''
  throw new CommandError(
    `error: ${resource}/${metadata.name} '${taken.name}' already has a value (${value}), and --overwrite is false`,
  )
}

/** What each container would have then. */
function* listVariables(
  call: Call,
  resources: readonly string[],
  set: readonly EnvVar[],
  remove: readonly string[],
): Activity<number> {
  const { given, terminal } = call
  yield* visit({ ...call, given: given.withArgs(resources) }, selectionOf(given), function* ({ ref, object }) {
    const { spec } = podSpecOf(object, ref.info)
    for (const { name, env = [] } of pickedContainers(spec, given.text('containers'))) {
      yield* terminal.stdout.write(`# ${object.kind} ${object.metadata.name}, container ${name}\n`)
      for (const variable of updateEnv(env, set, remove)) {
        if (given.bool('resolve') && variable.valueFrom) {
          yield* warn(terminal, `not simulated: the value of ${variable.name}`)
        }
        yield* terminal.stdout.write(`${variableText(variable)}\n`)
      }
    }
  })
  return 0
}

// kubectl: pkg/cmd/set/env/env_resolve.go GetEnvVarRefString (v1.36)
function variableText({ name, value = '', valueFrom }: EnvVar): string {
  if (!valueFrom) return `${name}=${value}`
  const keyed = (title: string, ref: unknown) => `${title} ${textAt(ref, 'name')}, key ${textAt(ref, 'key')}`
  const map = at(valueFrom, 'configMapKeyRef')
  const secret = at(valueFrom, 'secretKeyRef')
  const field = at(valueFrom, 'fieldRef')
  const text = map
    ? keyed('configmap', map)
    : secret
      ? keyed('secret', secret)
      : field
        ? `field path ${textAt(field, 'fieldPath')}`
        : resourceText(at(valueFrom, 'resourceFieldRef'))
  return `# ${name} from ${text}`
}

function resourceText(ref: unknown): string {
  const container = textAt(ref, 'containerName')
  return `resource field ${container === '' ? '' : `${container}/`}${textAt(ref, 'resource')}`
}
