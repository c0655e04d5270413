import { ensure } from '../../lib/assert.ts'
import { type Duration, goDuration, SECOND } from '../../lib/time.ts'
import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, DeleteOptions, ObjectRef } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { type DrainOptions, skipDeleted } from './drain-filters.ts'
import { drySuffix } from './dry-run.ts'

/** How long kubectl waits after a refusal, and how often it looks whether a Pod is gone. */
// kubectl: pkg/drain/drain.go evictPods, waitForDelete (v1.36)
const RETRY: Duration = 5 * SECOND
const POLL: Duration = SECOND

export interface Removal {
  readonly serverDryRun: boolean
  /** Negative: each Pod's own. */
  readonly grace: number
  /** 0: for ever. */
  readonly timeout: Duration
  readonly skipping: (pod: Pod) => Pick<DrainOptions, 'skipWaitForDelete' | 'now'>
}

type Seen = 'gone' | 'skipped' | 'there'

function refOf({ metadata }: Pod): ObjectRef {
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  return { info, namespace: metadata.namespace ?? DEFAULT_NAMESPACE, name: metadata.name }
}

function deleteOptions({ grace, serverDryRun }: Removal): DeleteOptions {
  return { ...(grace < 0 ? {} : { gracePeriodSeconds: grace }), dryRun: serverDryRun }
}

/** Asks that each Pod be evicted, again and again where its budget forbids it. What went wrong. */
// kubectl: pkg/drain/drain.go evictPods (v1.36)
export function* evictPods(call: Call, pods: readonly Pod[], removal: Removal): Activity<string[]> {
  const broken: string[] = []
  // Of goroutines begun at once the last one runs first.
  const inTurn = pods.length === 0 ? [] : [pods.at(-1) as Pod, ...pods.slice(0, -1)]
  yield* call.terminal.together(inTurn.map((pod) => evictOne(call, pod, removal, broken)))
  return broken
}

function* evictOne(call: Call, pod: Pod, removal: Removal, broken: string[]): Activity<void> {
  const { client, terminal } = call
  const { timeout, serverDryRun } = removal
  const ref = refOf(pod)
  const { namespace, name } = ref
  const deadline = timeout > 0 ? client.now() + timeout : Number.POSITIVE_INFINITY
  const meta = { name, namespace }
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: meta, deleteOptions: deleteOptions(removal) }
  const why = `error when evicting pods/"${name}" -n "${namespace}"`
  for (;;) {
    yield* terminal.stdout.write(`evicting pod ${namespace}/${name}${serverDryRun ? drySuffix('server') : ''}\n`)
    if (client.now() >= deadline) {
      broken.push(`${why}: global timeout reached: ${goDuration(timeout)}`)
      return
    }
    const options = { subresource: 'eviction', name, dryRun: serverDryRun }
    const { status } = yield* client.create(ref.info, namespace, eviction, options)
    if (!status) break
    if (status.reason === 'NotFound') return
    if (status.reason !== 'TooManyRequests') {
      broken.push(`${why}: ${status.message}`)
      return
    }
    yield* terminal.stderr.write(`${why} (will retry after 5s): ${status.message}\n`)
    yield* terminal.sleep(RETRY)
  }
  if (serverDryRun) return
  for (;;) {
    const seen = yield* look(call, pod, removal)
    if (seen === 'gone') yield* terminal.stdout.write(`pod/${name} evicted\n`)
    if (seen !== 'there') return
    const left = deadline - client.now()
    yield* terminal.sleep(Math.max(0, Math.min(POLL, left)))
    if (left <= POLL) {
      broken.push(`error when waiting for pod "${name}" in namespace "${namespace}" to terminate: ${LATE}`)
      return
    }
  }
}

/** Go's words for a time that is up. */
const LATE = 'context deadline exceeded'

/** Deletes the Pods without asking any budget, and waits for all of them. */
// kubectl: pkg/drain/drain.go deletePods (v1.36)
export function* deletePods(call: Call, pods: readonly Pod[], removal: Removal): Activity<string[]> {
  const { client, terminal } = call
  for (const pod of pods) {
    const { status } = yield* client.delete(refOf(pod), deleteOptions(removal))
    if (status && status.reason !== 'NotFound') throw new CommandError(status)
  }
  if (removal.serverDryRun) return []
  const deadline = removal.timeout > 0 ? client.now() + removal.timeout : Number.POSITIVE_INFINITY
  for (let pending = pods; ; ) {
    const left: Pod[] = []
    for (const pod of pending) {
      const seen = yield* look(call, pod, removal)
      if (seen === 'there') left.push(pod)
      if (seen === 'gone') yield* terminal.stdout.write(`pod/${pod.metadata.name} deleted\n`)
    }
    if (left.length === 0) return []
    const rest = deadline - client.now()
    yield* terminal.sleep(Math.max(0, Math.min(POLL, rest)))
    if (rest <= POLL) return [LATE]
    pending = left
  }
}

function* look({ client, terminal }: Call, pod: Pod, { skipping }: Removal): Activity<Seen> {
  const present = yield* client.get(refOf(pod))
  if (present.status) return present.status.reason === 'NotFound' ? 'gone' : 'there'
  if (present.ok.metadata.uid !== pod.metadata.uid) return 'gone'
  const options = skipping(pod)
  if (skipDeleted(present.ok as Pod, options as DrainOptions).evict) return 'there'
  yield* terminal.stdout.write(
    `pod ${JSON.stringify(pod.metadata.name)} has DeletionTimestamp older than ${options.skipWaitForDelete} seconds, skipping\n`,
  )
  return 'skipped'
}
