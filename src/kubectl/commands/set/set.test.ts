import { describe, expect, test } from 'vitest'
import { typed } from '../../testing/typed.ts'

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      serviceAccountName: old
      initContainers: [{name: first, image: a}]
      containers:
      - {name: app, image: a, env: [{name: LEVEL, value: info}, {name: OLD, value: x}], resources: {limits: {cpu: 1}}}
      - {name: side-car, image: a}
`
const FILES = {
  'web.yaml': DEPLOYMENT,
  'svc.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: a, tier: b}}\n',
  'binding.yaml':
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b}\nsubjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: ann}]\n',
}

function changed(words: string, file = 'web.yaml') {
  const { stdout, stderr } = typed(`kubectl set ${words} -f ${file} --local -o json`, { files: FILES })
  if (stderr !== '') throw new Error(stderr)
  return JSON.parse(stdout)
}

const specOf = (words: string) => changed(words).spec.template.spec

describe('kubectl set', () => {
  test('env sets, overwrites in place and removes', () => {
    const [app, side] = specOf('env NEW=1 LEVEL=debug OLD-').containers
    expect(app.env).toEqual([
      { name: 'LEVEL', value: 'debug' },
      { name: 'NEW', value: '1' },
    ])
    expect(side.env).toEqual([
      { name: 'NEW', value: '1' },
      { name: 'LEVEL', value: 'debug' },
    ])
  })

  test('env of the containers that a pattern picks', () => {
    const { containers, initContainers } = specOf("env A=1 -c 's*car'")
    expect([...containers, ...initContainers].map(({ env = [] }) => env.length)).toEqual([2, 1, 0])
  })

  test('resources add to what is there, as the server would write them', () => {
    const [app] = specOf('resources --limits=memory=1024Mi --requests=cpu=500m,memory=0.5Gi -c app').containers
    expect(app.resources).toEqual({
      limits: { cpu: 1, memory: '1Gi' },
      requests: { cpu: '500m', memory: '512Mi' },
    })
  })

  test('an account, a selector, subjects', () => {
    expect(specOf('serviceaccount robot').serviceAccountName).toBe('robot')
    expect(changed('selector app=b', 'svc.yaml').spec.selector).toEqual({ app: 'b' })
    const { subjects } = changed('subject --user=ann --serviceaccount=ns:bot', 'binding.yaml')
    expect(subjects.map(({ name }: { name: string }) => name)).toEqual(['ann', 'bot'])
  })

  test.each([
    [
      'env deploy/web A=1 A-',
      'error: can not both modify and remove the same environment variable in the same command',
    ],
    ['env deploy/web 1A=1', /^error: "1A" is not a valid key name: a valid environment variable name must/],
    ['env deploy/web A=1 B', /^error: all resources must be specified before environment changes: deploy\/web A=1 B\n/],
    ['env deploy/web --keys=a', 'error: when specifying --keys, a configmap or secret must be provided with --from'],
    ['selector deploy/web', /^error: You must provide one or more resources/],
    ['subject rolebinding b', 'error: you must specify at least one value of user, group or serviceaccount'],
    ['subject rolebinding b --serviceaccount=bot', 'error: serviceaccount must be <namespace>:<name>'],
    ['resources -f web.yaml --local --limits=cpu', 'error: Invalid argument syntax cpu, expected <resource>=<value>'],
    ['resources -f web.yaml --local --limits=cpu=1 -c=no', 'error: unable to find container named no'],
    ['env deploy/web A=1 --local --dry-run=server', /did you mean --dry-run=client\?$/m],
  ])('%s', (words, wanted) => {
    const { stderr, exitCode } = typed(`kubectl set ${words}`, { files: FILES })
    if (typeof wanted === 'string') expect(stderr).toBe(`${wanted}\n`)
    else expect(stderr).toMatch(wanted)
    expect(exitCode).toBe(1)
  })
})
