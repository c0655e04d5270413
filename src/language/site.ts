import type { Path } from '../manifest/path.ts'
import type { Field, FieldType } from '../manifest/schema/shape.ts'
import { valueAt } from '../manifest/text/edits.ts'
import { type Spot, spotAt } from '../manifest/text/spot.ts'
import { ANY_OBJECT, definitionFor, fieldOf } from './schema/fields.ts'

/** A place in a document as the schema sees it. */
export interface Place {
  readonly type: FieldType
  /** The innermost field on the way here, and the definition that it is a field of. */
  readonly field?: Field
  readonly definition?: string
}

type Steps = readonly (string | number)[]

/** What may stand at a path of a document. Undefined: the schema knows nothing of it. */
export function placeIn(root: unknown, steps: Steps): Place | undefined {
  let place: Place = { type: { kind: 'object', shape: definitionFor(root) } }
  for (const [index, step] of steps.entries()) {
    const next = stepInto(place, step, root, steps.slice(0, index))
    if (!next) return undefined
    place = next
  }
  return place
}

function stepInto(place: Place, step: string | number, root: unknown, above: Steps): Place | undefined {
  const { type, ...inner } = place
  switch (type.kind) {
    case 'list':
    case 'map':
      return { ...inner, type: type.of }
    case 'object': {
      // One object, or a list of them.
      if (type.shape === ANY_OBJECT && typeof step === 'number') return place
      const definition = shapeAt(type.shape, root, above)
      const field = fieldOf(definition, String(step))
      return field && { type: field.type, field, definition }
    }
    default:
      return undefined
  }
}

function shapeAt(shape: string, root: unknown, steps: Steps): string {
  return shape === ANY_OBJECT ? definitionFor(valueAt(root, steps)) : shape
}

/** What may be written at a caret. */
export interface Site {
  readonly spot: Spot
  /** A field of this mapping, or a key of this map. */
  readonly key?: {
    readonly steps: Steps
    readonly place: Place
    /** Undefined: users choose the keys. */
    readonly definition: string | undefined
    /** The keys that are there, but for the one at the caret. */
    readonly present: ReadonlySet<string>
  }
  /** A value of this type; of a list, one of its items. */
  readonly value?: { readonly steps: Steps; readonly place: Place }
  /** What has to stand in front of it: a dash, or a line of its own. */
  readonly lead: 'none' | 'dash' | 'line' | 'lineAndDash'
}

/** Undefined: nothing is known of what may stand there. */
export function siteAt(text: string, offset: number): Site | undefined {
  const spot = spotAt(text, offset)
  if (!spot || spot.on === 'comment') return undefined
  const { root, steps, on } = spot
  if (on === 'key') return keySite(spot, steps.slice(0, -1), String(steps.at(-1) ?? ''))
  const place = placeIn(root, steps)
  if (!place) return undefined
  const isEmpty = spot.start === spot.end || text.slice(spot.start, spot.end).trim() === ''
  if (on === 'value' && !isEmpty && (offset < spot.start || offset > spot.end)) return undefined
  // Behind the colon, on its line, a collection begins on the next one.
  const lead = on === 'value' && isEmpty && typeof steps.at(-1) === 'string' ? 'line' : 'none'
  switch (place.type.kind) {
    case 'object':
    case 'map':
      if (on === 'value' && !isEmpty && !spot.mayBeKey) return undefined
      return keySite(spot, steps, undefined, lead)
    case 'list': {
      if (on === 'value' && !isEmpty && !spot.mayBeKey) return undefined
      if (isInFlow(text, spot)) return itemSite(spot, place, 'none')
      return itemSite(spot, place, lead === 'line' ? 'lineAndDash' : 'dash')
    }
    default:
      return { spot, value: { steps, place }, lead: 'none' }
  }
}

function keySite(spot: Spot, steps: Steps, own: string | undefined, lead: Site['lead'] = 'none'): Site | undefined {
  const place = placeIn(spot.root, steps)
  if (place?.type.kind !== 'object' && place?.type.kind !== 'map') return undefined
  const { type } = place
  const holder = valueAt(spot.root, steps as Path)
  const present = new Set(typeof holder === 'object' && holder !== null ? Object.keys(holder) : [])
  if (own !== undefined) present.delete(own)
  const definition = type.kind === 'object' ? shapeAt(type.shape, spot.root, steps) : undefined
  return { spot, key: { steps, place, definition, present }, lead }
}

/** One more item of a list. */
function itemSite(spot: Spot, { type, ...inner }: Place, lead: Site['lead']): Site | undefined {
  if (type.kind !== 'list') return undefined
  const held = valueAt(spot.root, spot.steps as Path)
  const steps = [...spot.steps, Array.isArray(held) ? held.length : 0]
  const place = { ...inner, type: type.of }
  if (type.of.kind !== 'object' && type.of.kind !== 'map') return { spot, value: { steps, place }, lead }
  const definition = type.of.kind === 'object' ? shapeAt(type.of.shape, spot.root, steps) : undefined
  return { spot, key: { steps, place, definition, present: new Set() }, lead }
}

/** Whether the caret stands between the brackets of a list that is written in them. */
function isInFlow(text: string, { start }: Spot): boolean {
  let depth = 0
  for (let at = start - 1; at >= 0 && start - at < 2_000; at--) {
    const sign = text[at]
    if (sign === ']' || sign === '}') depth++
    if (sign === '[' || sign === '{') depth--
    if (depth < 0) return true
    if (sign === '\n' && depth === 0 && /^\n[ ]*(?:- )?[\w.-]+:(?:\s|$)/.test(text.slice(at, at + 80))) return false
  }
  return false
}
