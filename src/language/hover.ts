import { pathOf } from '../manifest/path.ts'
import { isIgnoredField } from '../manifest/pod/not-simulated.ts'
import { spotAt } from '../manifest/text/spot.ts'
import { choicesOf } from './schema/choices.ts'
import { defaultOf } from './schema/defaults.ts'
import { asObject, fieldOf, shortName, typeName } from './schema/fields.ts'
import { type Place, placeIn } from './site.ts'

/** What there is to say of a word of a manifest. Facts: words/ says it. */
export interface Hover {
  readonly start: number
  readonly end: number
  readonly path: string
  /** What there is a sentence for: `Definition.field`, or a kind. */
  readonly about: string
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly default?: string
  /** All that may stand there. */
  readonly values: readonly string[]
  readonly notSimulated: boolean
}

/** Undefined: nothing is known of what stands there. */
export function hover(text: string, offset: number): Hover | undefined {
  const spot = spotAt(text, offset)
  if (!spot || (spot.on !== 'key' && spot.on !== 'value')) return undefined
  if (offset < spot.start || offset > spot.end || spot.start === spot.end) return undefined
  const { root, steps, start, end } = spot
  const place = placeIn(root, steps)
  if (!place?.field || place.definition === undefined) return undefined
  const last = steps.at(-1)
  // Of a map's own keys there is nothing to say but what the map is.
  const isOwnKey = typeof last === 'string' && last !== place.field.name
  if (spot.on === 'key' && isOwnKey) return undefined
  if (spot.on === 'value' && !isWord(text.slice(start, end))) return undefined
  const kind =
    last === 'kind' && spot.on === 'value' && fieldOf(place.definition, 'apiVersion') ? asObject(root).kind : undefined
  return {
    ...{ start, end, path: pathOf(steps) },
    ...(typeof kind === 'string' && steps.length === 1
      ? { about: kind, name: kind, type: '', required: false, values: [], notSimulated: false }
      : factsOf(place)),
  }
}

function factsOf({ field, definition = '', type }: Place): Omit<Hover, 'start' | 'end' | 'path'> {
  const name = field?.name ?? ''
  const own = shortName(definition)
  const usual = defaultOf(definition, name)
  const { values, only } = choicesOf({ type, definition, field: name }, undefined, {})
  return {
    about: `${own}.${name}`,
    name,
    type: typeName(field?.goType ?? ''),
    required: field?.required ?? false,
    ...(usual === undefined ? {} : { default: usual }),
    values: only && type.kind !== 'boolean' ? values : [],
    notSimulated: isIgnoredField(own, name),
  }
}

/** A value that is one word; of a script there is nothing to say at each of its letters. */
function isWord(value: string): boolean {
  return value.length <= 64 && !/\s/.test(value)
}
