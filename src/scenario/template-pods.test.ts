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
const CRON = `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec: {restartPolicy: Never, ${CONTAINERS}}
`
const CLAIMS = `  serviceName: db
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
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
  test.each(['Deployment', 'DaemonSet'])('of a %s', (kind) => {
    const made = madeOf(workload(kind))
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

  test('of a CronJob', () => {
    expect(madeOf(CRON)).toMatchObject([{ metadata: { name: 'nightly' }, spec: { restartPolicy: 'Never' } }])
  })

  test('of a StatefulSet: with its identity, and with claims for its claim templates', () => {
    const [claim, pod] = madeOf(workload('StatefulSet', CLAIMS, `${CONTAINERS}, volumes: [{name: data}, {name: tmp}]`))
    expect(claim).toMatchObject({
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data-web-0', namespace: 'shop', labels: { app: 'web' } },
      spec: { resources: { requests: { storage: '1Gi' } } },
    })
    expect(pod).toMatchObject({
      metadata: {
        name: 'web-0',
        labels: { app: 'web', 'statefulset.kubernetes.io/pod-name': 'web-0', 'apps.kubernetes.io/pod-index': '0' },
      },
      spec: {
        hostname: 'web-0',
        subdomain: 'db',
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } }, { name: 'tmp' }],
      },
    })
  })

  test('of a StatefulSet that counts from three', () => {
    const made = madeOf(workload('StatefulSet', `  ordinals: {start: 3}\n${CLAIMS}`))
    expect(made.map(({ metadata }) => metadata.name)).toEqual(['data-web-3', 'web-3'])
  })

  test('of each that there is, in a List too, and of none twice', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${CRON.trimEnd().replaceAll('\n', '\n  ')}\n`
    const text = `${workload('Deployment')}---\n${list}`
    expect(madeOf(text).map(({ metadata }) => metadata.name)).toEqual(['web', 'nightly'])
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

  test.each([workload('Deployment'), workload('StatefulSet', CLAIMS, `${CONTAINERS}, volumes: []`), CRON])(
    'is accepted, and simulated',
    (text) => {
      const { problems, scenario } = compile(withTemplatePods(`${SHOP}---\n${text}`) ?? '')
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(scenario?.objects.some(({ object }) => object.kind === 'Pod')).toBe(true)
    },
  )

  test('of a workload in a namespace that nobody wrote is refused, as the workload would be', () => {
    const { problems } = compile(withTemplatePods(workload('Deployment')) ?? '')
    const errors = problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => problemText(problem, NOTES_EN))
    expect(new Set(errors)).toEqual(new Set(['namespaces "shop" not found']))
  })
})
