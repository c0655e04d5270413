import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { seenText } from './event-times.ts'
import { textAt } from './field.ts'
import { Table } from './table.ts'

/** Events as `kubectl events` shows them; more can follow, in columns at least as wide. */
// kubectl: pkg/cmd/events/event_printer.go (v1.36)
export class EventsTable {
  readonly #table = new Table()
  readonly #withNamespace: boolean
  #headed: boolean

  constructor(withNamespace: boolean, noHeaders: boolean) {
    this.#withNamespace = withNamespace
    this.#headed = noHeaders
  }

  print(events: readonly KubeObject[], now: Time): string {
    const head = this.#headed ? [] : [this.#row('NAMESPACE', 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE')]
    this.#headed = true
    const rows = events.map((event) =>
      this.#row(
        event.metadata.namespace ?? '',
        seenText(event, now),
        textAt(event, 'type'),
        textAt(event, 'reason'),
        `${textAt(event, 'involvedObject', 'kind')}/${textAt(event, 'involvedObject', 'name')}`,
        textAt(event, 'message').trim(),
      ),
    )
    return this.#table
      .lines([...head, ...rows])
      .map((line) => `${line}\n`)
      .join('')
  }

  #row(namespace: string, ...cells: readonly string[]): readonly string[] {
    return this.#withNamespace ? [namespace, ...cells] : cells
  }
}
