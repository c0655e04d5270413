import type { Time } from '../lib/time.ts'
import { setValue } from '../manifest/text/edits.ts'
import { parseManifest } from '../manifest/text/parse.ts'
import { edited } from '../manifest/text/text-edit.ts'
import { isScenarioDocument } from './document.ts'
import { durationIn } from './field-reader.ts'

/** Where a `run:` step of an instant stands in a text. */
export interface StepPlace {
  /** From 1. */
  readonly line: number
  /** Which item of `spec.steps`. */
  readonly item: number
}

/** Steps of a text by their time and line; of several that are the same, each in the order of the text. */
export function stepPlaces(text: string, at: Time, run: string): readonly StepPlace[] {
  const found = scenarioOf(text)
  if (!found) return []
  return found.steps.flatMap((step, item) => {
    if (step?.run !== run || durationIn(step.at) !== at) return []
    const range = found.document.source.rangeOf(`spec.steps[${item}]`)
    return range ? [{ line: range.line, item }] : []
  })
}

/** The text with Ctrl-C pressed at an instant of a step. */
export function withInterrupt(text: string, item: number, at: Time): string | undefined {
  const found = scenarioOf(text)
  const edit = found && setValue(found.stream, found.document.index, `spec.steps[${item}].interrupt`, `${at / 1000}s`)
  return edit && edited(text, edit)
}

interface Step {
  readonly at?: unknown
  readonly run?: unknown
}

/** A screen asks for each of its lines: the text is read once. */
let last: { readonly text: string; readonly found: ReturnType<typeof readScenario> } | undefined

function scenarioOf(text: string) {
  if (last?.text !== text) last = { text, found: readScenario(text) }
  return last.found
}

function readScenario(text: string) {
  const stream = parseManifest(text)
  const document = stream.documents.find(({ value }) => isScenarioDocument(value))
  const { steps } = (document?.value as { spec?: { steps?: unknown } } | undefined)?.spec ?? {}
  return document && Array.isArray(steps) ? { stream, document, steps: steps as readonly (Step | null)[] } : undefined
}
