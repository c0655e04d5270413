import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'

const pod = (name: string, more = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n  - {name: app, image: nginx}\n${more}`
const BROKEN = 'kind: ConfigMap\ndata: a: b\n'
const SCENARIO = 'apiVersion: podlapse.dev/v1\nkind: Scenario\nspec:\n  until: 5m\n'

const text = (...documents: readonly string[]) => documents.join('---\n')
const said = (...documents: readonly string[]) => {
  const { scenario, problems, refusal } = compile(text(...documents))
  return {
    objects: scenario?.objects.map(({ object, document }) => [object.metadata.name, document]),
    problems: problems.map(({ code, range, document }) => [code, range?.line, document]),
    refusal,
    untilMs: scenario?.untilMs,
  }
}

describe('behind a document that is no YAML', () => {
  test('nothing is applied, and what stands before it is', () => {
    const { objects, problems, refusal } = said(pod('web'), BROKEN, pod('db'))
    expect(objects).toEqual([['web', 0]])
    expect(problems).toEqual([
      ['yaml-syntax', 9, 1],
      ['not-applied', 12, 2],
    ])
    expect(refusal).toMatch(/^error: error parsing STDIN: error converting YAML to JSON: yaml: line 2: mapping values/)
  })

  test('mistakes are found all the same', () => {
    const { problems } = said(BROKEN, pod('db', '  restartPolcy: Never\n'), BROKEN)
    expect(problems).toEqual([
      ['yaml-syntax', 2, 0],
      ['yaml-syntax', 13, 2],
      ['not-applied', 5, 1],
      ['unknown-field', 10, 1],
    ])
  })

  test('but not those that come of what is missing', () => {
    const inNamespace = pod('db').replace('{name: db}', '{name: db, namespace: shop}')
    const { problems } = said('apiVersion: v1\nkind: Namespace\nmetadata: name: shop\n', inNamespace)
    expect(problems.map(([code]) => code)).toEqual(['yaml-syntax', 'not-applied'])
  })

  test('the Scenario is read: kubectl has no part in it', () => {
    expect(said(pod('web'), BROKEN, SCENARIO)).toMatchObject({ objects: [['web', 0]], untilMs: 300_000 })
  })

  test('nothing is run where nothing that runs is before', () => {
    expect(said(BROKEN, pod('web')).objects).toBeUndefined()
  })
})

test.each([
  ['by its kind', SCENARIO.replace('5m', '[5m')],
  ['where not even that can be read', `%\nkind: Scenario\n`],
])('a Scenario that is broken is no business of kubectl, and nothing is run without it: %s', (_, scenario) => {
  const { objects, problems, refusal } = said(pod('web'), scenario, pod('db'))
  expect([objects, refusal]).toEqual([undefined, undefined])
  expect(problems.map(([code, , document]) => [code, document])).toEqual([['yaml-syntax', 1]])
})
