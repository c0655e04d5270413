import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { argumentMistake, kindNamed } from '../command-line/resource-arguments.ts'
import { describeObject } from '../printers/describe/describe-object.ts'
import { type Found, findObjects } from './find-objects.ts'
import { listSelected } from './refs.ts'
import { warn, warnOf } from './warn.ts'

// kubectl: pkg/cmd/describe/describe.go (v1.36)
export const describe: Command = {
  name: 'describe',
  usage: '(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]',
  flags: flagSet(
    `-A --all-namespaces bool; --chunk-size int=500; --show-events bool=true; ${FILENAME_FLAGS}; ${SELECTOR_FLAG}`,
  ),
  complete: 'resources',
  check,
  *run(call) {
    const { given, terminal } = call
    const found = yield* findObjects(call)
    yield* warnOf(terminal, found.warnings)
    const objects = found.groups.flatMap((group) => group.objects)
    // Of one object everything is told, of several no Events, unless somebody asks for them.
    const isAlone = found.errors.length === 0 && objects.length <= 1
    const showEvents = given.has('show-events') ? given.bool('show-events') : isAlone
    if (given.args.length === 2 && found.errors.some(isNotFound))
      return yield* describeMatching(call, found, showEvents)
    let first = true
    for (const object of objects) {
      const text = yield* textOf(call, object, showEvents)
      yield* terminal.stdout.write(first ? text : `\n\n${text}`)
      first = false
    }
    if (found.errors.length > 0) throw new CommandError(found.errors)
    if (objects.length === 0) {
      const place = given.bool('all-namespaces') ? '' : ` in ${call.namespace} namespace.`
      yield* warn(terminal, `No resources found${place}`)
    }
    return 0
  },
}

const NO_TYPE =
  'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.'

function check(given: Given): string | undefined {
  if (given.args.length === 0) return given.has('filename') || given.has('kustomize') ? undefined : NO_TYPE
  return argumentMistake(given.args, {
    selector: given.text('selector'),
    allNamespaces: given.bool('all-namespaces'),
    kindAlone: true,
  })
}

function isNotFound(failure: CommandFailure): boolean {
  return typeof failure !== 'string' && failure.reason === 'NotFound'
}

/** A name that is no object's may be the beginning of some. */
// kubectl: pkg/cmd/describe/describe.go DescribeMatchingResources (v1.36)
function* describeMatching(call: Call, { errors }: Found, showEvents: boolean): Activity<number> {
  const { given, client, terminal } = call
  const [kind = '', prefix = ''] = given.args
  const reply = yield* listSelected(call, kindNamed(kind, client.kinds()), {})
  const matching = 'failure' in reply ? [] : reply.objects.filter(({ metadata }) => metadata.name.startsWith(prefix))
  if (matching.length === 0) throw new CommandError(errors)
  for (const object of matching) {
    yield* terminal.stdout.write(`${yield* textOf(call, object, showEvents)}\n`)
  }
  return 0
}

function textOf({ client }: Call, object: KubeObject, showEvents: boolean): Activity<string> {
  return describeObject(object, { reader: client, now: client.now(), showEvents })
}
