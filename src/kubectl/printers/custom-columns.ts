import { goPrint } from '../../lib/go-print.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { CommandError } from '../command-line/command.ts'
import { compileJsonPath, type JsonPathTemplate, jsonPathValues, relaxedJsonPath } from './jsonpath.ts'
import { Table } from './table.ts'

export type ColumnPrinter = (objects: readonly KubeObject[]) => string

interface Column {
  readonly header: string
  readonly path: JsonPathTemplate
}

/** NAME:.metadata.name,…; in a file the first line has the headers, the second the paths. Headers come once. */
// kubectl: pkg/cmd/get/customcolumn.go (v1.36)
export function customColumns(spec: string, isFile: boolean, noHeaders: boolean): ColumnPrinter {
  const columns = isFile ? fromFile(spec) : fromText(spec)
  const table = new Table()
  let headed = noHeaders
  return (objects) => {
    const rows = objects.map((object) => columns.map(({ path }) => cell(path, object)))
    const head = headed ? [] : [columns.map(({ header }) => header)]
    headed = true
    return table
      .lines([...head, ...rows])
      .map((line) => `${line}\n`)
      .join('')
  }
}

function fromText(spec: string): Column[] {
  if (spec === '') throw new CommandError('custom-columns format specified but no custom columns given')
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':')
    if (colon < 0) {
      throw new CommandError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`)
    }
    return { header: part.slice(0, colon), path: pathOf(part.slice(colon + 1)) }
  })
}

function fromFile(text: string): Column[] {
  const [headers = '', paths = ''] = text.split('\n')
  const names = headers.split(/\s+/).filter(Boolean)
  const specs = paths.split(/\s+/).filter(Boolean)
  if (names.length !== specs.length) {
    throw new CommandError(`number of headers (${names.length}) and field specifications (${specs.length}) don't match`)
  }
  return names.map((header, index) => ({ header, path: pathOf(specs[index] as string) }))
}

function pathOf(text: string): JsonPathTemplate {
  const relaxed = relaxedJsonPath(text)
  if (relaxed === undefined) {
    throw new CommandError(
      `unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`,
    )
  }
  const path = compileJsonPath(relaxed)
  if (typeof path === 'string') throw new CommandError(path)
  return path
}

function cell(path: JsonPathTemplate, object: KubeObject): string {
  const values = jsonPathValues(path, object)
  return values.length === 0 ? '<none>' : values.map(goPrint).join(',')
}
