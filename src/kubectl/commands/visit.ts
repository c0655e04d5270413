import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, CommandError, type CommandFailure } from '../command-line/command.ts'
import type { TargetOptions } from '../command-line/resource-arguments.ts'
import { refsOf } from './refs.ts'

export interface Visited {
  readonly ref: ObjectRef
  readonly object: KubeObject
}

export interface VisitOptions {
  /** What is not there is no mistake. */
  readonly ignoreNotFound?: boolean
  /** All are looked at before anything is done to the first. */
  readonly readFirst?: boolean
}

/**
 * Does something to each object that a command means, as it is now. What goes wrong with one is told at the end, and
 * stops no other. The value: how many there were.
 */
// cli-runtime: pkg/resource/visitor.go ContinueOnErrorVisitor, RetrieveLatest; result.go Infos (v1.36)
export function* visit(
  call: Call,
  selection: TargetOptions,
  act: (visited: Visited) => Activity<void>,
  { ignoreNotFound = false, readFirst = false }: VisitOptions = {},
): Activity<number> {
  const failures: CommandFailure[] = []
  const refs = yield* refsOf(call, selection)
  const read = function* (ref: ObjectRef): Activity<Visited[]> {
    const present = yield* call.client.get(ref)
    if (!present.status) return [{ ref, object: present.ok }]
    if (!ignoreNotFound || present.status.reason !== 'NotFound') failures.push(present.status)
    return []
  }
  const all: Visited[] = []
  if (readFirst) for (const { ref } of refs) all.push(...(yield* read(ref)))
  for (const { ref } of refs) {
    const now = readFirst ? all.filter((each) => each.ref === ref) : yield* read(ref)
    for (const visited of now) {
      try {
        yield* act(visited)
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        failures.push(...error.errors)
      }
    }
  }
  if (failures.length > 0) throw new CommandError(failures)
  return refs.length
}
