import { toSteps } from '../../../manifest/path.ts'
import { valueAt } from '../../../manifest/text/edits.ts'
import { type ManifestDocument, type ManifestStream, parseManifest } from '../../../manifest/text/parse.ts'
import { spotAt } from '../../../manifest/text/spot.ts'
import { editBetween, edited, type TextEdit } from '../../../manifest/text/text-edit.ts'
import type { Problem } from '../../../scenario/problem.ts'
import { ANY_OBJECT, asObject, definitionFor } from '../../schema/fields.ts'
import { type Place, placeIn } from '../../site.ts'
import type { Repair, RepairTitle } from '../repair.ts'

export type Steps = readonly string[]

/** A problem, and where in its document it is. */
export interface Case {
  readonly stream: ManifestStream
  readonly document: ManifestDocument
  readonly problem: Problem
  /** From the root of the document, whatever the object is in. */
  readonly steps: Steps
  /** The object that the problem is about, within its document. */
  readonly object: Steps
  readonly value: unknown
  readonly place: Place | undefined
}

/** Undefined: it is about no field of a document that can be read. */
export function caseOf(stream: ManifestStream, problem: Problem): Case | undefined {
  const document = stream.documents.find(({ index }) => index === problem.document)
  if (!document) return undefined
  const object = objectSteps(stream.text, document, problem)
  const steps = [...object, ...toSteps(problem.path)]
  const place = placeAt(document.value, steps)
  return { stream, document, problem, steps, object, value: valueAt(document.value, steps), place }
}

/** Items of a list, and what a step applies, are objects of their own: paths begin there. */
function objectSteps(text: string, { value }: ManifestDocument, { range, code }: Problem): Steps {
  const definition = definitionFor(value)
  if (definition !== 'ObjectList' && (definition !== 'Scenario' || code === 'scenario')) return []
  const steps = (range && spotAt(text, range.start)?.steps.map(String)) ?? []
  for (let length = steps.length; length > 0; length--) {
    const type = placeAt(value, steps.slice(0, length))?.type
    if (type?.kind === 'object' && type.shape === ANY_OBJECT && !Array.isArray(valueAt(value, steps.slice(0, length))))
      return steps.slice(0, length)
  }
  return []
}

function placeAt(root: unknown, steps: Steps): Place | undefined {
  return placeIn(
    root,
    steps.map((step, index) =>
      /^\d+$/.test(step) && Array.isArray(valueAt(root, steps.slice(0, index))) ? Number(step) : step,
    ),
  )
}

/** The definition whose fields an object at some steps has. */
export function shapeOfObject(root: unknown, steps: Steps): string | undefined {
  const type = placeAt(root, steps)?.type
  if (type?.kind !== 'object') return undefined
  return type.shape === ANY_OBJECT ? definitionFor(valueAt(root, steps)) : type.shape
}

export function leafOf(steps: Steps): string {
  return steps.at(-1) ?? ''
}

/** Above a field. */
export function holderOf({ document, steps }: Case): Readonly<Record<string, unknown>> {
  return asObject(valueAt(document.value, steps.slice(0, -1)))
}

type Step = (stream: ManifestStream) => TextEdit | undefined

/** Edits one after the other, as one; undefined: one of them cannot be made. */
export function repairBy(
  { stream }: Pick<Case, 'stream'>,
  title: RepairTitle,
  steps: readonly Step[],
  sure = true,
): readonly Repair[] {
  let now = stream
  for (const step of steps) {
    const edit = step(now)
    if (!edit) return []
    now = parseManifest(edited(now.text, edit))
  }
  if (now.text === stream.text) return []
  return [{ title, edit: editBetween(stream.text, now.text), sure }]
}
