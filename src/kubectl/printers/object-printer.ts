import type { KubeObject } from '../../manifest/object/meta.ts'
import { kindWithGroup } from '../../manifest/schema/kinds.ts'
import { CommandError } from '../command-line/command.ts'
import type { Given } from '../command-line/flag-set.ts'
import { compactJson, jsonText } from '../text/json.ts'
import { yamlText } from '../text/yaml.ts'
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
export function objectPrinter(given: Given, formats: readonly string[] = []): ObjectPrinter | undefined {
  const output = given.text('output')
  if (output === '') return given.text('template') === '' ? undefined : notYet('go-template')
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
    case 'go-template':
    case 'template':
    case 'kyaml':
    case 'go-template-file':
    case 'templatefile':
    case 'jsonpath-file':
      return notYet(format)
    default: {
      const allowed = [...OBJECT_FORMATS, ...formats].sort().join(',')
      throw new CommandError(
        `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${allowed}`,
      )
    }
  }
}

function notYet(format: string): never {
  throw new CommandError(`not simulated: the output format ${format}`)
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
      `error executing jsonpath ${JSON.stringify(template.text)}: Error executing template: ${error.words}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template.text}\n\tobject given to jsonpath engine was:\n\t\t${compactJson(object)}\n\n`,
    )
  }
}

// cli-runtime: pkg/printers/name.go NamePrinter (v1.36)
function namesOf(object: KubeObject | ObjectList): string[] {
  if (object.kind === 'List') return (object as ObjectList).items.flatMap(namesOf)
  return [`${kindWithGroup(object)}/${(object as KubeObject).metadata.name}\n`]
}
