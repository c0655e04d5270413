import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import type { TargetOptions } from '../command-line/resource-arguments.ts'
import { type Call, CommandError, type CommandFailure } from './command.ts'
import { refsOf } from './refs.ts'

export interface Visited {
  readonly ref: ObjectRef
  readonly object: KubeObject
}

/**
 * Does something to each object that a command means, as it is now. What goes wrong with one is told at the end, and
 * stops no other. The value: how many there were.
 */
// cli-runtime: pkg/resource/visitor.go ContinueOnErrorVisitor, RetrieveLatest (v1.36)
export function* visit(
  call: Call,
  options: TargetOptions,
  act: (visited: Visited) => Activity<void>,
  { ignoreNotFound = false }: { readonly ignoreNotFound?: boolean } = {},
): Activity<number> {
  const failures: CommandFailure[] = []
  const refs = yield* refsOf(call, options)
  for (const { ref } of refs) {
    const present = yield* call.client.get(ref)
    if (present.status) {
      if (!ignoreNotFound || present.status.reason !== 'NotFound') failures.push(present.status)
      continue
    }
    try {
      yield* act({ ref, object: present.ok })
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      failures.push(...error.errors)
    }
  }
  if (failures.length > 0) throw new CommandError(failures)
  return refs.length
}
