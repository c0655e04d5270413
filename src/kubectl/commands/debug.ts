import { ensure } from '../../lib/assert.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { attachOrLog, printLog } from './attached.ts'
import { objectOfWord } from './pod-of-word.ts'
import { warn, warnOf } from './warn.ts'

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
    const { given, client, terminal } = call
    const { words, command } = wordsOf(given)
    for (const word of words) {
      const object = yield* objectOfWord(call, word)
      if (object.kind !== 'Pod' || given.text('copy-to') !== '') {
        throw new CommandError('not simulated: this way of kubectl debug')
      }
      const pod = object as Pod
      const named = given.text('container')
      const name = named || `debugger-${terminal.suffix(5)}`
      const target = given.text('target')
      const env = given.list('env').map((pair) => ({
        name: pair.slice(0, pair.indexOf('=')),
        value: pair.slice(pair.indexOf('=') + 1),
      }))
      const policy = given.text('image-pull-policy')
      const container = {
        name,
        image: given.text('image'),
        ...(policy === '' ? {} : { imagePullPolicy: policy }),
        ...(command.length === 0 ? {} : given.bool('arguments-only') ? { args: command } : { command }),
        ...(env.length > 0 ? { env } : {}),
        ...(given.bool('stdin') ? { stdin: true } : {}),
        ...(given.bool('tty') ? { tty: true } : {}),
        ...(target === '' ? {} : { targetContainerName: target }),
      }
      if (target !== '') {
        yield* warn(
          terminal,
          `Targeting container ${JSON.stringify(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.`,
        )
      }
      if (named === '') yield* warn(terminal, `Defaulting debug container name to ${name}.`)
      const { namespace = call.namespace } = pod.metadata
      const ref = { info: ensure(kindInfo('v1', 'Pod'), 'the kind of Pods'), namespace, name: pod.metadata.name }
      const text = JSON.stringify({ spec: { ephemeralContainers: [container] } })
      const reply = yield* client.patch(ref, 'strategic', text, { subresource: 'ephemeralcontainers' })
      yield* warnOf(terminal, reply.warnings)
      if (reply.status) throw new CommandError(reply.status)
      if (isAttached(given)) yield* attached(call, ref, name)
    }
    return 0
  },
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
      const status = pod.status.ephemeralContainerStatuses?.find(({ name }) => name === container)
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
