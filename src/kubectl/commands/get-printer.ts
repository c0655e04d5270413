import type { KindInfo } from '../../manifest/schema/kinds.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { type ColumnPrinter, customColumns } from '../printers/custom-columns.ts'
import type { TableOptions } from '../printers/human-table.ts'
import { type ObjectPrinter, objectPrinter } from '../printers/object-printer.ts'

export type GetPrinter =
  | { readonly kind: 'table'; readonly options: TableOptions }
  | { readonly kind: 'columns'; readonly print: ColumnPrinter }
  | { readonly kind: 'object'; readonly print: ObjectPrinter; readonly isName: boolean }

const OWN_FORMATS = ['custom-columns', 'custom-columns-file', 'wide']

// kubectl: pkg/cmd/get/get_flags.go ToPrinter (v1.36)
export function printerOf(call: Call): GetPrinter {
  const { given, terminal } = call
  const output = given.text('output')
  if (output === 'wide' || (output === '' && given.text('template') === '')) {
    return {
      kind: 'table',
      options: {
        wide: output === 'wide',
        noHeaders: given.bool('no-headers'),
        withNamespace: false,
        withEvent: given.bool('output-watch-events'),
        withKind: given.bool('show-kind'),
        showLabels: given.bool('show-labels'),
        labelColumns: given.list('label-columns'),
      },
    }
  }
  const columns = /^custom-columns(-file)?(?:=(.*))?$/s.exec(output)
  if (columns) {
    const [, isFile, argument = given.text('template')] = columns
    const spec = isFile ? terminal.readFile(argument) : argument
    if (spec === undefined) throw new CommandError(`open ${argument}: no such file or directory`)
    return { kind: 'columns', print: customColumns(spec, isFile !== undefined, given.bool('no-headers')) }
  }
  const print = objectPrinter(call, OWN_FORMATS)
  return print
    ? { kind: 'object', print, isName: output === 'name' }
    : { kind: 'object', print: () => '', isName: false }
}

export function optionsFor(
  options: TableOptions,
  { namespaced }: KindInfo,
  { given }: Call,
  several: boolean,
): TableOptions {
  return {
    ...options,
    withNamespace: namespaced && given.bool('all-namespaces'),
    withKind: options.withKind || several,
  }
}
