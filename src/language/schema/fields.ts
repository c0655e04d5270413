import { ownValue } from '../../lib/own.ts'
import { nearestName } from '../../manifest/nearest-name.ts'
import { kindInfo, kindsNamed, knownKinds } from '../../manifest/schema/kinds.ts'
import { definitionOf, type Field, readShape, type Shape, shapeOf } from '../../manifest/schema/shape.ts'
import { isScenarioDocument } from '../../scenario/document.ts'
import { BARE_OBJECT, OWN_SHAPES } from './own-shapes.ts'

/** An object of any kind: which fields it has stands in it. */
export const ANY_OBJECT = 'KubeObject'

const ownShapes = new Map<string, Shape>()

/** The fields of a definition, of the API server's own or of the Scenario. */
export function fieldsOf(definition: string): Shape | undefined {
  const text = ownValue(OWN_SHAPES, definition)
  if (text === undefined) return shapeOf(definition)
  const known = ownShapes.get(definition) ?? readShape(text)
  ownShapes.set(definition, known)
  return known
}

export function fieldOf(definition: string, name: string): Field | undefined {
  return fieldsOf(definition)?.get(name)
}

/** apps_v1_DeploymentSpec is DeploymentSpec. */
export function shortName(definition: string): string {
  return definition.slice(definition.lastIndexOf('_') + 1)
}

/** Which definition an object has, by what it says it is; a slip in that is overlooked, it is told elsewhere. */
export function definitionFor(value: unknown): string {
  const { apiVersion, kind } = asObject(value)
  if (isScenarioDocument(value)) return 'Scenario'
  if (typeof kind !== 'string') return BARE_OBJECT
  if (kind === 'List') return 'ObjectList'
  const exact = typeof apiVersion === 'string' ? definitionOf(apiVersion, kind) : undefined
  if (exact !== undefined) return exact
  if (typeof apiVersion === 'string' && kindInfo(apiVersion, kind)) return BARE_OBJECT
  const name = kindsNamed(kind).length > 0 ? kind : nearestName(kind, kindNames())
  for (const info of name === undefined ? [] : kindsNamed(name)) {
    const definition = definitionOf(info.apiVersion, info.kind)
    if (definition !== undefined) return definition
  }
  return BARE_OBJECT
}

function kindNames(): readonly string[] {
  return knownKinds().map(({ kind }) => kind)
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** As it is said to people: no packages of Go's. */
export function typeName(goType: string): string {
  return goType.replace(/\b(?:v1|resource|intstr|types)\./g, '').replace('interface {}', 'object')
}
