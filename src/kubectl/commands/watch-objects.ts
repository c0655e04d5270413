import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Activity, WatchEvent } from '../client/api-client.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { requestTimeout } from '../command-line/request-timeout.ts'
import { targetsOf } from '../command-line/resource-arguments.ts'
import { HumanTable } from '../printers/human-table.ts'
import { customColumnsOf } from './custom-columns-of.ts'
import { selectionOf } from './find-objects.ts'
import { type GetPrinter, optionsFor } from './get-printer.ts'
import { namespaceFor } from './refs.ts'

/** What is there, and then each change, until somebody stops it. */
// kubectl: pkg/cmd/get/get.go watch (v1.36)
export function* watchObjects(call: Call, printer: GetPrinter): Activity<number> {
  const { given, client, terminal } = call
  const options = selectionOf(call)
  const targets = targetsOf(given.args, options, client)
  const infos = targets.kind === 'selected' ? targets.infos : targets.items.map(({ info }) => info)
  const [info, ...others] = infos
  if (!info || others.length > 0) {
    throw new CommandError('you may only specify a single resource type')
  }
  const name = targets.kind === 'named' ? targets.items[0]?.name : undefined
  const namespace = options.allNamespaces ? undefined : namespaceFor(info, call)
  const selectors = {
    labelSelector: options.selector ?? '',
    fieldSelector: [options.fieldSelector, name === undefined ? '' : `metadata.name=${name}`].filter(Boolean).join(','),
  }
  const own = printer.kind === 'table' ? yield* customColumnsOf(call, info, printer.options.wide) : undefined
  const table =
    printer.kind === 'table'
      ? new HumanTable({ ...optionsFor(printer.options, info, call, false), table: own })
      : undefined
  const print = (objects: readonly KubeObject[], type: WatchEvent['type'] = 'ADDED'): string => {
    if (table) return table.print(objects, client.now(), type)
    if (printer.kind === 'columns') return objects.map((object) => printer.print([object])).join('')
    return printer.kind === 'object' ? objects.map((object) => printer.print(object)).join('') : ''
  }
  const timeout = requestTimeout(given)
  const deadline = typeof timeout === 'number' ? client.now() + timeout : undefined
  const watch = client.watch(info, namespace, selectors)
  try {
    const listed = yield* client.list(info, namespace, selectors)
    if (listed.status) throw new CommandError(listed.status)
    if (name !== undefined && listed.ok.length === 0) {
      const missing = yield* client.get({ info, namespace: namespace ?? '', name })
      if (missing.status) throw new CommandError(missing.status)
    }
    if (!given.bool('watch-only')) yield* terminal.stdout.write(print(listed.ok))
    for (;;) {
      const event = yield* watch.next(deadline)
      if (!event) return 0
      yield* terminal.stdout.write(print([event.object], event.type))
    }
  } finally {
    watch.stop()
  }
}
