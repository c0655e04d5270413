import { SECOND, type Time } from '../lib/time.ts'
import { remove, setValue, valueAt } from '../manifest/text/edits.ts'
import { type ManifestDocument, type ManifestStream, parseManifest } from '../manifest/text/parse.ts'
import { edited, type TextEdit } from '../manifest/text/text-edit.ts'
import { isScenarioDocument } from './document.ts'
import { durationIn } from './field-reader.ts'

/** A step as it stands in the text. */
export interface WrittenStep {
  /** Which of the list it is. */
  readonly index: number
  readonly at: Time
  /** The line that is typed; undefined: something else is done. */
  readonly run: string | undefined
}

/** What a pin of a run says of its step: when, and in which words. */
export interface StepPin {
  readonly at: Time
  readonly text: string
}

/** A new time, or a new line, or both. */
export interface StepChange {
  readonly at?: Time
  readonly run?: string
}

/**
 * The step of the text that a pin stands for; undefined: none, as for the manifest itself, which is applied without
 * being asked for, or the text has changed. Of several alike it is the first: it makes no difference.
 */
export function stepOfPin(text: string, pin: StepPin): WrittenStep | undefined {
  const found = scenarioIn(text)
  return found && stepsOf(found.scenario).find((step) => step.at === pin.at && step.words(pin.text))
}

export function withStepChanged(text: string, pin: StepPin, { at, run }: StepChange): string | undefined {
  if (run !== undefined && stepOfPin(text, pin)?.run === undefined) return undefined
  const typed = run === undefined ? text : changed(text, pin, (...of) => setField(of, 'run', run))
  if (typed === undefined || at === undefined) return typed
  const now = { at: pin.at, text: run ?? pin.text }
  return changed(typed, now, (...of) => setField(of, 'at', `${Math.max(0, at) / SECOND}s`))
}

export function withoutStep(text: string, pin: StepPin): string | undefined {
  return changed(text, pin, (stream, document, path) => remove(stream, document.index, path))
}

type Of = readonly [stream: ManifestStream, document: ManifestDocument, path: string]

function setField([stream, document, path]: Of, field: 'at' | 'run', value: string): TextEdit | undefined {
  return setValue(stream, document.index, `${path}.${field}`, value)
}

function changed(text: string, pin: StepPin, edit: (...of: Of) => TextEdit | undefined): string | undefined {
  const found = scenarioIn(text)
  const step = stepOfPin(text, pin)
  if (!found || !step) return undefined
  const made = edit(found.stream, found.scenario, `spec.steps[${step.index}]`)
  return made && edited(text, made)
}

function scenarioIn(text: string) {
  const stream = parseManifest(text)
  const scenario = stream.documents.find(({ value }) => isScenarioDocument(value))
  return scenario && { stream, scenario }
}

function stepsOf({ value }: ManifestDocument): readonly (WrittenStep & { words(text: string): boolean })[] {
  const list = valueAt(value, 'spec.steps')
  if (!Array.isArray(list)) return []
  return list.flatMap((step: unknown, index) => {
    const field = (name: string) => valueAt(step, [name])
    const at = durationIn(field('at'))
    if (at === undefined) return []
    const run = field('run')
    return [
      { index, at, run: typeof run === 'string' ? run : undefined, words: (text) => text === wordsOf(field, text) },
    ]
  })
}

/** As the reader of steps words it (steps.ts); of an `apply` the objects are the pin's own to name. */
function wordsOf(field: (name: string) => unknown, text: string): string | undefined {
  if (field('run') !== undefined) return String(field('run'))
  if (field('apply') !== undefined) return text.startsWith('apply ') ? text : undefined
  if (field('node') !== undefined) return `${field('do')} on node ${field('node')}`
  if (field('pod') !== undefined) return `${field('do')} pod ${field('pod')}`
  return field('image') === undefined ? undefined : `publish image ${field('image')}`
}
