import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { typed } from '../../testing/typed.ts'

const FILES = {
  'shop.ini': 'open=9\nclose=17\n',
  'conf/a.txt': 'A',
  'conf/b.txt': 'B',
  'vars.env': '\ufeffLEVEL=info\n\n# quiet\n  NAME=two words\n',
  'site.crt': '-----BEGIN CERTIFICATE-----\n',
  'site.key': '-----BEGIN PRIVATE KEY-----\n',
  'plain.txt': 'nothing',
}

/** What is printed of an object, as far as its own fields go. */
function made(line: string): unknown {
  const { stdout, stderr } = typed(`${line} --dry-run=client -o json`, { files: FILES })
  if (stderr !== '') throw new Error(stderr)
  const { apiVersion: _version, kind: _kind, metadata: _metadata, status: _status, ...rest } = JSON.parse(stdout)
  return rest
}

describe('what a generator makes', () => {
  test.each([
    ['configmap c --from-literal=a=1=2 --from-file=shop.ini', { data: { a: '1=2', 'shop.ini': 'open=9\nclose=17\n' } }],
    ['cm c --from-file=ini=shop.ini', { data: { ini: 'open=9\nclose=17\n' } }],
    ['cm c --from-file=conf', { data: { 'a.txt': 'A', 'b.txt': 'B' } }],
    ['cm c --from-env-file=vars.env', { data: { LEVEL: 'info', NAME: 'two words' } }],
    ['cm c', {}],
    ['secret generic s --from-literal=k=ü --type=own/type', { data: { k: 'w7w=' }, type: 'own/type' }],
    [
      'secret tls s --cert=site.crt --key=site.key',
      {
        data: {
          'tls.crt': 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==',
          'tls.key': 'LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCg==',
        },
        type: 'kubernetes.io/tls',
      },
    ],
    [
      'service loadbalancer s --tcp=80 --tcp=443:https',
      {
        spec: {
          ports: [
            { name: '80', protocol: 'TCP', port: 80, targetPort: 80 },
            { name: '443-https', protocol: 'TCP', port: 443, targetPort: 'https' },
          ],
          selector: { app: 's' },
          type: 'LoadBalancer',
        },
      },
    ],
    [
      'quota q --hard=memory=1024Mi,cpu=1000m --scopes=BestEffort',
      { spec: { hard: { cpu: '1', memory: '1Gi' }, scopes: ['BestEffort'] } },
    ],
    [
      "pdb p --max-unavailable=1 --selector='app=a,tier in (x,y)'",
      {
        spec: {
          selector: {
            matchLabels: { app: 'a' },
            matchExpressions: [{ key: 'tier', operator: 'In', values: ['x', 'y'] }],
          },
          maxUnavailable: 1,
        },
      },
    ],
    [
      'priorityclass p --value=7 --global-default --description=high',
      { value: 7, globalDefault: true, description: 'high', preemptionPolicy: 'PreemptLowerPriority' },
    ],
    [
      'rolebinding b --role=r --group=g --user=u --serviceaccount=ns:sa',
      {
        subjects: [
          { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'u' },
          { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'g' },
          { kind: 'ServiceAccount', name: 'sa', namespace: 'ns' },
        ],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
      },
    ],
    [
      'role r --verb=get --verb=get --resource=deploy/scale,po --resource-name=n',
      {
        rules: [
          { verbs: ['get'], apiGroups: [''], resources: ['pods'], resourceNames: ['n'] },
          { verbs: ['get'], apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['n'] },
        ],
      },
    ],
    [
      'clusterrole r --aggregation-rule=a=b',
      { rules: null, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } },
    ],
  ])('%s', (words, wanted) => {
    expect(made(`kubectl create ${words}`)).toEqual(wanted)
  })

  test('a container is called as its image is, as far as a container may be', () => {
    const { spec } = made('kubectl create deploy d --image=ghcr.io/a/My_App:1.2@sha256:00 --image=redis') as {
      spec: { template: { spec: { containers: { name: string }[] } } }
    }
    expect(spec.template.spec.containers.map(({ name }) => name)).toEqual(['My-App-xxxxx', 'redis'])
  })

  test('a Job of a CronJob is its template, and belongs to it', () => {
    const cron: KubeObject = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly', namespace: 'default', uid: 'u7' },
      spec: { jobTemplate: { metadata: { labels: { a: 'b' } }, spec: { backoffLimit: 3 } } },
    }
    const { stdout } = typed('kubectl create job now --from=cronjob/nightly --dry-run=client -o json', {
      objects: [cron],
    })
    const { metadata, spec } = JSON.parse(stdout)
    expect(metadata.annotations).toEqual({ 'cronjob.kubernetes.io/instantiate': 'manual' })
    expect(metadata.ownerReferences).toMatchObject([{ kind: 'CronJob', name: 'nightly', uid: 'u7', controller: true }])
    expect(spec).toEqual({ backoffLimit: 3 })
  })

  test('a namespace stands in the object where somebody has named one', () => {
    expect(typed('kubectl create sa robot -n dev --dry-run=client -o yaml').stdout).toBe(
      'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: robot\n  namespace: dev\n',
    )
  })
})

