import { ensure } from '../../lib/assert.ts'
import { type Duration, parseGoDuration } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { isPodReady, isTerminal } from '../../manifest/pod/pod-status.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { attachOrLog, printLog } from './attached.ts'
import { waitUntilGone } from './until-gone.ts'
import { warn } from './warn.ts'

/** Stays with the Pod that was made until its container ends, and removes it where --rm says so. */
// kubectl: pkg/cmd/run/run.go RunOptions.Run (v1.36)
export function* runAttached(call: Call, made: KubeObject): Activity<number> {
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  const { name, namespace = call.namespace, uid } = made.metadata
  const ref = { info, namespace, name }
  let ending: Ending | undefined
  let failure: CommandError | undefined
  try {
    ending = yield* attachedUntilEnd(call, ref)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    failure = error
  }
  if (call.given.bool('rm')) yield* removed(call, ref, uid)
  if (failure) throw failure
  if (!ending) return 0
  yield* warn(call.terminal, ending.words)
  return ending.exitCode
}

interface Ending {
  readonly words: string
  readonly exitCode: number
}

function* attachedUntilEnd(call: Call, ref: ObjectRef): Activity<Ending | undefined> {
  const { given } = call
  const timeout = parseGoDuration(given.text('pod-running-timeout')) ?? 0
  const pod = yield* podOnce(call, ref, timeout, runsOrEnded)
  const container = ensure(pod.spec.containers[0], 'the container of a Pod').name
  const [stdin, tty, quiet] = [given.bool('stdin'), given.bool('tty'), given.bool('quiet')]
  const attaching = { container, stdin, tty, quiet }
  if (isOver(pod)) yield* printLog(call, pod, container)
  else yield* attachOrLog(call, pod, attaching)
  const restart = given.text('restart')
  if (given.bool('leave-stdin-open') || restart === 'Always') return undefined
  const ended = restart === 'OnFailure' ? ({ status }: Pod) => status.phase === 'Succeeded' : isOver
  return endingOf(yield* podOnce(call, ref, timeout, ended))
}

// kubectl: pkg/cmd/run/run.go waitForPod (v1.36)
function* podOnce({ client }: Call, ref: ObjectRef, timeout: Duration, is: (pod: Pod) => boolean): Activity<Pod> {
  const deadline = client.now() + timeout
  const watch = client.watch(ref.info, ref.namespace, { name: ref.name })
  try {
    const present = yield* client.get(ref)
    if (present.status) throw new CommandError(present.status)
    for (let pod = present.ok as Pod; ; ) {
      if (is(pod)) return pod
      const event = yield* watch.next(deadline)
      if (!event) throw new CommandError('timed out waiting for the condition')
      pod = event.object as Pod
      if (event.type === 'DELETED') throw new CommandError(`pods ${JSON.stringify(ref.name)} not found`)
    }
  } finally {
    watch.stop()
  }
}

function isOver({ status }: Pod): boolean {
  return isTerminal(status.phase)
}

function runsOrEnded(pod: Pod): boolean {
  return isOver(pod) || (pod.status.phase === 'Running' && isPodReady(pod))
}

/** Undefined: it came out well. */
function endingOf({ metadata: { namespace, name }, status }: Pod): Ending | undefined {
  const pod = `pod ${namespace}/${name}`
  if (status.phase === 'Succeeded') return undefined
  const terminated = status.containerStatuses?.[0]?.state.terminated
  if (!terminated || terminated.exitCode === 0) throw new CommandError(`${pod} failed with unknown exit code`)
  const { reason = '', message = '', exitCode } = terminated
  return { words: `${pod} terminated (${reason})${message === '' ? '' : `\n${message}`}`, exitCode }
}

// kubectl: pkg/cmd/run/run.go removeCreatedObjects (v1.36)
function* removed(call: Call, ref: ObjectRef, uid: string | undefined): Activity<void> {
  const { client, given, terminal } = call
  const grace = given.int('grace-period') ?? -1
  const reply = yield* client.delete(ref, {
    propagationPolicy: 'Background',
    ...(given.bool('force')
      ? { gracePeriodSeconds: Math.max(grace, 0) }
      : grace < 0
        ? {}
        : { gracePeriodSeconds: grace }),
  })
  if (reply.status) {
    if (reply.status.reason === 'NotFound') return
    throw new CommandError(reply.status)
  }
  if (!given.bool('quiet')) {
    const how = given.bool('force') ? 'force deleted' : 'deleted'
    yield* terminal.stdout.write(`pod ${JSON.stringify(ref.name)} ${how} from ${ref.namespace} namespace\n`)
  }
  if (given.bool('wait')) yield* waitUntilGone(call, [{ ref, uid }], parseGoDuration('168h') ?? 0)
}
