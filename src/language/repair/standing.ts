import type { FieldType } from '../../manifest/schema/shape.ts'
import { composePiece } from '../../manifest/text/compose.ts'
import { plainOf } from '../../manifest/text/to-plain.ts'
import { ANY_OBJECT, definitionFor, fieldsOf } from '../schema/fields.ts'

/** How a document stands: what of two texts is nearer to a manifest. */
export interface Standing {
  /** Where reading ends, as a line; undefined: it is YAML to its end. */
  readonly brokenAt: number | undefined
  /** Fields that nobody knows, values that are of another type, fields that have nothing. */
  readonly wrong: number
}

const MOST_VALUES = 30_000

export function standingOf(piece: string): Standing {
  const composed = composePiece(piece, 0, MOST_VALUES)
  if (typeof composed === 'string') return { brokenAt: 0, wrong: Number.POSITIVE_INFINITY }
  const { document } = composed
  const plain = plainOf(document.contents)
  const [error] = document.errors
  const at = error?.pos[0] ?? ('problem' in plain ? plain.at : undefined)
  return { brokenAt: at === undefined ? undefined : lineOf(piece, at), wrong: wrongIn(plain.value) }
}

export function isBetter(a: Standing, b: Standing): boolean {
  if ((a.brokenAt === undefined) !== (b.brokenAt === undefined)) return a.brokenAt === undefined
  if (a.brokenAt !== undefined && b.brokenAt !== undefined && a.brokenAt !== b.brokenAt) return a.brokenAt > b.brokenAt
  return a.wrong < b.wrong
}

function lineOf(text: string, at: number): number {
  let line = 1
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++
  return line
}

function wrongIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 5
  return wrongAt(value, { kind: 'object', shape: definitionFor(value) }, 0)
}

const DEEPEST = 60

function wrongAt(value: unknown, type: FieldType, depth: number): number {
  if (depth > DEEPEST) return 0
  switch (type.kind) {
    case 'any':
      return 0
    case 'list':
      if (value === null) return 0.5
      if (!Array.isArray(value)) return 1
      return value.reduce<number>((sum, each) => sum + wrongAt(each, type.of, depth + 1), 0)
    case 'map':
      if (value === null) return 0.5
      if (typeof value !== 'object' || Array.isArray(value)) return 1
      return Object.values(value).reduce<number>((sum, each) => sum + wrongAt(each, type.of, depth + 1), 0)
    case 'object':
      return wrongFields(value, type.shape, depth)
    default:
      // Of a scalar it matters only that it is one.
      return value === null ? 0.25 : typeof value === 'object' ? 1 : 0
  }
}

function wrongFields(value: unknown, shape: string, depth: number): number {
  if (value === null) return 0.5
  if (shape === ANY_OBJECT && Array.isArray(value)) return 0
  if (typeof value !== 'object' || Array.isArray(value)) return 1
  const fields = fieldsOf(shape === ANY_OBJECT ? definitionFor(value) : shape)
  if (!fields) return 0
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const field = fields.get(name)
    return sum + (field ? wrongAt(inner, field.type, depth + 1) : 1)
  }, 0)
}
