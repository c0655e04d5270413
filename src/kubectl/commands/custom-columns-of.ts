import { ensure } from '../../lib/assert.ts'
import { type KindInfo, kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import type { Call } from '../command-line/command.ts'
import { textAt } from '../printers/field.ts'
import { customTable } from '../printers/tables/custom-table.ts'
import type { TablePrinter } from '../printers/tables/table-printer.ts'
import { NAME_AND_AGE } from '../printers/tables/tables.ts'
import { SCALE_TABLE } from './scale-of.ts'

/**
 * How objects are to be shown where that is not by their kind: a custom kind as its definition says, since the server makes
 * the table; a subresource as what it is; and by name and age where the server shall not make any.
 */
export function* customColumnsOf(
  { client, given }: Call,
  info: KindInfo,
  wide: boolean,
): Activity<TablePrinter | undefined> {
  const { apiVersion, kind } = info
  if (!given.bool('server-print')) return NAME_AND_AGE
  if (given.text('subresource') === 'scale') return SCALE_TABLE
  if (kindInfo(apiVersion, kind)) return undefined
  const definitions = ensure(kindInfo('apiextensions.k8s.io/v1', 'CustomResourceDefinition'), 'the kind of definitions')
  const reply = yield* client.list(definitions, undefined)
  const [group, version = ''] = apiVersion.split('/')
  const definition = (reply.status ? [] : reply.ok).find(
    (each) => textAt(each, 'spec', 'group') === group && textAt(each, 'spec', 'names', 'kind') === kind,
  )
  return (definition && customTable(definition, version, wide)) ?? NAME_AND_AGE
}
