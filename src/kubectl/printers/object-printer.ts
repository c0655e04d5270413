import { goSyntax } from '../../lib/go-print.ts'
import { jsonText } from '../../lib/json-text.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindWithGroup } from '../../manifest/schema/kinds.ts'
import { type Call, CommandError } from '../command-line/command.ts'
import { kyamlText } from '../text/kyaml.ts'
import { yamlText } from '../text/yaml.ts'
import { goTemplatePrinter } from './go-template/go-template.ts'
import { compileJsonPath, JsonPathError, type JsonPathTemplate, jsonPathText } from './jsonpath.ts'

/** Writes one object (or a List) the way -o asks for. */
export type ObjectPrinter = (object: KubeObject | ObjectList) => string

export interface ObjectList {
  readonly apiVersion: 'v1'
  readonly kind: 'List' | 'EventList'
  readonly metadata: { readonly resourceVersion?: string }
  readonly items: readonly KubeObject[]
}

const OBJECT_FORMATS = [
  ...['go-template', 'go-template-file', 'json', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'kyaml', 'name'],
  ...['template', 'templatefile', 'yaml'],
] as const

/** Undefined where -o is not given. `formats`: those that the command has beside it; they are the caller's. */
// cli-runtime: pkg/genericclioptions/print_flags.go ToPrinter (v1.36)
export function objectPrinter(
  { given, terminal }: Pick<Call, 'given' | 'terminal'>,
  formats: readonly string[] = [],
): ObjectPrinter | undefined {
  const output = given.text('output')
  if (output === '') return given.text('template') === '' ? undefined : goTemplatePrinter(given.text('template'))
  const equals = output.indexOf('=')
  const format = equals < 0 ? output : output.slice(0, equals)
  const argument = equals < 0 ? given.text('template') : output.slice(equals + 1)
  const whole = equals < 0 || /^(?:jsonpath|go-template|template|custom-columns)/.test(format)
  switch (whole ? format.toLowerCase() : '') {
    case 'yaml':
      return yamlText
    case 'json':
      return (object) => jsonText(object)
    case 'name':
      return (object) => namesOf(object).join('')
    case 'jsonpath':
    case 'jsonpath-as-json': {
      const template = jsonPathTemplate(argument)
      return (object) => printPath(template, object, format === 'jsonpath-as-json')
    }
    case 'jsonpath-file': {
      const template = jsonPathTemplate(fileText(argument, (path) => terminal.readFile(path)))
      return (object) => printPath(template, object, false)
    }
    case 'go-template':
    case 'template':
      return goTemplatePrinter(argument)
    case 'go-template-file':
    case 'templatefile':
      return goTemplatePrinter(fileText(argument, (path) => terminal.readFile(path)))
    case 'kyaml':
      return kyamlText
    default: {
      const allowed = [...OBJECT_FORMATS, ...formats].sort().join(',')
      throw new CommandError(
        `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${allowed}`,
      )
    }
  }
}

function fileText(path: string, readFile: (path: string) => string | undefined): string {
  if (path === '') throw new CommandError('template format specified but no template given')
  const text = readFile(path)
  if (text === undefined) {
    throw new CommandError(`error reading --template ${path}, open ${path}: no such file or directory`)
  }
  return text
}

function jsonPathTemplate(text: string): JsonPathTemplate {
  if (text === '') throw new CommandError('template format specified but no template given')
  const compiled = compileJsonPath(text)
  if (typeof compiled === 'string') throw new CommandError(`error parsing jsonpath ${text}, ${compiled}`)
  return compiled
}

function printPath(template: JsonPathTemplate, object: unknown, asJson: boolean): string {
  try {
    return jsonPathText(template, object, asJson)
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error
    throw new CommandError(
      `error executing jsonpath ${JSON.stringify(template.text)}: Error executing template: ${error.words}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template.text}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n`,
    )
  }
}

// cli-runtime: pkg/printers/name.go NamePrinter (v1.36)
function namesOf(object: KubeObject | ObjectList): string[] {
  if (object.kind === 'List') return (object as ObjectList).items.flatMap(namesOf)
  return [`${kindWithGroup(object)}/${(object as KubeObject).metadata.name}\n`]
}
