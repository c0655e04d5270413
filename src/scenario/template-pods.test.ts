import { describe, expect, test } from 'vitest'
import { parseManifest } from '../manifest/text/parse.ts'
import { NOTES_EN } from '../view/notes/notes-en.ts'
import { problemText } from '../view/notes/problem-text.ts'
import { compile } from './compile.ts'
import { withTemplatePods } from './template-pods.ts'

const CONTAINERS = 'containers: [{name: app, image: nginx, args: ["yes", "0644", "12:30"]}]'
const workload = (kind: string, more = '', spec = CONTAINERS) => `# my own words
apiVersion: apps/v1
kind: ${kind}
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
${more}  template:
    metadata: {labels: {app: web, tier: "1"}, annotations: {note: mine}}
    spec: {${spec}}   # and here
`
const SHOP = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
`
interface Made {
  readonly kind: string
  readonly metadata: Record<string, unknown>
  readonly spec: Record<string, unknown>
}

/** What was written behind the text, as it is read again. */
function madeOf(text: string): Made[] {
  const next = withTemplatePods(text)
  if (next === undefined) return []
  expect(next.startsWith(text.trimEnd())).toBe(true)
  const before = parseManifest(text).documents.length
  return parseManifest(next)
    .documents.slice(before)
    .map(({ value }) => value as Made)
}

describe('a Pod made of a template', () => {
  test('of a Deployment', () => {
    const made = madeOf(workload('Deployment'))
    expect(made).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'web',
          namespace: 'shop',
          labels: { app: 'web', tier: '1' },
          annotations: { note: 'mine' },
        },
        spec: { containers: [{ name: 'app', image: 'nginx', args: ['yes', '0644', '12:30'] }] },
      },
    ])
  })

  test('of each that there is, in a List too, and of none twice', () => {
    const other = workload('Deployment').replace('name: web, n', 'name: api, n')
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${other.trimEnd().replaceAll('\n', '\n  ')}\n`
    const text = `${workload('Deployment')}---\n${list}`
    expect(madeOf(text).map(({ metadata }) => metadata.name)).toEqual(['web', 'api'])
    expect(withTemplatePods(withTemplatePods(text) ?? '')).toBeUndefined()
  })

  test('an anchor within the template is written out', () => {
    const spec = 'containers: [{name: a, image: &i nginx}, {name: b, image: *i}]'
    expect(madeOf(workload('Deployment', '', spec))[0]?.spec).toEqual({
      containers: [
        { name: 'a', image: 'nginx' },
        { name: 'b', image: 'nginx' },
      ],
    })
  })

  test.each([
    ['a Pod', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n'],
    ['no template', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n'],
    ['a template that is none', 'kind: Deployment\nmetadata: {name: a}\nspec: {template: [1]}\n'],
    ['no name', 'kind: Deployment\nspec: {template: {spec: {}}}\n'],
    ['words that were inherited', 'kind: Deployment\nmetadata: {name: a}\nspec: {constructor: {}}\n'],
    ['nothing', ''],
    ['no YAML', 'kind: [Deployment'],
  ])('of %s is none', (_what, text) => {
    expect(withTemplatePods(text)).toBeUndefined()
  })

  test('is accepted, and simulated', () => {
    const { problems, scenario } = compile(withTemplatePods(`${SHOP}---\n${workload('Deployment')}`) ?? '')
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(scenario?.objects.some(({ object }) => object.kind === 'Pod')).toBe(true)
  })

  test('of a workload in a namespace that nobody wrote is refused, as the workload would be', () => {
    const { problems } = compile(withTemplatePods(workload('Deployment')) ?? '')
    const errors = problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => problemText(problem, NOTES_EN))
    expect(new Set(errors)).toEqual(new Set(['namespaces "shop" not found']))
  })
})
