import { ownValue } from '../lib/own.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import { kindInfo } from '../manifest/schema/kinds.ts'
import type { Action } from './action.ts'
import { type CommandLine, flag, isOn, parseFlags } from './kubectl-flags.ts'
import { labelActions, patchAction } from './kubectl-metadata.ts'
import { cordonActions, drainActions, taintActions } from './kubectl-node.ts'
import { namedObjects, namespaceFor, namespaceOf } from './kubectl-objects.ts'
import { shellWords } from './shell-words.ts'

/** What a step's command means: actions, an object yet to be judged as any manifest, or what is wrong with it. */
export type KubectlStep =
  | { readonly kind: 'actions'; readonly actions: readonly Action[] }
  | { readonly kind: 'create'; readonly object: KubeObject }
  /** YAML that the command gets on its standard input. */
  | { readonly kind: 'applyText'; readonly text: string; readonly create?: true }
  /** Fine in a terminal, but it takes a shell. */
  | { readonly kind: 'needsShell'; readonly message: string }
  | { readonly kind: 'problem'; readonly message: string }

/** They read and change nothing: they belong into the terminal. */
const READING = new Set(
  `get describe logs top wait events explain version api-resources api-versions cluster-info config auth diff options
   attach port-forward proxy plugin completion`.split(/\s+/),
)
const NOT_YET = new Set(
  `edit replace scale autoscale rollout expose cp certificate
   kustomize create`.split(/\s+/),
)

/** `given` is what the text holds: what -f means in a step. */
export function parseKubectlStep(line: string, given: readonly KubeObject[]): KubectlStep {
  const here = /^(?:kubectl|k)\s+(apply|create)\s[^\n<]*-f\s+-\s*<<-?\s*['"]?(\w+)['"]?\s*\n([\s\S]*?)\n?\2\s*$/.exec(
    line,
  )
  if (here) return { kind: 'applyText', text: here[3] ?? '', ...(here[1] === 'create' ? { create: true } : {}) }
  const split = shellWords(line.trim())
  if ('problem' in split) return problem(split.problem)
  if ('needsShell' in split) return { kind: 'needsShell', message: split.needsShell }
  const [program, ...args] = split.words
  if (program !== 'kubectl' && program !== 'k') return problem('a step runs kubectl: kubectl delete pod web')
  // Flags may stand before the verb: kubectl -n shop delete pod web.
  const verbAt = args.findIndex(
    (word, index) => !word.startsWith('-') && !/^(-n|--namespace)$/.test(args[index - 1] ?? ''),
  )
  const verb = args[verbAt]
  if (verb === undefined) return problem('error: kubectl needs a command')
  const parsed = parseFlags([...args.slice(0, verbAt), ...args.slice(verbAt + 1)])
  if ('problem' in parsed) return problem(parsed.problem)
  switch (verb) {
    case 'delete':
      return deleteStep(parsed, given)
    case 'set':
      return setStep(parsed, given)
    case 'exec':
      return execStep(parsed, given)
    case 'run':
      return runStep(parsed, given)
    case 'apply':
      return applyStep(parsed, given, {})
    case 'debug':
      return debugStep(parsed, given)
    case 'patch':
      return patchStep(parsed, given)
    case 'label':
    case 'annotate':
      return actionsOrProblem(labelActions(verb, parsed, given))
    case 'taint':
      return actionsOrProblem(taintActions(parsed))
    case 'cordon':
    case 'uncordon':
      return actionsOrProblem(cordonActions(verb, parsed))
    case 'drain':
      return actionsOrProblem(drainActions(parsed))
    case 'create':
      return flag(parsed, 'filename') === undefined
        ? notSimulated(`kubectl ${verb}`)
        : applyStep(parsed, given, { create: true })
  }
  if (READING.has(verb)) return actions({ kind: 'notSimulated', reason: `kubectl ${verb} changes nothing` })
  if (NOT_YET.has(verb)) return notSimulated(`kubectl ${[verb, ...parsed.words.slice(0, 1)].join(' ')}`)
  return problem(`error: unknown command "${verb}" for "kubectl"`)
}

