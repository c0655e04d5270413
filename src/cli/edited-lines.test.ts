import { describe, expect, it } from 'vitest'
import { typed } from './testing/typed.ts'

/** `kubectl edit` with an editor that changes the file by itself, as a script has it. */

const MAP =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: colours, labels: {app: x}}\ndata: {sky: blue, sun: gold}\n'
const SKY = "kubectl get cm colours -o jsonpath='{.data}{.metadata.labels}'"

function answered(line: string) {
  const [command] = typed(line, { manifests: MAP, until: '10s' })
  return [command?.stdout, command?.stderr.replace(/kubectl-edit-\w+/, 'kubectl-edit-X'), command?.exitCode]
}

describe('kubectl edit', () => {
  it.each([
    [
      'writes what the editor has changed',
      `KUBE_EDITOR='sed -i s/blue/red/' kubectl edit cm colours; ${SKY}`,
      'configmap/colours edited\n{"sky":"red","sun":"gold"}{"app":"x"}',
      '',
      0,
    ],
    [
      'takes away what is not there any more, and says so on demand',
      `EDITOR='sed -i /sun:/d' kubectl edit cm/colours --output-patch; ${SKY}`,
      'Patch: {"data":{"sun":null}}\nconfigmap/colours edited\n{"sky":"blue"}{"app":"x"}',
      '',
      0,
    ],
    [
      'does nothing where nothing was changed',
      'KUBE_EDITOR=true kubectl edit cm colours',
      '',
      'Edit cancelled, no changes made.\n',
      0,
    ],
    [
      'does nothing where nothing is left but remarks',
      "KUBE_EDITOR='sed -i s/^/#/' kubectl edit cm colours",
      '',
      'Edit cancelled, saved file was empty.\n',
      0,
    ],
    [
      'keeps what the server refuses',
      "KUBE_EDITOR='sed -i s/app:.x$/app:\\ x!/' kubectl edit cm colours",
      '',
      'error: configmaps "colours" is invalid\nA copy of your changes has been stored to "/tmp/kubectl-edit-X.yaml"\nerror: Edit cancelled, no valid changes were saved.\n',
      1,
    ],
    [
      'tells of an editor that fails',
      'KUBE_EDITOR=false kubectl edit cm colours',
      '',
      'error: there was a problem with the editor "false"\n',
      1,
    ],
    [
      'tells of an editor that is not there',
      'KUBE_EDITOR=emacs kubectl edit cm colours',
      '',
      'error: unable to launch the editor "emacs"\n',
      1,
    ],
    [
      'looks for the object first',
      'KUBE_EDITOR=true kubectl edit cm none',
      '',
      'Error from server (NotFound): configmaps "none" not found\n',
      1,
    ],
  ])('%s', (_name, line, ...expected) => {
    expect(answered(line)).toEqual(expected)
  })
})

it('a patch does not say that it was a dry run, and writes nothing then', () => {
  const line = `kubectl patch cm colours -p '{"data":{"sky":"grey"}}' --dry-run=client; kubectl patch cm colours -p '{"data":{"sky":"blue"}}' --dry-run=server; ${SKY}`
  expect(answered(line)[0]).toBe(
    'configmap/colours patched\nconfigmap/colours patched (no change)\n{"sky":"blue","sun":"gold"}{"app":"x"}',
  )
})

it('a label is set on the version that is meant, or not at all', () => {
  expect(answered('kubectl label cm colours a=1 --resource-version=1')[1]).toMatch(/^Error from server \(Conflict\): /)
})
