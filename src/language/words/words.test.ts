import { describe, expect, it } from 'vitest'
import { knownKinds } from '../../manifest/schema/kinds.ts'
import { SHAPES } from '../../manifest/schema/shapes.gen.ts'
import { SHAPES_BY_HAND } from '../../manifest/schema/shapes-by-hand.ts'
import { fieldOf, fieldsOf } from '../schema/fields.ts'
import { OWN_SHAPES } from '../schema/own-shapes.ts'
import { LANGUAGE_EN } from './language-en.ts'
import { LANGUAGE_ZH } from './language-zh.ts'

const DEFINITIONS = [...Object.keys(SHAPES), ...Object.keys(SHAPES_BY_HAND), ...Object.keys(OWN_SHAPES)]

/** Definitions of a name without its version. */
const named = (short: string) => DEFINITIONS.filter((each) => each.slice(each.lastIndexOf('_') + 1) === short)

describe('sentences', () => {
  it('are of the same fields in each language', () => {
    expect([...LANGUAGE_ZH.sentences.keys()].sort()).toEqual([...LANGUAGE_EN.sentences.keys()].sort())
  })

  it('are of fields that there are', () => {
    const kinds = new Set([...knownKinds().map(({ kind }) => kind), 'Scenario'])
    const unknown = [...LANGUAGE_EN.sentences.keys()].filter((about) => {
      const [definition = '', field] = about.split('.')
      if (definition === '*') return false
      if (field === undefined) return !kinds.has(definition)
      return !named(definition).some((each) => fieldOf(each, field))
    })
    expect(unknown).toEqual([])
  })

  it.each([
    ['en', LANGUAGE_EN, /[.]$/],
    ['zh', LANGUAGE_ZH, /[。]$/],
  ] as const)('end as sentences do: %s', (_, { sentences }, end) => {
    expect([...sentences].filter(([, text]) => !end.test(text) || text.length < 4)).toEqual([])
  })

  it('are there for all that a container and a probe have', () => {
    for (const definition of ['Container', 'Probe', 'ScenarioStep', 'ScenarioImage', 'ScenarioSpec']) {
      const missing = [...(fieldsOf(definition)?.keys() ?? [])].filter(
        (field) => !LANGUAGE_EN.sentences.has(`${definition}.${field}`),
      )
      expect(missing, definition).toEqual([])
    }
  })
})
