import { ensure } from '../../lib/assert.ts'
import { setOwn } from '../../lib/own.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, fieldManager, PRINT_FLAGS } from '../command-line/global-flags.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { overridden, overridesMistake } from './overrides.ts'
import { printResult } from './print-result.ts'
import { runAttached } from './run-attached.ts'
import { warnOf } from './warn.ts'

// kubectl: pkg/cmd/run/run.go, pkg/generate/versioned/run.go BasicPod (v1.36)
export const run: Command = {
  name: 'run',
  usage:
    'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...] [options]',
  flags: flagSet(
    '--annotations strings; --attach bool; --cascade string=background?background; --command bool; --env strings',
    '--expose bool; --force bool; --grace-period int=-1; --image string; --image-pull-policy string; -l --labels string',
    '--leave-stdin-open bool; --override-type string=merge; --overrides string; --pod-running-timeout duration=1m0s',
    '--port string; --privileged bool; -q --quiet bool; --restart string=Always; --rm bool; --save-config bool',
    '-i --stdin bool; --timeout duration=0s; -t --tty bool; --wait bool=true',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}`,
    fieldManager('kubectl-run'),
  ),
  requires: ['image'],
  complete: 'none',
  check,
  brings: (given, { namespace }) => (check(given, 'kubectl run') ? {} : { objects: bringsOf(given, namespace) }),
  *run(call) {
    const { given, terminal, namespace, namespaceGiven } = call
    const dryRun = dryRunOf(given)
    const wrong = labelMistake(given)
    if (wrong !== undefined) throw new CommandError(wrong)
    const pod = overridden(given, podOf(given, dryRun === 'client' && !namespaceGiven ? undefined : namespace))
    const made = yield* createdBy(call, pod)
    if (given.bool('expose')) {
      const service = yield* createdBy(call, serviceOf(given, made))
      yield* printResult(call, service, 'created', dryRun)
      if (given.text('output') === 'yaml') yield* terminal.stdout.write('---\n---\n')
    }
    if (isAttached(given) && dryRun === 'none') return yield* runAttached(call, made)
    yield* printResult(call, made, 'created', dryRun)
    return 0
  },
}

function* createdBy({ given, client, terminal, namespace }: Call, object: KubeObject): Activity<KubeObject> {
  const dryRun = dryRunOf(given)
  if (dryRun === 'client') return object
  const info = ensure(kindInfo(object.apiVersion, object.kind), 'the kind of what run makes')
  const reply = yield* client.create(info, object.metadata.namespace ?? namespace, object, {
    dryRun: dryRun === 'server',
  })
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) throw new CommandError(reply.status)
  return reply.ok
}

function bringsOf(given: Given, namespace: string): readonly KubeObject[] {
  try {
    return [overridden(given, podOf(given, namespace))]
  } catch (error) {
    if (error instanceof CommandError) return []
    throw error
  }
}

/** -i attaches unless --attach=false says otherwise. */
function isAttached(given: Given): boolean {
  return given.has('attach') ? given.bool('attach') : given.bool('stdin')
}

// kubectl: pkg/cmd/run/run.go generateService (v1.36)
function serviceOf(given: Given, { metadata }: KubeObject): KubeObject {
  const port = Number(given.text('port'))
  const { name, namespace } = metadata
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { ports: [{ port, protocol: 'TCP', targetPort: port }], selector: metadata.labels },
    status: { loadBalancer: {} },
  }
}

const RESTART = ['Always', 'OnFailure', 'Never']

function check(given: Given, path: string): string | undefined {
  if (given.args.length === 0 || given.dash === 0) return usageError(path, 'NAME is required for run')
  const image = given.text('image')
  if (!isReference(image)) return `Invalid image name ${JSON.stringify(image)}: invalid reference format`
  const dry = dryRunMistake(given)
  if (dry !== undefined) return dry
  const restart = given.text('restart')
  if (!RESTART.includes(restart)) return `invalid restart policy: ${restart}`
  const override = overridesMistake(given)
  if (override !== undefined) return override
  if (given.bool('rm') && !given.bool('stdin') && !given.bool('attach')) {
    return '--rm should only be used for attached containers'
  }
  if (given.bool('tty') && !given.bool('stdin')) return '-i/--stdin is required for containers with -t/--tty=true'
  const port = given.text('port')
  if (port !== '' && !/^[+-]?\d+$/.test(port)) return `strconv.Atoi: parsing ${JSON.stringify(port)}: invalid syntax`
  if (given.bool('expose') && port === '') return '--port must be set when exposing a service'
  const env = given.list('env').find((word) => !word.includes('='))
  if (env !== undefined) return `invalid env: ${env}`
  return undefined
}

function labelMistake(given: Given): string | undefined {
  const wrong = given
    .text('labels')
    .split(',')
    .find((pair) => pair !== '' && !pair.includes('='))
  return wrong === undefined ? undefined : `unexpected label spec: ${wrong}`
}

/** As much of the grammar of image references as people get wrong. */
// distribution: reference/regexp.go
function isReference(image: string): boolean {
  return (
    /^[a-z0-9][\w.-]*(?::\d+)?(?:\/[\w.-]+)*(?::[\w][\w.-]*)?(?:@[\w+.-]+:[\da-f]+)?$/i.test(image) &&
    !/(?:^|\/)[^:@/]*[A-Z][^:@/]*(?:[:@]|$)/.test(image)
  )
}

/** `namespace` undefined: it is printed, and goes nowhere. */
function podOf(given: Given, namespace: string | undefined): KubeObject {
  const [name = '', ...args] = given.args
  const env = given.list('env').map((word) => ({
    name: word.slice(0, word.indexOf('=')),
    value: word.slice(word.indexOf('=') + 1),
  }))
  const port = given.text('port')
  const policy = given.text('image-pull-policy')
  const container = {
    ...(args.length > 0 ? (given.bool('command') ? { command: args } : { args }) : {}),
    ...(env.length > 0 ? { env } : {}),
    image: given.text('image'),
    ...(policy === '' ? {} : { imagePullPolicy: policy }),
    name,
    ...(port === '' ? {} : { ports: [{ containerPort: Number(port) }] }),
    resources: {},
    ...(given.bool('privileged') ? { securityContext: { privileged: true } } : {}),
    ...(given.bool('stdin') ? { stdin: true } : {}),
    ...(given.bool('stdin') && !given.bool('leave-stdin-open') ? { stdinOnce: true } : {}),
    ...(given.bool('tty') ? { tty: true } : {}),
  }
  const labels = labelsOf(given.text('labels')) ?? { run: name }
  const annotations = labelsOf(given.list('annotations').join(','))
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...(annotations ? { annotations } : {}),
      labels,
      name,
      ...(namespace === undefined ? {} : { namespace }),
    },
    spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: given.text('restart') },
    status: {},
  }
  return pod
}

function labelsOf(text: string): Record<string, string> | undefined {
  if (text === '') return undefined
  const labels: Record<string, string> = {}
  for (const pair of text.split(',')) {
    const equals = pair.indexOf('=')
    if (equals > 0) setOwn(labels, pair.slice(0, equals), pair.slice(equals + 1))
  }
  return labels
}