function deleteStep(line: CommandLine, given: readonly KubeObject[]): KubectlStep {
  const options = deleteOptions(line)
  if (typeof options === 'string') return problem(options)
  const namespace = namespaceOf(line, given)
  if (flag(line, 'filename') !== undefined) {
    return actions(
      ...given.map(
        (object): Action => ({
          kind: 'delete',
          resource: kindInfo(object.apiVersion, object.kind)?.resource ?? object.kind,
          namespace: object.metadata.namespace ?? namespace,
          names: [object.metadata.name],
          ...options,
        }),
      ),
    )
  }
  const named = namedObjects(line.words)
  if ('problem' in named) return problem(named.problem)
  const all = isOn(line, 'all')
  const selector = flag(line, 'selector')
  const selection: { all?: true; selector?: string } = {
    ...(all ? { all: true as const } : {}),
    ...(selector === undefined ? {} : { selector }),
  }
  const found = [...named.byResource]
  if (found.length === 0) {
    return problem('error: You must provide one or more resources by argument or filename.')
  }
  if (!all && selector === undefined && found.some(([, names]) => names.length === 0)) {
    return problem('error: resource(s) were provided, but no name was specified')
  }
  if (all && found.some(([, names]) => names.length > 0)) {
    return problem('error: name cannot be provided when a selector is specified')
  }
  return actions(
    ...found.map(
      ([resource, names]): Action => ({
        ...{ kind: 'delete', resource, namespace: namespaceFor(resource, line, given), names },
        ...selection,
        ...options,
      }),
    ),
  )
}

// kubectl: pkg/cmd/delete/delete.go Complete, Validate (v1.36)
function deleteOptions(line: CommandLine): DeleteOptions | string {
  const cascade = flag(line, 'cascade') ?? 'background'
  if (!Object.hasOwn(PROPAGATIONS, cascade)) {
    return `error: invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`
  }
  const propagation = ownValue(PROPAGATIONS, cascade)
  const given = flag(line, 'grace-period')
  let grace = given === undefined ? -1 : Number(given)
  if (!Number.isInteger(grace)) {
    return `error: invalid argument "${given}" for "--grace-period" flag: strconv.ParseInt: parsing "${given}": invalid syntax`
  }
  const force = isOn(line, 'force')
  if (isOn(line, 'now')) {
    if (grace !== -1) return 'error: --now and --grace-period cannot be specified together'
    grace = 1
  }
  if (force && grace > 0) return 'error: --force and --grace-period greater than 0 cannot be specified together'
  if (force && grace < 0) grace = 0
  // Nought without force is too much to ask: the shortest that is graceful.
  if (!force && grace === 0) grace = 1
  return {
    ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
    ...(force ? { force: true } : {}),
    ...(propagation === undefined ? {} : { propagation }),
  }
}

type DeleteOptions = Pick<Action & { kind: 'delete' }, 'gracePeriodSeconds' | 'force' | 'propagation'>

/** `true` and `false` are what kubectl knew before. */
// kubectl: pkg/cmd/util/helpers.go GetCascadingStrategy (v1.36)
const PROPAGATIONS: Readonly<Record<string, 'Foreground' | 'Orphan' | undefined>> = {
  background: undefined,
  true: undefined,
  foreground: 'Foreground',
  orphan: 'Orphan',
  false: 'Orphan',
}

function setStep(line: CommandLine, given: readonly KubeObject[]): KubectlStep {
  const [what, ...words] = line.words
  if (what !== 'image') return notSimulated(`kubectl set ${what ?? ''}`.trim())
  const images = words.filter((word) => word.includes('='))
  const named = namedObjects(words.filter((word) => !word.includes('=')))
  if ('problem' in named) return problem(named.problem)
  const [resource, names] = [...named.byResource][0] ?? []
  if (resource === undefined || !names?.length) {
    return problem('error: one or more resources must be specified as <resource> <name> or <resource>/<name>')
  }
  if (images.length === 0) return problem('error: at least one image update is required')
  return actions(
    ...names.map(
      (name): Action => ({
        kind: 'setImage',
        resource,
        namespace: namespaceOf(line, given),
        name,
        images: Object.fromEntries(
          images.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
        ),
      }),
    ),
  )
}

