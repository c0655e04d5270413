import { describe, expect, test } from 'vitest'
import { type LineKind, lineFacts } from './line-kind.ts'

describe('what a line comes to', () => {
  test.each<readonly [string, LineKind]>([
    ['', 'empty'],
    ['# only a remark', 'empty'],
    ['kubectl get pods', 'reads'],
    ['k get po -A -o wide', 'reads'],
    ['kubectl get pods | grep web | wc -l', 'reads'],
    ["kubectl get pods -o json | jq -r '.items[].metadata.name' | sort | uniq -c", 'reads'],
    ["kubectl get pods --no-headers | awk -F' ' '{print $3}' | head -n 1", 'reads'],
    ['kubectl describe pod $(kubectl get pods -o name | head -1)', 'reads'],
    ['kubectl logs web --tail=5 2>/dev/null', 'reads'],
    ['kubectl get pod $POD -o yaml', 'reads'],
    ['kubectl explain pod.spec', 'reads'],
    ['kubectl config view', 'reads'],
    ['for i in 1 2; do kubectl get pods; done', 'reads'],
    // kubectl refuses it without asking anybody.
    ['kubectl frobnicate', 'reads'],
    ['kubectl delete --help', 'reads'],
    ['echo "a', 'reads'],
    ['kubectl get pods -w', 'watches'],
    ['kubectl get pods --watch-only', 'watches'],
    ['kubectl logs -f web | grep error', 'watches'],
    ['kubectl wait --for=condition=Ready pod/web', 'watches'],
    ['kubectl rollout status deploy/web', 'watches'],
    ['watch -n 5 kubectl get pods', 'watches'],
    ['sleep 5; kubectl get pods', 'watches'],
    ['cat web.yaml', 'watches'],
    ['grep image web.yaml', 'watches'],
    ['kubectl get -f web.yaml', 'watches'],
    ['kubectl run x --image=nginx --dry-run=client -o yaml', 'watches'],
    ['wc -l < web.yaml', 'watches'],
    ['kubectl exec web -- ls /tmp', 'watches'],
    ["kubectl exec web -- sh -c 'cat /etc/hosts | head -1'", 'watches'],
    ['kubectl exec web -- rm /tmp/healthy', 'acts'],
    ["kubectl exec web -- sh -c 'echo x > /tmp/f'", 'acts'],
    ['kubectl exec web -- kill 1', 'acts'],
    ['kubectl delete pod web', 'acts'],
    ['kubectl get pods && kubectl delete pod web', 'acts'],
    ['watch kubectl delete pod web', 'acts'],
    ['kubectl apply -f web.yaml', 'acts'],
    ['kubectl apply -f web.yaml --dry-run=none', 'acts'],
    ['kubectl get pods > pods.txt', 'acts'],
    ['for i in 1 2; do kubectl get pods; done > pods.txt', 'acts'],
    ['kubectl get pods | tee pods.txt', 'acts'],
    ['kubectl get pods -o name | xargs kubectl delete', 'acts'],
    ['kubectl config set-context --current --namespace=dev', 'acts'],
    ['sed -i s/a/b/ web.yaml', 'acts'],
    ['curl web', 'acts'],
    ['$TOOL get pods', 'acts'],
  ])('%s: %s', (line, kind) => {
    expect(lineFacts(line).kind).toBe(kind)
  })

  test.each([
    ['kubectl get pods', false],
    ['kubectl delete pod web', false],
    ['kubectl get pods > pods.txt', true],
    ['kubectl config set-context --current --namespace=dev', true],
    ['vi web.yaml', true],
  ])('%s leaves other files behind: %s', (line, touches) => {
    expect(lineFacts(line).touchesFiles).toBe(touches)
  })

  test.each([
    ['POD=web', ['POD']],
    ['export NS=dev', ['NS']],
    ['A=1 B=$(kubectl get pods -o name)', ['A', 'B']],
    ['A=1 kubectl get pods', []],
    ['A=$(kubectl delete pod web)', []],
  ])('%s sets %j', (line, sets) => {
    expect(lineFacts(line).sets).toEqual(sets)
  })

  test.each([
    ['cat <<EOF', true],
    ['cat <<EOF\nx\nEOF', false],
    ['echo "a', true],
    ['for i in 1 2; do', true],
    ['kubectl get pods |', true],
    ['kubectl get \\', true],
    ['echo )', false],
    ['kubectl get pods', false],
  ])('%s waits for more: %s', (line, unfinished) => {
    expect(lineFacts(line).unfinished).toBe(unfinished)
  })

  test.each([
    ['kubectl exec -it web -- sh', 'kubectl exec -it'],
    ['kubectl exec -ti web -c app -- /bin/bash', 'kubectl exec -it'],
    ['kubectl run x -it --rm --image=busybox -- sh', 'kubectl run -it'],
    ['kubectl attach -it web', 'kubectl attach'],
    ['kubectl exec -it web -- ls', undefined],
    ['kubectl exec web -- sh', undefined],
  ])('%s is a conversation: %s', (line, command) => {
    expect(lineFacts(line).interactive).toBe(command)
  })
})