describe('what a generator says of wrong words', () => {
  test.each([
    ['cm c --from-file=a=b=c', "error: key names or file paths cannot contain '='"],
    ['cm c --from-file==conf', 'error: key name for file path conf missing'],
    ['cm c --from-file=k=conf', 'error: cannot give a key name for a directory path'],
    ['cm c --from-literal=a/b=1', /^error: "a\/b" is not a valid key name for a ConfigMap: a valid config key must/],
    [
      'secret generic s --from-literal=a=1 --from-literal=a=2',
      'error: cannot add key a, another key by that name already exists',
    ],
    ['secret tls s --cert=plain.txt --key=site.key', 'error: tls: failed to find any PEM data in certificate input'],
    ['secret tls s --cert=site.crt', 'error: key and cert must be specified'],
    ['deploy d --image=a --image=b -- sh', 'error: cannot specify multiple --image options and command'],
    ['job j --from=cronjob/c -- sh', 'error: cannot specify --from and command'],
    ['svc clusterip s --tcp=70000', 'error: strconv.ParseUint: parsing "70000": value out of range'],
    ['svc externalname s --external-name=No_Host', 'error: invalid service external name No_Host'],
    ['pdb p --selector=a=b --min-available=1Gi', 'error: invalid format specified for min-available'],
    ['role r --verb=bind --resource=pods', "error: can not perform 'bind' on 'pods' in group ''"],
    ['role r --verb=get --resource=cups', 'error: the server doesn\'t have a resource type "cups"'],
    ['clusterrole r --verb=watch --non-resource-url=/a', "error: invalid verb: 'watch' for nonResourceURL"],
    ['clusterrole r --verb=get --non-resource-url=a', 'error: nonResourceURL should start with /'],
    ['rolebinding b --role=r --serviceaccount=only', 'error: serviceaccount must be <namespace>:<name>'],
    ['ingress i --rule=a.com/=s:1,tsl', /^error: rule a.com\/=s:1,tsl is invalid/],
    [
      'ingress i --rule=/=s:1 --default-backend=s',
      'error: default-backend should be in format servicename:serviceport',
    ],
    ['token t --bound-object-kind=Job', 'error: supported --bound-object-kind values are Node, Pod, Secret'],
    ['token t --duration=1500ms', 'error: --duration cannot be expressed in units less than seconds'],
  ])('%s', (words, wanted) => {
    const { stdout, stderr, exitCode } = typed(`kubectl create ${words}`, { files: FILES })
    expect(stdout).toBe('')
    if (typeof wanted === 'string') expect(stderr).toBe(`${wanted}\n`)
    else expect(stderr).toMatch(wanted)
    expect(exitCode).toBe(1)
  })
})
