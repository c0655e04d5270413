import type { Time } from '../lib/time.ts'
import { addDocument } from '../manifest/text/add-document.ts'
import { addItem } from '../manifest/text/edits.ts'
import { parseManifest } from '../manifest/text/parse.ts'
import { edited } from '../manifest/text/text-edit.ts'
import { isScenarioDocument } from './document.ts'
import { SCENARIO_API_VERSION } from './scenario-version.ts'

/** What somebody does at an instant: a step of the Scenario document, without its time. */
export type NewStep =
  | { readonly run: string }
  | { readonly node: string; readonly do: string }
  | { readonly pod: string; readonly namespace?: string; readonly container?: string; readonly do: string }

/**
 * The text with one more step in its Scenario document, which is made where there is none. Only what is new is written:
 * comments, order and spelling of the rest stay as they are. undefined: what would hold the step cannot be read.
 */
export function withStep(text: string, at: Time, step: NewStep): string | undefined {
  const stream = parseManifest(text)
  const scenario = stream.documents.find(({ value }) => isScenarioDocument(value))
  const item = { at: `${at / 1000}s`, ...step }
  if (scenario) {
    const edit = addItem(stream, scenario.index, 'spec.steps', item, 'flow')
    return edit && edited(text, edit)
  }
  // It may be the one that is broken.
  if (stream.syntaxError !== undefined) return undefined
  const head = `apiVersion: ${SCENARIO_API_VERSION}\nkind: Scenario\n`
  const made = parseManifest(head)
  const edit = addItem(made, 0, 'spec.steps', item, 'flow')
  return edit && edited(text, addDocument(text, edited(head, edit)))
}
