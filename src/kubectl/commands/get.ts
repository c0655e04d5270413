import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { FILENAME_FLAGS, PRINT_FLAGS, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { argumentMistake, FILES_ALONE } from '../command-line/resource-arguments.ts'
import { HumanTable } from '../printers/human-table.ts'
import { sortedBy } from '../printers/sort-by.ts'
import { customColumnsOf } from './custom-columns-of.ts'
import { type Found, findObjects } from './find-objects.ts'
import { type GetPrinter, optionsFor, printerOf } from './get-printer.ts'
import { rawAnswer } from './raw.ts'
import { warn, warnOf } from './warn.ts'
import { watchObjects } from './watch-objects.ts'

// kubectl: pkg/cmd/get/get.go (v1.36)
export const get: Command = {
  name: 'get',
  usage:
    '[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]',
  flags: flagSet(
    '-A --all-namespaces bool; --chunk-size int=500; --field-selector string; --ignore-not-found bool',
    '-L --label-columns list; --no-headers bool; --output-watch-events bool; --raw string; --server-print bool=true',
    '--show-kind bool; --show-labels bool; --sort-by string; --subresource string; -w --watch bool; --watch-only bool',
    `${PRINT_FLAGS}; ${FILENAME_FLAGS}; ${SELECTOR_FLAG}`,
  ),
  complete: 'resources',
  check,
  *run(call) {
    const { given, terminal } = call
    if (given.has('raw')) {
      yield* terminal.stdout.write(yield* rawAnswer(call, given.text('raw')))
      return 0
    }
    if (given.args.length === 0 && !given.has('filename') && !given.has('kustomize')) {
      yield* warn(
        terminal,
        `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n`,
      )
      throw new CommandError(usageError(call.path, REQUIRED))
    }
    const printer = printerOf(call)
    if (given.bool('watch') || given.bool('watch-only')) return yield* watchObjects(call, printer)
    const found = yield* findObjects(call)
    yield* warnOf(terminal, found.warnings)
    yield* printFound(call, printer, found)
    if (found.errors.length > 0) throw new CommandError(found.errors)
    const isEmpty = found.groups.every(({ objects }) => objects.length === 0)
    if (printer.kind === 'table' && isEmpty && !given.bool('ignore-not-found')) {
      const scoped = found.groups.some(({ info }) => info.namespaced) && !given.bool('all-namespaces')
      yield* warn(terminal, `No resources found${scoped ? ` in ${call.namespace} namespace.` : ''}`)
    }
    return 0
  },
}

const REQUIRED = `Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).`

function check(given: Given): string | undefined {
  if (given.has('raw')) return given.args.length > 0 ? 'arguments may not be passed when --raw is specified' : undefined
  if (given.args.length === 0) return undefined
  if (given.has('filename') || given.has('kustomize')) return FILES_ALONE
  const words = argumentMistake(given.args, {
    selector: given.text('selector'),
    fieldSelector: given.text('field-selector'),
    allNamespaces: given.bool('all-namespaces'),
    kindAlone: true,
  })
  if (words !== undefined) return words
  const output = given.text('output')
  if (given.bool('show-labels') && output !== '' && output !== 'wide') {
    return `--show-labels option cannot be used with ${output} printer`
  }
  return undefined
}

function* printFound(call: Call, printer: GetPrinter, { groups, single, errors }: Found): Activity<void> {
  const { given, client, terminal } = call
  const sort = given.text('sort-by')
  const all = groups.flatMap(({ objects }) => objects)
  if (printer.kind === 'object') {
    const [first] = all
    if (single) {
      if (first) yield* terminal.stdout.write(printer.print(first))
      return
    }
    if (printer.isName ? all.length === 0 : errors.length > 0 && all.length === 0) return
    if (given.bool('ignore-not-found') && all.length === 0 && groups.every(({ named }) => named)) return
    const items = sort === '' ? all : sortedBy(all, sort)
    yield* terminal.stdout.write(
      printer.print({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }),
    )
    return
  }
  if (printer.kind === 'columns') {
    yield* terminal.stdout.write(printer.print(sort === '' ? all : sortedBy(all, sort)))
    return
  }
  const shown = groups.filter(({ objects }) => objects.length > 0)
  const several = new Set(groups.map(({ info }) => info.resource)).size > 1
  let first = true
  for (const { info, objects } of shown) {
    if (!first && !printer.options.noHeaders) yield* terminal.stdout.write('\n')
    first = false
    const own = yield* customColumnsOf(call, info, printer.options.wide)
    const table = new HumanTable({ ...optionsFor(printer.options, info, call, several), table: own })
    yield* terminal.stdout.write(table.print(sort === '' ? objects : sortedBy(objects, sort), client.now()))
  }
}
