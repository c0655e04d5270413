import { expect, test } from 'vitest'
import { typed as typedIn } from './testing/typed.ts'

/** Objects of a kind that the text defines: what its schema says of them. */

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: cups.kitchen.example}
spec:
  group: kitchen.example
  scope: Namespaced
  names: {plural: cups, kind: Cup}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [litres]
              properties: {litres: {type: integer, minimum: 1}, colour: {type: string, default: blue}}
---
`

const cup = (spec: string) => `apiVersion: kitchen.example/v1\nkind: Cup\nmetadata: {name: red}\nspec: ${spec}\n`
const FILES = {
  'cup.yaml': cup('{litres: 2}'),
  'lid.yaml': cup('{litres: 2, lid: true}'),
  'nought.yaml': cup('{litres: 0}'),
  'none.yaml': cup('{}'),
  'text.yaml': cup('{litres: two}'),
}

const typed = (...lines: readonly string[]) =>
  typedIn(
    lines.map((run, index) => ({ at: `${index + 1}s`, run })),
    { manifests: DEFINITION, files: FILES },
  ).at(-1)

test.each([
  [
    'kubectl apply -f lid.yaml',
    'Error from server (BadRequest): error when creating "lid.yaml": Cup in version "v1" cannot be handled as a Cup: strict decoding error: unknown field "spec.lid"\n',
  ],
  [
    'kubectl create -f nought.yaml',
    'The Cup "red" is invalid: spec.litres: Invalid value: 0: spec.litres in body should be greater than or equal to 1\n',
  ],
  ['kubectl apply -f none.yaml', 'The Cup "red" is invalid: spec.litres: Required value\n'],
  [
    'kubectl create -f text.yaml',
    'The Cup "red" is invalid: spec.litres: Invalid value: "string": spec.litres in body must be of type integer: "string"\n',
  ],
])('%s', (line, stderr) => {
  expect(typed(line)).toMatchObject({ stdout: '', stderr, exitCode: 1 })
})

test('what is left out is filled in, and what is not known goes with a warning', () => {
  expect(
    typed('kubectl create -f lid.yaml --validate=warn', "kubectl get cup red -o jsonpath='{.spec}'"),
  ).toMatchObject({
    stdout: '{"colour":"blue","litres":2}',
  })
})

test('a change is judged, too, and no strategic patch is taken', () => {
  expect(
    typed('kubectl apply -f cup.yaml', `kubectl patch cup red --type=merge -p '{"spec":{"litres":-1}}'`),
  ).toMatchObject({
    stderr:
      'The Cup "red" is invalid: spec.litres: Invalid value: -1: spec.litres in body should be greater than or equal to 1\n',
  })
  expect(typed('kubectl apply -f cup.yaml', `kubectl patch cup red -p '{"spec":{"litres":3}}'`)).toMatchObject({
    stderr: expect.stringContaining(
      'error: application/strategic-merge-patch+json is not supported by kitchen.example/v1, Kind=Cup',
    ),
    exitCode: 1,
  })
})
