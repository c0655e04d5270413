import { describe, expect, it } from 'vitest'
import { typed } from './testing/typed.ts'

/** Lines about what was applied before, and mistakes that kubectl meets only when it asks. */

const MAP = (name: string, value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {app: x}}\ndata: {a: "${value}"}\n`
const FILES = {
  'both.yaml': `${MAP('one', '1')}---\n${MAP('two', '2')}`,
  'one.yaml': MAP('one', '1'),
  'new.yaml': MAP('one', '9'),
  'names.tmpl': '{{range .items}}{{.metadata.name}} {{end}}',
}

function answered(line: string) {
  const [command] = typed(line, { files: FILES, until: '10s' })
  return [command?.stdout, command?.stderr, command?.exitCode]
}

const APPLIED = 'kubectl apply -f both.yaml > /dev/null'
const NAMES = "kubectl get cm -l app=x -o jsonpath='{.items[*].metadata.name}'"

describe('what an earlier apply has made', () => {
  it.each([
    [
      `${APPLIED}; kubectl apply -f one.yaml --prune -l app=x 2> /dev/null; ${NAMES}`,
      'configmap/one unchanged\nconfigmap/two pruned\none',
      '',
      0,
    ],
    [
      `${APPLIED}; kubectl apply -f one.yaml --prune --all --dry-run=server 2> /dev/null; ${NAMES}`,
      'configmap/one unchanged (server dry run)\nconfigmap/two pruned (server dry run)\none two',
      '',
      0,
    ],
    [
      `${APPLIED}; kubectl apply -f one.yaml --prune -l app=x --prune-allowlist core/v1/Secret; ${NAMES}`,
      'configmap/one unchanged\none two',
      '',
      0,
    ],
    [
      'kubectl apply -f both.yaml --prune',
      '',
      'error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector\n',
      1,
    ],
    [
      `${APPLIED}; kubectl apply view-last-applied cm/one -o json`,
      '{\n    "apiVersion": "v1",\n    "data": {\n        "a": "1"\n    },\n    "kind": "ConfigMap",\n    "metadata": {\n        "annotations": {},\n        "labels": {\n            "app": "x"\n        },\n        "name": "one",\n        "namespace": "default"\n    }\n}\n',
      '',
      0,
    ],
    ['kubectl apply view-last-applied cm/none', '', 'Error from server (NotFound): configmaps "none" not found\n', 1],
    [
      `${APPLIED}; kubectl apply set-last-applied -f new.yaml; kubectl apply view-last-applied cm one | grep " a:"; kubectl get cm one -o jsonpath='{.data.a}'`,
      'configmap/one configured\n  a: "9"\n1',
      '',
      0,
    ],
    [
      `kubectl create -f one.yaml > /dev/null; kubectl apply -f one.yaml`,
      'configmap/one configured\n',
      'Warning: resource configmaps/one is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n',
      0,
    ],
  ])('%s', (line, stdout, stderr, code) => {
    expect(answered(line)).toEqual([stdout, stderr, code])
  })
})

describe('mistakes', () => {
  it.each([
    ['kubectl gett pods', 'error: unknown command "gett" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n', 1],
    [
      'kubectl taint node node-1 a=b:Nope',
      "error: invalid taint effect: Nope, unsupported taint effect\nSee 'kubectl taint -h' for help and examples\n",
      1,
    ],
    ['kubectl cordon nope node-1', 'Error from server (NotFound): nodes "nope" not found\n', 1],
    ['kubectl label pods --all a=b', '', 0],
    ['kubectl delete nothing', 'error: the server doesn\'t have a resource type "nothing"\n', 1],
    ['kubectl delete pod', 'error: resource(s) were provided, but no name was specified\n', 1],
    ['kubectl --kubeconfig=/none get pods', 'error: stat /none: no such file or directory\n', 1],
    ['kubectl alpha', 'No alpha commands are available in this version of kubectl\n', 0],
    ['kubectl get pods -o go-template', 'error: template format specified but no template given\n', 1],
  ])('%s', (line, stderr, code) => {
    expect(answered(line)).toEqual(['', stderr, code])
  })

  it('leaves every node as it was where one of them is not there', () => {
    expect(answered('kubectl cordon node-1 nope 2> /dev/null; kubectl get node node-1 --no-headers')[0]).not.toContain(
      'SchedulingDisabled',
    )
  })
})

it('prints through a template, and through one in a file', () => {
  const lines = `${APPLIED}; kubectl get cm -l app=x -o go-template-file=names.tmpl; kubectl get cm one --template='{{.data.a}}'`
  expect(answered(lines)).toEqual(['one two 1', '', 0])
})
