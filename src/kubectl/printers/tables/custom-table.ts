import type { KubeObject } from '../../../manifest/object/meta.ts'
import { listAt, numberAt, textAt } from '../field.ts'
import { compileJsonPath, type JsonPathTemplate, jsonPathText, jsonPathValues } from '../jsonpath.ts'
import { ageOf } from '../pod-row.ts'
import type { TablePrinter } from './table-printer.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly path: JsonPathTemplate
}

/** The columns that a CustomResourceDefinition has for a version of its kind; undefined: none of its own. */
// apiextensions: pkg/registry/customresource/tableconvertor/tableconvertor.go (v1.36)
export function customTable(definition: KubeObject, version: string, wide: boolean): TablePrinter | undefined {
  const found = listAt(definition, 'spec', 'versions').find((each) => textAt(each, 'name') === version)
  const columns = listAt(found, 'additionalPrinterColumns')
    .filter((column) => wide || numberAt(column, 'priority') === 0)
    .flatMap((column): Column[] => {
      const path = compileJsonPath(`{${textAt(column, 'jsonPath')}}`)
      return typeof path === 'string' ? [] : [{ name: textAt(column, 'name'), type: textAt(column, 'type'), path }]
    })
  if (columns.length === 0) return undefined
  return {
    columns: ['NAME', ...columns.map(({ name }) => name.toUpperCase())],
    narrow: columns.length + 1,
    row: (object, now) => [object.metadata.name, ...columns.map((column) => cell(column, object, now))],
  }
}

/** What is of another type than the column's is not shown. */
function cell({ type, path }: Column, object: KubeObject, now: number): string {
  const [value] = jsonPathValues(path, object)
  if (value === undefined || value === null) return ''
  switch (type) {
    case 'integer':
    case 'number':
      return typeof value === 'number' ? String(type === 'integer' ? Math.trunc(value) : value) : ''
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : ''
    case 'date':
      return typeof value === 'string' ? ageOf(value, now) : ''
    default:
      return jsonPathText(path, object)
  }
}
