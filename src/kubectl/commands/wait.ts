import { HOUR, parseGoDuration, type Time } from '../../lib/time.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { FILENAME_FLAGS, PRINT_FLAGS, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { argumentMistake, type TargetOptions } from '../command-line/resource-arguments.ts'
import { printResult } from './print-result.ts'
import { refsOf } from './refs.ts'
import { isGoneBefore } from './until-gone.ts'
import { type Visited, visit } from './visit.ts'
import { isMet, readCondition, type WaitCondition } from './wait-condition.ts'

// kubectl: pkg/cmd/wait/wait.go (v1.36)
export const wait: Command = {
  name: 'wait',
  usage:
    "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
  flags: flagSet(
    '--all bool; -A --all-namespaces bool; --field-selector string; --for strings; --local bool',
    `--timeout duration=30s; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`,
  ),
  complete: 'resources',
  check,
  *run(call) {
    const { given, client } = call
    const conditions = given.list('for').map((text) => readCondition(text) as WaitCondition)
    const timeout = parseGoDuration(given.text('timeout')) ?? 0
    const deadline = client.now() + (timeout < 0 ? 168 * HOUR : timeout)
    const isForDelete = conditions.some(({ kind }) => kind === 'delete')
    if (conditions.some(({ kind }) => kind === 'create') && timeout !== 0) {
      for (const { ref } of yield* refsOf(call, selectionOf(given))) yield* untilThere(call, ref, deadline)
    }
    const count = yield* visit(
      call,
      selectionOf(given),
      function* (visited) {
        let { object } = visited
        for (const condition of conditions) {
          object = yield* untilMet(call, { ...visited, object }, condition, { deadline, once: timeout === 0 })
        }
        yield* printResult(call, object, 'condition met')
      },
      { ignoreNotFound: isForDelete },
    )
    if (count === 0 && !isForDelete) throw new CommandError('no matching resources found')
    return 0
  },
}

function check(given: Given): string | undefined {
  const conditions = given.list('for')
  if (conditions.length === 0) return 'unrecognized condition: []'
  for (const text of conditions) {
    const condition = readCondition(text)
    if (typeof condition === 'string') return condition
  }
  return given.has('filename') || given.has('kustomize') ? undefined : argumentMistake(given.args, selectionOf(given))
}

function selectionOf(given: Given): TargetOptions {
  return {
    all: given.bool('all'),
    selector: given.text('selector'),
    fieldSelector: given.text('field-selector'),
    allNamespaces: given.bool('all-namespaces'),
  }
}

interface Limit {
  readonly deadline: Time
  /** Not waiting: it is as asked for now, or not. */
  readonly once: boolean
}

/** The object as it then is. */
// kubectl: pkg/cmd/wait/condition.go getObjAndCheckCondition, delete.go IsDeleted (v1.36)
function* untilMet(
  { client }: Call,
  { ref, object }: Visited,
  condition: WaitCondition,
  { deadline, once }: Limit,
): Activity<Visited['object']> {
  const name = `${ref.info.resource}/${ref.name}`
  if (condition.kind === 'create') return object
  if (once) {
    if (condition.kind !== 'delete' && isMet(condition, object)) return object
    throw new CommandError(`condition not met for ${name}`)
  }
  const late = new CommandError(`timed out waiting for the condition on ${name}`)
  if (condition.kind === 'delete') {
    if (yield* isGoneBefore({ client }, ref, object.metadata.uid, deadline)) return object
    throw late
  }
  const watch = client.watch(ref.info, ref.namespace, { name: ref.name })
  try {
    if (client.now() < deadline && isMet(condition, object)) return object
    for (;;) {
      const event = yield* watch.next(deadline)
      if (!event) throw late
      if (event.type !== 'DELETED' && isMet(condition, event.object)) return event.object
    }
  } finally {
    watch.stop()
  }
}

function* untilThere({ client }: Call, ref: ObjectRef, deadline: Time): Activity<void> {
  const watch = client.watch(ref.info, ref.namespace, { name: ref.name })
  try {
    for (;;) {
      const present = yield* client.get(ref)
      if (!present.status) return
      if (!(yield* watch.next(deadline))) throw new CommandError('timed out waiting for the condition')
    }
  } finally {
    watch.stop()
  }
}
