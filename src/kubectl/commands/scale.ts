import { parseGoDuration, type Time } from '../../lib/time.ts'
import { newNotFound, newResourceNotFound, type Status } from '../../manifest/api-status.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, PRINT_FLAGS, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { argumentMistake, type TargetOptions } from '../command-line/resource-arguments.ts'
import { at, numberAt } from '../printers/field.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { printResult } from './print-result.ts'
import { type Visited, visit } from './visit.ts'

// kubectl: pkg/cmd/scale/scale.go (v1.36)
export const scale: Command = {
  name: 'scale',
  usage: '[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]',
  flags: flagSet(
    '--all bool; --current-replicas int=-1; --replicas int; --resource-version string; --timeout duration=0s',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`,
  ),
  requires: ['replicas'],
  complete: 'resources',
  check,
  *run(call) {
    const timeout = parseGoDuration(call.given.text('timeout')) ?? 0
    const deadline = timeout === 0 ? undefined : call.client.now() + timeout
    const count = yield* visit(call, selectionOf(call.given), (visited) => scaleOne(call, visited, deadline), {
      readFirst: true,
    })
    if (count === 0) throw new CommandError('no objects passed to scale')
    return 0
  },
}

// kubectl: pkg/cmd/scale/scale.go Validate (v1.36)
function check(given: Given): string | undefined {
  if ((given.int('replicas') ?? -1) < 0) {
    return 'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0'
  }
  if ((given.int('current-replicas') ?? 0) < -1) {
    return 'The --current-replicas must specify an integer of -1 or greater'
  }
  const files = given.has('filename') || given.has('kustomize')
  return dryRunMistake(given) ?? (files ? undefined : argumentMistake(given.args, selectionOf(given)))
}

/** --all is for kinds: beside a name it says nothing. */
function selectionOf(given: Given): TargetOptions {
  const named = given.args.length > 1 || given.args.some((word) => word.includes('/'))
  return { all: given.bool('all') && !named, selector: given.text('selector') }
}

// kubectl: pkg/scale/scale.go ScaleSimple (v1.36)
function* scaleOne(call: Call, { ref, object }: Visited, deadline: Time | undefined): Activity<void> {
  const { client, given } = call
  const dryRun = dryRunOf(given)
  if (dryRun !== 'client') {
    const replicas = given.int('replicas') ?? 0
    const mistake = preconditionMistake(given, object)
    if (mistake !== undefined) throw new CommandError(mistake)
    const body = { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: ref.name }, spec: { replicas } }
    const reply = yield* client.update(ref, body, { subresource: 'scale', dryRun: dryRun === 'server' })
    if (reply.status) throw new CommandError(isServed(object) ? reply.status : notScaled(ref))
    if (deadline !== undefined && dryRun === 'none') yield* untilScaled(call, { ref, object: reply.ok }, deadline)
  }
  yield* printResult(call, object, 'scaled', dryRun)
}

/** Of a kind of the server's own it is the address that is not there, of another one the object. */
function notScaled({ info, name }: ObjectRef): Status {
  return info.custom ? newNotFound(info, name) : newResourceNotFound()
}

function isServed(object: KubeObject): boolean {
  return at(object, 'spec', 'replicas') !== undefined
}

// kubectl: pkg/scale/scale.go ScalePrecondition.validate (v1.36)
function preconditionMistake(given: Given, object: KubeObject): string | undefined {
  const wanted = given.int('current-replicas') ?? -1
  const replicas = numberAt(object, 'spec', 'replicas')
  if (wanted !== -1 && wanted !== replicas) return `Expected replicas to be ${wanted}, was ${replicas}`
  const version = given.text('resource-version')
  const { resourceVersion = '' } = object.metadata
  return version === '' || version === resourceVersion
    ? undefined
    : `Expected resource version to be ${version}, was ${resourceVersion}`
}

// kubectl: pkg/scale/scale.go WaitForScaleHasDesiredReplicas (v1.36)
function* untilScaled({ client }: Call, { ref, object }: Visited, deadline: Time): Activity<void> {
  const isDone = (each: KubeObject): boolean =>
    numberAt(each, 'status', 'replicas') === numberAt(each, 'spec', 'replicas') &&
    numberAt(each, 'status', 'observedGeneration') >= (each.metadata.generation ?? 0)
  const watch = client.watch(ref.info, ref.namespace, { name: ref.name })
  try {
    for (let present = object; !isDone(present); ) {
      const event = yield* watch.next(deadline)
      if (!event) throw new CommandError(`timed out waiting for ${JSON.stringify(ref.name)} to be synced`)
      present = event.object
    }
  } finally {
    watch.stop()
  }
}
