import { ensure } from '../../lib/assert.ts'
import { type KindInfo, kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import type { Call } from '../command-line/command.ts'
import { textAt } from '../printers/field.ts'
import { customTable } from '../printers/tables/custom-table.ts'
import type { TablePrinter } from '../printers/tables/table-printer.ts'

/** How a custom kind is to be shown, where its definition says so: the server makes the table. */
export function* customColumnsOf({ client }: Call, info: KindInfo, wide: boolean): Activity<TablePrinter | undefined> {
  const { apiVersion, kind } = info
  if (kindInfo(apiVersion, kind)) return undefined
  const definitions = ensure(kindInfo('apiextensions.k8s.io/v1', 'CustomResourceDefinition'), 'the kind of definitions')
  const reply = yield* client.list(definitions, undefined)
  const [group, version = ''] = apiVersion.split('/')
  const definition = (reply.status ? [] : reply.ok).find(
    (each) => textAt(each, 'spec', 'group') === group && textAt(each, 'spec', 'names', 'kind') === kind,
  )
  return definition && customTable(definition, version, wide)
}