function execStep(line: CommandLine, given: readonly KubeObject[]): KubectlStep {
  const [target, ...attached] = line.words
  if (target === undefined) return problem('error: pod, type/name or --filename must be specified')
  const argv = line.rest ?? attached
  if (argv.length === 0) return problem('error: you must specify at least one command for the container')
  const container = flag(line, 'container')
  return actions({
    kind: 'exec',
    namespace: namespaceOf(line, given),
    pod: target.replace(/^pods?\//, ''),
    ...(container === undefined ? {} : { container }),
    argv,
  })
}

function patchStep(line: CommandLine, given: readonly KubeObject[]): KubectlStep {
  const named = namedObjects(line.words)
  if ('problem' in named) return problem(named.problem)
  const [resource, names] = [...named.byResource][0] ?? []
  if (resource === undefined || !names?.length)
    return problem('error: resource(s) were provided, but no name was specified')
  const list: Action[] = []
  for (const name of names) {
    const target = { resource, namespace: namespaceFor(resource, line, given), name }
    const action = patchAction(target, flag(line, 'patch'), flag(line, 'type'), flag(line, 'subresource'))
    if (typeof action === 'string') return problem(action)
    list.push(action)
  }
  return actions(...list)
}

// kubectl: pkg/cmd/debug/debug.go, the case of a Pod without --copy-to (v1.36)
function debugStep(line: CommandLine, given: readonly KubeObject[]): KubectlStep {
  const [target, ...attached] = line.words
  const image = flag(line, 'image')
  if (target === undefined) return problem('error: NAME is required for debug')
  if (target.startsWith('node/') || flag(line, 'copy-to') !== undefined)
    return notSimulated('this way of kubectl debug')
  if (image === undefined) return problem('error: you must specify --image when creating a debug container')
  const words = line.rest ?? attached
  const name = flag(line, 'container')
  const targetContainerName = flag(line, 'target')
  return actions({
    kind: 'debug',
    namespace: namespaceOf(line, given),
    pod: target.replace(/^pods?\//, ''),
    container: {
      image,
      ...(name === undefined ? {} : { name }),
      ...(words.length === 0 ? {} : isOn(line, 'arguments-only') ? { args: words } : { command: words }),
      ...(targetContainerName === undefined ? {} : { targetContainerName }),
    },
  })
}

// kubectl: pkg/cmd/run/run.go and pkg/generate/versioned/run.go BasicPod (v1.36)
function runStep(line: CommandLine, given: readonly KubeObject[]): KubectlStep {
  const [name, ...attached] = line.words
  const image = flag(line, 'image')
  if (name === undefined) return problem('error: NAME is required for run')
  if (image === undefined) return problem('error: required flag(s) "image" not set')
  const args = line.rest ?? attached
  const env = (line.flags.get('env') ?? []).map((word) => ({
    name: word.slice(0, word.indexOf('=')),
    value: word.slice(word.indexOf('=') + 1),
  }))
  const port = flag(line, 'port')
  const labels = flag(line, 'labels')
  const container = {
    name,
    image,
    ...(args.length === 0 ? {} : isOn(line, 'command') ? { command: args } : { args }),
    ...(env.length === 0 ? {} : { env }),
    ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }),
  }
  const object: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: namespaceOf(line, given),
      labels:
        labels === undefined
          ? { run: name }
          : Object.fromEntries(labels.split(',').map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? ''])),
    },
    spec: { containers: [container], restartPolicy: flag(line, 'restart') ?? 'Always' },
  }
  return { kind: 'create', object }
}

function applyStep(line: CommandLine, given: readonly KubeObject[], how: { create?: true }): KubectlStep {
  const source = flag(line, 'filename')
  if (source === undefined) return problem('error: must specify one of -f and -k')
  return actions({ kind: 'apply', objects: given, source, ...how })
}

function actions(...list: readonly Action[]): KubectlStep {
  return { kind: 'actions', actions: list }
}

function actionsOrProblem(made: readonly Action[] | string): KubectlStep {
  return typeof made === 'string' ? problem(made) : actions(...made)
}

function notSimulated(command: string): KubectlStep {
  return actions({ kind: 'notSimulated', reason: `${command} is not simulated yet` })
}

function problem(message: string): KubectlStep {
  return { kind: 'problem', message }
}
