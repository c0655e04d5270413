import { compactJson } from '../../../lib/json-text.ts'
import { CommandError } from '../../command-line/command.ts'
import { executeTemplate } from './execute.ts'
import { FUNCTIONS, TemplateFailure } from './functions.ts'
import { parseTemplate } from './parse.ts'
import { TemplateMistake } from './tokens.ts'

const NAMES: ReadonlySet<string> = new Set(FUNCTIONS.keys())

/** Prints an object through a template. Throws a CommandError where the text is none, or does not fit the object. */
// cli-runtime: pkg/printers/template.go GoTemplatePrinter (v1.36)
export function goTemplatePrinter(text: string): (object: unknown) => string {
  if (text === '') throw new CommandError('template format specified but no template given')
  try {
    const template = parseTemplate(text, NAMES)
    return (object) => printed(() => executeTemplate(template, object), text, object)
  } catch (error) {
    if (!(error instanceof TemplateMistake)) throw error
    throw new CommandError(`error parsing template ${text}, template: output:${error.message}`)
  }
}

function printed(execute: () => string, text: string, object: unknown): string {
  try {
    return execute()
  } catch (error) {
    if (!(error instanceof TemplateFailure)) throw error
    throw new CommandError(`error executing template ${JSON.stringify(text)}: ${error.message}`, {
      printed: `Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\traw data was:\n\t\t${compactJson(object)}\n`,
    })
  }
}
