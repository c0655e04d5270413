import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { FieldType } from '../../manifest/schema/shape.ts'
import { compile } from '../../scenario/compile.ts'
import { NODE_FIELDS, STEP_FIELDS } from '../../scenario/document.ts'
import { IMAGE_FIELDS } from '../../scenario/image-entry.ts'
import { fieldsOf } from './fields.ts'

/** Every field that the shape has, with nothing in it. */
function filled(definition: string): Record<string, unknown> {
  return Object.fromEntries([...(fieldsOf(definition)?.values() ?? [])].map(({ name, type }) => [name, emptyOf(type)]))
}

function emptyOf(type: FieldType): unknown {
  if (type.kind === 'list') return type.of.kind === 'object' ? [emptyOf(type.of)] : null
  return type.kind === 'object' && type.shape.startsWith('Scenario') ? filled(type.shape) : null
}

describe('the shape of a Scenario', () => {
  it('has no field that its reader does not know', () => {
    const text = stringify({ ...filled('Scenario'), apiVersion: 'podlapse.dev/v1', kind: 'Scenario' })
    const unknown = compile(text).problems.filter(({ code }) => code === 'unknown-field')
    expect(unknown.map(({ path }) => path)).toEqual([])
  })

  it.each([
    ['ScenarioStep', STEP_FIELDS],
    ['ScenarioNode', NODE_FIELDS],
    ['ScenarioImage', IMAGE_FIELDS],
  ])('has all that its reader knows: %s', (definition, fields) => {
    expect([...(fieldsOf(definition)?.keys() ?? [])].sort()).toEqual([...fields].sort())
  })
})
