import { expect, test } from 'vitest'
import { KUBECONFIG_PATH, kubeconfigText } from '../../client/kubeconfig.ts'
import { typed } from '../../testing/typed.ts'

function desk() {
  const files: Record<string, string> = { [KUBECONFIG_PATH]: kubeconfigText('default') }
  return (line: string) => typed(line, { files })
}

test('a namespace that is set matters for the next lines', () => {
  const type = desk()
  expect(type('kubectl config set-context --current --namespace=dev').stdout).toBe(
    'Context "kubernetes-admin@kubernetes" modified.\n',
  )
  expect(type('kubectl get pods').stderr).toBe('No resources found in dev namespace.\n')
  expect(type('kubectl get pods -n ops').stderr).toBe('No resources found in ops namespace.\n')
  expect(type('kubectl config get-contexts').stdout).toContain('kubernetes-admin   dev\n')
})

test('a context of its own is made, taken, renamed and deleted', () => {
  const type = desk()
  expect(type('kubectl config set-context play --cluster=kubernetes --user=kubernetes-admin -n games').stdout).toBe(
    'Context "play" created.\n',
  )
  expect(type('kubectl get pods --context=play').stderr).toBe('No resources found in games namespace.\n')
  expect(type('kubectl config use-context play').stdout).toBe('Switched to context "play".\n')
  expect(type('kubectl config rename-context play fun').stdout).toBe('Context "play" renamed to "fun".\n')
  expect(type('kubectl config current-context').stdout).toBe('fun\n')
  const { stdout, stderr } = type('kubectl config delete-context fun')
  expect(stdout).toBe(`deleted context fun from ${KUBECONFIG_PATH}\n`)
  expect(stderr).toContain('warning: this removed your active context')
  expect(type('kubectl config get-contexts -o name').stdout).toBe('kubernetes-admin@kubernetes\n')
})

test('secrets are not shown, unless somebody asks for them', () => {
  const type = desk()
  expect(type('kubectl config view').stdout).toContain('client-key-data: DATA+OMITTED\n')
  expect(type('kubectl config view --raw').stdout).not.toContain('OMITTED')
})

test.each([
  ['config use-context no', 'error: no context exists with the name: "no"\n'],
  ['config set-context', 'error: you must specify a non-empty context name or --current\n'],
  ['config set-context a --current', 'error: you cannot specify both a context name and --current\n'],
  ['config rename-context no yes', `error: cannot rename the context "no", it's not in ${KUBECONFIG_PATH}\n`],
  ['get pods --context=no', 'Error in configuration: context was not found for specified context: no\n'],
  ['get pods --user=no', 'error: auth info "no" does not exist\n'],
])('%s', (words, wanted) => {
  expect(desk()(`kubectl ${words}`).stderr).toBe(wanted)
})

test('a file with something else in it is a kubeconfig without contexts', () => {
  const files = { [KUBECONFIG_PATH]: 'contexts: 7\nusers: [{name: x}, 3]\n' }
  expect(typed('kubectl config get-contexts --no-headers', { files }).stdout).toBe('')
  expect(typed('kubectl config current-context', { files }).stderr).toBe('error: current-context is not set\n')
})
