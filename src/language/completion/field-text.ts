import { ownValue } from '../../lib/own.ts'
import type { Field, FieldType } from '../../manifest/schema/shape.ts'
import { ANY_OBJECT, fieldsOf } from '../schema/fields.ts'
import type { LineStyle } from './style.ts'

/** Lists that are written on one line. */
const ON_ONE_LINE = ['command', 'args', 'accessModes']
/** What nearly always stands there, and is begun with it. */
const BEGUN: Readonly<Record<string, readonly string[]>> = {
  Container: ['name', 'image'],
  EnvVar: ['name', 'value'],
  ServicePort: ['port', 'targetPort'],
  ScenarioImage: ['name'],
}
/** Objects that mean something without a field. */
const EMPTY = ['EmptyDirVolumeSource']
/** Deeper than this nothing is filled in. */
const DEEPEST = 3

/** A field as it is begun: its key, and what it needs below. Places are numbered from 1. */
export function fieldText(field: Field, style: LineStyle): string {
  const places = { next: 1 }
  return fieldLines(field, style, places, 0)
}

interface Places {
  next: number
}

function fieldLines({ name, type }: Field, style: LineStyle, places: Places, depth: number): string {
  const { column, step, indentsLists, flow } = style
  if (flow) return `${name}: ${flowValue(type, places)}`
  const inner = column + step
  switch (type.kind) {
    case 'object':
      if (EMPTY.includes(type.shape)) return `${name}: {${place(places)}}`
      return `${name}:\n${' '.repeat(inner)}${objectLines(type.shape, { ...style, column: inner }, places, depth)}`
    case 'map':
      return `${name}:\n${' '.repeat(inner)}${place(places)}`
    case 'list': {
      if (ON_ONE_LINE.includes(name)) return `${name}: [${place(places)}]`
      const dash = column + (indentsLists ? step : 0)
      const item =
        type.of.kind === 'object'
          ? objectLines(type.of.shape, { ...style, column: dash + 2 }, places, depth)
          : place(places)
      return `${name}:\n${' '.repeat(dash)}- ${item}`
    }
    default:
      return `${name}: ${place(places)}`
  }
}

/** The fields that have to be there, or room for the first. */
function objectLines(definition: string, style: LineStyle, places: Places, depth: number): string {
  const begun = ownValue(BEGUN, definition)
  const fields = depth >= DEEPEST || definition === ANY_OBJECT ? [] : [...(fieldsOf(definition)?.values() ?? [])]
  const required = begun
    ? begun.flatMap((name) => fields.find((field) => field.name === name) ?? [])
    : fields.filter((field) => field.required)
  if (required.length === 0) return place(places)
  return required.map((field) => fieldLines(field, style, places, depth + 1)).join(`\n${' '.repeat(style.column)}`)
}

function flowValue(type: FieldType, places: Places): string {
  if (type.kind === 'object' || type.kind === 'map') return `{${place(places)}}`
  return type.kind === 'list' ? `[${place(places)}]` : place(places)
}

function place(places: Places): string {
  return `$${places.next++}`
}
