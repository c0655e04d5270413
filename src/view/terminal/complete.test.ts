import { expect, test } from 'vitest'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { completed } from './complete.ts'

const OBJECTS = [
  ['Pod', 'default', 'web-1', { containers: [{ name: 'app' }, { name: 'log' }] }],
  ['Pod', 'default', 'web-2', { containers: [{ name: 'app' }] }],
  ['Pod', 'dev', 'api', { containers: [{ name: 'app' }] }],
  ['Node', '', 'node-1', {}],
  ['Namespace', '', 'default', {}],
  ['Namespace', '', 'dev', {}],
] as const

const TRACE = {
  entries: [],
  objects: new Map(
    OBJECTS.map(([objectKind, namespace, name, spec]) => [
      objectKey(objectKind, namespace, name),
      [{ at: 0, change: 'ADDED', objectKind, namespace, name, object: { metadata: { namespace, name }, spec } }],
    ]),
  ),
} as unknown as Trace

test.each<readonly [string, string, readonly string[]]>([
  ['kube', 'kubectl ', []],
  ['kubectl desc', 'kubectl describe ', []],
  [
    'kubectl a',
    'kubectl a',
    ['alpha', 'annotate', 'api-resources', 'api-versions', 'apply', 'attach', 'auth', 'autoscale'],
  ],
  ['kubectl rollout st', 'kubectl rollout status ', []],
  ['kubectl get pod', 'kubectl get pod', ['poddisruptionbudgets', 'pods', 'podtemplates']],
  ['k get po w', 'k get po web-', ['web-1', 'web-2']],
  ['kubectl get pod/web-1', 'kubectl get pod/web-1 ', []],
  ['kubectl -n dev get pods ', 'kubectl -n dev get pods api ', []],
  ['kubectl get pods -n d', 'kubectl get pods -n de', ['default', 'dev']],
  ['kubectl get pods --namespace=dev', 'kubectl get pods --namespace=dev ', []],
  ['kubectl exec we', 'kubectl exec web-', ['web-1', 'web-2']],
  ['kubectl logs web-1 -c l', 'kubectl logs web-1 -c log ', []],
  ['kubectl cordon n', 'kubectl cordon node-1 ', []],
  ['kubectl get pods --show-l', 'kubectl get pods --show-labels ', []],
  ['kubectl get pods -o js', 'kubectl get pods -o json', ['json', 'jsonpath-as-json=', 'jsonpath=']],
  ['kubectl get pods | gre', 'kubectl get pods | grep ', []],
  ['kubectl get pods nothing', 'kubectl get pods nothing', []],
])('%j becomes %j', (before, text, choices) => {
  expect(completed(before, TRACE, 0)).toEqual({ text, choices })
})
