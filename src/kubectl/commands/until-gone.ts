import type { Duration } from '../../lib/time.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'

/** Waits until these very objects are there no more, one after the other. */
// kubectl: pkg/cmd/wait/delete.go IsDeleted (v1.36)
export function* waitUntilGone(
  call: Call,
  objects: readonly { readonly ref: ObjectRef; readonly uid: string | undefined }[],
  timeout: Duration,
): Activity<void> {
  const deadline = call.client.now() + timeout
  for (const { ref, uid } of objects) {
    if (yield* isGoneBefore(call, ref, uid, deadline)) continue
    throw new CommandError(`timed out waiting for the condition on ${ref.info.resource}/${ref.name}`)
  }
}

export function* isGoneBefore(
  { client }: Pick<Call, 'client'>,
  ref: ObjectRef,
  uid: string | undefined,
  deadline: number,
): Activity<boolean> {
  const watch = client.watch(ref.info, ref.namespace, { name: ref.name })
  try {
    const present = yield* client.get(ref)
    if (present.status || present.ok.metadata.uid !== uid) return true
    for (;;) {
      const event = yield* watch.next(deadline)
      if (!event) return false
      if (event.type === 'DELETED' || event.object.metadata.uid !== uid) return true
    }
  } finally {
    watch.stop()
  }
}
