import { ensure } from '../../lib/assert.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { PRINT_FLAGS } from '../command-line/global-flags.ts'
import { requestTimeout } from '../command-line/request-timeout.ts'
import { kindNamed } from '../command-line/resource-arguments.ts'
import { eventTimes } from '../printers/event-times.ts'
import { EventsTable } from '../printers/events-table.ts'
import { objectPrinter } from '../printers/object-printer.ts'
import { warn } from './warn.ts'

// kubectl: pkg/cmd/events/events.go (v1.36)
export const events: Command = {
  name: 'events',
  usage: '[(-o|--output=)json|yaml|kyaml|name|go-template|jsonpath|...] [--for TYPE/NAME] [--watch] [options]',
  flags: flagSet(
    '-A --all-namespaces bool; --chunk-size int=500; --for string; --no-headers bool; --types list; -w --watch bool',
    PRINT_FLAGS,
  ),
  complete: 'none',
  check,
  *run(call) {
    const { given, client, terminal, namespace } = call
    const print = printerOf(call)
    const info = ensure(kindInfo('v1', 'Event'), 'the kind of Events')
    const where = given.bool('all-namespaces') ? undefined : namespace
    const fieldSelector = selectorFor(call)
    const watch = given.bool('watch') ? client.watch(info, where, { fieldSelector }) : undefined
    const timeout = requestTimeout(given)
    const deadline = typeof timeout === 'number' ? client.now() + timeout : undefined
    try {
      const listed = yield* client.list(info, where, { fieldSelector })
      if (listed.status) throw new CommandError(listed.status)
      const chosen = listed.ok.filter((event) => isOfType(given, event))
      if (!watch) {
        if (chosen.length > 0) yield* terminal.stdout.write(print.all(bySeen(chosen)))
        else yield* warn(terminal, `No events found${where === undefined ? '' : ` in ${namespace} namespace`}.`)
        return 0
      }
      for (const event of chosen) yield* terminal.stdout.write(print.one(event))
      for (;;) {
        const change = yield* watch.next(deadline)
        if (!change) return 0
        // An Event goes when nobody has asked for an hour.
        if (change.type === 'DELETED' || !isOfType(given, change.object)) continue
        yield* terminal.stdout.write(print.one(change.object))
      }
    } finally {
      watch?.stop()
    }
  },
}

// kubectl: pkg/cmd/events/events.go ToOptions, Validate (v1.36)
function check(given: Given): string | undefined {
  const about = given.text('for')
  if (given.has('for') && about !== '' && !about.includes('/')) return '--for must be in resource/name form'
  if (about.split('/').length > 2) return 'arguments in resource/name form must have a single resource and name'
  const types = given.list('types').map((type) => type.toLowerCase())
  return types.every((type) => type === 'normal' || type === 'warning')
    ? undefined
    : 'valid --types are Normal or Warning'
}

function isOfType(given: Given, event: KubeObject): boolean {
  const types = given.list('types')
  const { type } = event as { readonly type?: string }
  return types.length === 0 || types.some((each) => each.toLowerCase() === type?.toLowerCase())
}

function selectorFor({ given, client }: Call): string {
  const about = given.text('for')
  if (about === '') return ''
  const [resource = '', name = ''] = about.split('/')
  const { kind, apiVersion } = kindNamed(resource, client.kinds())
  return `involvedObject.kind=${kind},involvedObject.apiVersion=${apiVersion},involvedObject.name=${name}`
}

/** The oldest first; what was seen at the same time stays as the server has it. */
// kubectl: pkg/cmd/events/events.go SortableEvents (v1.36)
function bySeen(events: readonly KubeObject[]): KubeObject[] {
  return events.toSorted((a, b) => (eventTimes(a).last ?? 0) - (eventTimes(b).last ?? 0))
}

interface EventPrinter {
  all(events: readonly KubeObject[]): string
  one(event: KubeObject): string
}

function printerOf(call: Call): EventPrinter {
  const { given, client } = call
  const print = objectPrinter(call)
  if (print) {
    // kubectl names no Events: its printer of names does not know their list.
    if (given.text('output') === 'name') return { all: () => '', one: (event) => print(event) }
    return {
      all: (items) => print({ apiVersion: 'v1', kind: 'EventList', metadata: {}, items }),
      one: print,
    }
  }
  const table = new EventsTable(given.bool('all-namespaces'), given.bool('no-headers'))
  return { all: (items) => table.print(items, client.now()), one: (event) => table.print([event], client.now()) }
}
