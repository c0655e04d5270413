import { ownValue } from '../../lib/own.ts'
import { SHAPE_OF_KIND, SHAPES } from './shapes.gen.ts'
import { KINDS_BY_HAND, SHAPES_BY_HAND } from './shapes-by-hand.ts'
import { STATUS_OF, STATUS_SHAPES } from './status-shapes.ts'

/** What may stand in a field. */
export type FieldType =
  | { readonly kind: 'string'; readonly values?: readonly string[] }
  | { readonly kind: 'boolean' | 'int32' | 'int64' | 'float' | 'quantity' | 'intOrString' | 'time' | 'bytes' | 'any' }
  | { readonly kind: 'list' | 'map'; readonly of: FieldType }
  | { readonly kind: 'object'; readonly shape: string }

export interface Field {
  readonly name: string
  readonly required: boolean
  readonly type: FieldType
  /** As the API server calls the type: v1.PullPolicy, []string. */
  readonly goType: string
}

export type Shape = ReadonlyMap<string, Field>

const shapes = new Map<string, Shape>()

/** The fields of a definition: Pod, PodSpec, Container … */
export function shapeOf(definition: string): Shape | undefined {
  const known = shapes.get(definition)
  if (known) return known
  const text = textOf(definition)
  if (text === undefined) return undefined
  const shape = readShape(text)
  shapes.set(definition, shape)
  return shape
}

/** A definition in the notation of shapes.gen.ts. */
export function readShape(text: string): Shape {
  return new Map(text.split(' ').map((field) => readField(field)))
}

function textOf(definition: string): string | undefined {
  const given = TABLES.map((table) => ownValue(table, definition)).find((text) => text !== undefined)
  const status = ownValue(STATUS_OF, definition)
  return status === undefined ? given : given?.replace(/ status:o$/, ` status:${status}`)
}

const TABLES = [SHAPES, SHAPES_BY_HAND, STATUS_SHAPES]

/** A definition of which the table has not every field: what else is there is dropped, and nobody says so. */
export function isOpen(definition: string): boolean {
  return Object.hasOwn(STATUS_SHAPES, definition)
}

/** The definition of a kind; undefined where the tables have none. */
export function definitionOf(apiVersion: string, kind: string): string | undefined {
  const key = `${apiVersion} ${kind}`
  return ownValue(SHAPE_OF_KIND, key) ?? ownValue(KINDS_BY_HAND, key)
}

function readField(text: string): [string, Field] {
  const colon = text.indexOf(':')
  const required = text[colon - 1] === '!'
  const name = text.slice(0, required ? colon - 1 : colon)
  const [written = '', named] = text.slice(colon + 1).split('=')
  const type = readType(written)
  return [name, { name, required, type, goType: named ?? goTypeOf(type) }]
}

const LETTERS: Readonly<Record<string, FieldType>> = {
  s: { kind: 'string' },
  b: { kind: 'boolean' },
  i: { kind: 'int32' },
  l: { kind: 'int64' },
  n: { kind: 'float' },
  q: { kind: 'quantity' },
  x: { kind: 'intOrString' },
  t: { kind: 'time' },
  y: { kind: 'bytes' },
  o: { kind: 'any' },
}

function readType(text: string): FieldType {
  if (text.startsWith('[]')) return { kind: 'list', of: readType(text.slice(2)) }
  if (text.startsWith('{}')) return { kind: 'map', of: readType(text.slice(2)) }
  if (text.startsWith('s(')) return { kind: 'string', values: text.slice(2, -1).split('|') }
  return ownValue(LETTERS, text) ?? { kind: 'object', shape: text }
}

const GO_NAMES: Readonly<Record<Exclude<FieldType['kind'], 'list' | 'map' | 'object'>, string>> = {
  string: 'string',
  boolean: 'bool',
  int32: 'int32',
  int64: 'int64',
  float: 'float64',
  quantity: 'resource.Quantity',
  intOrString: 'intstr.IntOrString',
  time: 'v1.Time',
  bytes: '[]uint8',
  any: 'interface {}',
}

export function goTypeOf(type: FieldType): string {
  if (type.kind === 'list') return `[]${goTypeOf(type.of)}`
  if (type.kind === 'map') return `map[string]${goTypeOf(type.of)}`
  return type.kind === 'object' ? `v1.${goNameOf(type.shape)}` : GO_NAMES[type.kind]
}

/** Go's name of a definition: apps_v1_Deployment is a Deployment. */
export function goNameOf(definition: string): string {
  return definition.slice(definition.lastIndexOf('_') + 1)
}

/** Whether the status of a kind's objects is written apart from the rest. */
export function hasStatus(apiVersion: string, kind: string): boolean {
  const definition = definitionOf(apiVersion, kind)
  return definition === undefined ? !WITHOUT_STATUS.has(kind) : (shapeOf(definition)?.has('status') ?? false)
}

const WITHOUT_STATUS = new Set(['Event', 'PodTemplate', 'ControllerRevision', 'Lease', 'CSIDriver', 'CSINode'])
