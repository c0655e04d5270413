import { composePiece } from '../manifest/text/compose.ts'
import { type Piece, piecesOf } from '../manifest/text/pieces.ts'
import { plainOf } from '../manifest/text/to-plain.ts'
import { asObject } from './schema/fields.ts'

/** An object as it stands in a text: also one that is half written, or refused. */
export interface TextObject {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly value: Readonly<Record<string, unknown>>
}

const MOST_VALUES = 30_000
/** Nobody chooses among more. */
const MOST_OBJECTS = 2_000

/** While one document is typed in, the others stay: what was read of each piece last time. */
let read: ReadonlyMap<string, unknown> = new Map()

/** Everything that a text has by name, whatever is wrong with it. */
export function objectsIn(text: string): readonly TextObject[] {
  const now = new Map<string, unknown>()
  const objects: TextObject[] = []
  for (const piece of piecesOf(text)) {
    const own = text.slice(piece.start, piece.end)
    const value = read.has(own) ? read.get(own) : readValue(own, piece)
    now.set(own, value)
    if (objects.length < MOST_OBJECTS) objects.push(...objectsOf(value))
  }
  read = now
  return objects
}

function readValue(piece: string, { start }: Piece): unknown {
  const composed = composePiece(piece, start, MOST_VALUES)
  if (typeof composed === 'string') return undefined
  return plainOf(composed.document.contents).value
}

function objectsOf(value: unknown): readonly TextObject[] {
  const object = asObject(value)
  const { kind, metadata } = object
  if (kind === 'List' && Array.isArray(object.items)) return object.items.slice(0, MOST_OBJECTS).flatMap(objectsOf)
  if (typeof kind !== 'string') return []
  const { name, namespace } = asObject(metadata)
  const own: TextObject = {
    kind,
    name: typeof name === 'string' ? name : '',
    namespace: typeof namespace === 'string' ? namespace : 'default',
    value: object,
  }
  const { steps } = asObject(object.spec)
  const applied = kind === 'Scenario' && Array.isArray(steps) ? steps.flatMap((step) => asObject(step).apply ?? []) : []
  return [own, ...applied.slice(0, MOST_OBJECTS).flatMap(objectsOf)]
}
