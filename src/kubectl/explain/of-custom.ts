import type { KubeObject } from '../../manifest/object/meta.ts'
import { at, listAt, mapAt, textAt } from '../printers/field.ts'
import type { ExplainNode } from './node.ts'
import { nodeOfDefinition } from './of-shape.ts'

/** A custom kind, as its CustomResourceDefinition describes it. */
export function nodeOfCustomKind(definition: KubeObject, version: string, kind: string): ExplainNode {
  const schema = listAt(definition, 'spec', 'versions').find((each) => textAt(each, 'name') === version)
  const own = nodeOf(at(schema, 'schema', 'openAPIV3Schema'))
  // Every object has these three, whatever its schema says of them.
  const common = nodeOfDefinition('Pod', kind)
    .fields?.()
    .filter(({ name }) => ['apiVersion', 'kind', 'metadata'].includes(name))
  const names = new Set(common?.map(({ name }) => name))
  return {
    ...own,
    type: kind,
    fields: () => [...(common ?? []), ...(own.fields?.() ?? []).filter(({ name }) => !names.has(name))],
  }
}

function nodeOf(schema: unknown): ExplainNode {
  const description = textAt(schema, 'description')
  const values = listAt(schema, 'enum').map(String).sort()
  const properties = propertiesOf(schema)
  const required = listAt(properties, 'required')
  return {
    type: typeText(schema),
    ...(description === '' ? {} : { description }),
    ...(values.length > 0 ? { values } : {}),
    ...(Object.keys(mapAt(properties, 'properties')).length > 0
      ? {
          fields: () =>
            Object.entries(mapAt(properties, 'properties'))
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, inner]) => ({ name, required: required.includes(name), node: nodeOf(inner) })),
        }
      : {}),
  }
}

/** Of a list those of its items, of a map those of its values. */
function propertiesOf(schema: unknown): unknown {
  const inner = at(schema, 'items') ?? at(schema, 'additionalProperties')
  return typeof inner === 'object' && inner !== null ? propertiesOf(inner) : schema
}

function typeText(schema: unknown): string {
  const type = textAt(schema, 'type')
  if (type === 'array') return `[]${typeText(at(schema, 'items'))}`
  const values = at(schema, 'additionalProperties')
  if (typeof values === 'object' && values !== null) return `map[string]${typeText(values)}`
  if (at(schema, 'x-kubernetes-int-or-string') === true) return 'IntOrString'
  return type === 'object' || type === '' ? 'Object' : type
}
