import { type Field, type FieldType, shapeOf } from '../../manifest/schema/shape.ts'
import { DESCRIPTIONS } from './descriptions.ts'
import type { ExplainField, ExplainNode } from './node.ts'

/** A kind of the API server's own, as the product's schema has it. */
export function nodeOfDefinition(definition: string, kind: string): ExplainNode {
  const description = DESCRIPTIONS.get(kind)
  return {
    type: kind,
    ...(description === undefined ? {} : { description }),
    fields: () => fieldsOf(definition).map((field) => atTop(field, kind)),
  }
}

/** What every object has is never asked for; and a status that is not written down has its kind's name. */
function atTop({ name, node }: ExplainField, kind: string): ExplainField {
  const isStatus = name === 'status' && node.type === 'Object'
  return { name, required: false, node: isStatus ? { ...node, type: `${kind}Status` } : node }
}

function fieldsOf(definition: string): readonly ExplainField[] {
  return [...(shapeOf(definition)?.values() ?? [])]
    .map((field) => ({ name: field.name, required: field.required, node: nodeOf(field, definition) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function nodeOf({ name, type }: Field, definition: string): ExplainNode {
  const description = DESCRIPTIONS.get(`${shortName(definition)}.${name}`) ?? DESCRIPTIONS.get(`*.${name}`)
  const inner = innermost(type)
  return {
    type: typeText(type),
    ...(description === undefined ? {} : { description }),
    ...(type.kind === 'string' && type.values ? { values: type.values.toSorted() } : {}),
    ...(inner.kind === 'object' && shapeOf(inner.shape) ? { fields: () => fieldsOf(inner.shape) } : {}),
  }
}

function innermost(type: FieldType): FieldType {
  return type.kind === 'list' || type.kind === 'map' ? innermost(type.of) : type
}

/** apps_v1_DeploymentSpec is DeploymentSpec. */
function shortName(definition: string): string {
  return definition.slice(definition.lastIndexOf('_') + 1)
}

// kubectl: pkg/explain/v2/templates/plaintext.tmpl typeGuess (v1.36)
function typeText(type: FieldType): string {
  switch (type.kind) {
    case 'list':
      return `[]${typeText(type.of)}`
    case 'map':
      return `map[string]${typeText(type.of)}`
    case 'object':
      return shortName(type.shape)
    case 'int32':
    case 'int64':
      return 'integer'
    case 'float':
      return 'number'
    case 'quantity':
      return 'Quantity'
    case 'intOrString':
      return 'IntOrString'
    case 'any':
      return 'Object'
    case 'time':
    case 'bytes':
      return 'string'
    default:
      return type.kind
  }
}
