import { ensure } from '../../lib/assert.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { attachOrLog, printLog } from './attached.ts'
import { type DebugWords, debugContainer, nodeDebugPod, podCopy } from './debug-pod.ts'
import { objectOfWord } from './pod-of-word.ts'
import { warnOf } from './warn.ts'

const PROFILES = ['legacy', 'general', 'baseline', 'netadmin', 'restricted', 'sysadmin']

// kubectl: pkg/cmd/debug/debug.go (v1.36)
export const debug: Command = {
  name: 'debug',
  usage: '(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ] [options]',
  flags: flagSet(
    '--arguments-only bool; --attach bool; -c --container string; --copy-to string; --custom string; --env strings',
    '-f --filename list; --image string; --image-pull-policy string; --keep-annotations bool',
    '--keep-init-containers bool=true; --keep-labels bool; --keep-liveness bool; --keep-readiness bool',
    '--keep-startup bool; --profile string=general; -q --quiet bool; --replace bool; --same-node bool',
    '--set-image strings; --share-processes bool=true; -i --stdin bool; --target string; -t --tty bool',
  ),
  complete: 'pods',
  check,
  brings: (given, { namespace }) => {
    const { command } = wordsOf(given)
    const image = given.text('image')
    return image === '' ? {} : { images: [{ image, namespace, ...(given.bool('arguments-only') ? {} : { command }) }] }
  },
  *run(call) {
    for (const word of wordsOf(call.given).words) {
      const object = yield* objectOfWord(call, word)
      if (object.kind === 'Node') yield* debugNode(call, object.metadata.name)
      else if (object.kind !== 'Pod') {
        throw new CommandError(`${JSON.stringify(object.kind)} not supported by debug`)
      } else if (call.given.text('copy-to') === '') yield* debugWithin(call, object as Pod)
      else yield* debugCopy(call, object as Pod)
    }
    return 0
  },
}

const POD = () => ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')

function* debugWords(call: Call, container: string): Activity<DebugWords> {
  const { given, terminal } = call
  const name = container || `debugger-${terminal.suffix(5)}`
  if (container === '') yield* terminal.stdout.write(`Defaulting debug container name to ${name}.\n`)
  return { given, container: name, image: given.text('image'), command: wordsOf(given).command }
}

/** An ephemeral container in the Pod itself. */
// kubectl: pkg/cmd/debug/debug.go debugByEphemeralContainer (v1.36)
function* debugWithin(call: Call, pod: Pod): Activity<void> {
  const { given, client, terminal } = call
  const target = given.text('target')
  if (target !== '') {
    yield* terminal.stdout.write(
      `Targeting container ${JSON.stringify(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`,
    )
  }
  const words = yield* debugWords(call, given.text('container'))
  const container = {
    name: words.container,
    ...debugContainer(words),
    ...(target === '' ? {} : { targetContainerName: target }),
  }
  const { namespace = call.namespace } = pod.metadata
  const ref = { info: POD(), namespace, name: pod.metadata.name }
  const text = JSON.stringify({ spec: { ephemeralContainers: [container] } })
  const reply = yield* client.patch(ref, 'strategic', text, { subresource: 'ephemeralcontainers' })
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) throw new CommandError(reply.status)
  if (isAttached(given)) yield* attached(call, ref, words.container)
}

// kubectl: pkg/cmd/debug/debug.go debugByCopy (v1.36)
function* debugCopy(call: Call, pod: Pod): Activity<void> {
  const { given, client, terminal } = call
  const adds = given.text('image') !== '' || given.text('container') !== ''
  const words = adds
    ? yield* debugWords(call, given.text('container'))
    : { given, container: '', image: '', command: wordsOf(given).command }
  const copy = podCopy(pod, words)
  const { namespace = call.namespace } = pod.metadata
  const reply = yield* client.create(POD(), namespace, copy.pod as Pod)
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) throw new CommandError(reply.status)
  if (given.bool('replace')) yield* client.delete({ info: POD(), namespace, name: pod.metadata.name })
  if (copy.container !== undefined && isAttached(given)) {
    yield* attached(call, { info: POD(), namespace, name: reply.ok.metadata.name }, copy.container)
  }
}

// kubectl: pkg/cmd/debug/debug.go visitNode (v1.36)
function* debugNode(call: Call, node: string): Activity<void> {
  const { given, client, terminal, namespace } = call
  const words: DebugWords = {
    given,
    container: given.text('container') || 'debugger',
    image: given.text('image'),
    command: wordsOf(given).command,
  }
  const name = `node-debugger-${node}-${terminal.suffix(5)}`
  const reply = yield* client.create(POD(), namespace, nodeDebugPod(node, name, namespace, words) as Pod)
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) throw new CommandError(reply.status)
  yield* terminal.stdout.write(`Creating debugging pod ${name} with container ${words.container} on node ${node}.\n`)
  if (isAttached(given)) yield* attached(call, { info: POD(), namespace, name }, words.container)
}

/** -i attaches unless --attach=false says otherwise. */
function isAttached(given: Given): boolean {
  return given.has('attach') ? given.bool('attach') : given.bool('stdin')
}

// kubectl: pkg/cmd/debug/debug.go waitForContainer, handleAttachPod (v1.36)
function* attached(call: Call, ref: ObjectRef, container: string): Activity<void> {
  const { client, given } = call
  const watch = client.watch(ref.info, ref.namespace, { name: ref.name })
  try {
    for (;;) {
      const reply = yield* client.get(ref)
      if (reply.status) throw new CommandError(reply.status)
      const pod = reply.ok as Pod
      const statuses = [...(pod.status.ephemeralContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])]
      const status = statuses.find(({ name }) => name === container)
      if (status?.state.terminated) return yield* printLog(call, pod, container)
      if (status?.state.running) {
        const [stdin, tty, quiet] = [given.bool('stdin'), given.bool('tty'), given.bool('quiet')]
        return yield* attachOrLog(call, pod, { container, stdin, tty, quiet })
      }
      yield* watch.next()
    }
  } finally {
    watch.stop()
  }
}

function wordsOf({ args, dash }: Given): { words: readonly string[]; command: readonly string[] } {
  return dash === undefined ? { words: args, command: [] } : { words: args.slice(0, dash), command: args.slice(dash) }
}

function check(given: Given): string | undefined {
  const { words } = wordsOf(given)
  if (words.length === 0 && !given.has('filename')) return 'NAME or filename must be specified'
  const image = given.text('image')
  const isNode = words.every((word) => /^(?:nodes?|no)\//.test(word))
  if (image === '' && given.text('copy-to') === '') {
    return isNode
      ? 'you must specify --image when debugging a node'
      : 'you must specify --image when not using --copy-to.'
  }
  const profile = given.text('profile')
  if (!PROFILES.includes(profile)) return `unknown profile: ${profile}`
  if (given.bool('tty') && !given.bool('stdin')) return '-i/--stdin is required for containers with -t/--tty=true'
  return undefined
}
