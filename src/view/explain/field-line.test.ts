import { expect, test } from 'vitest'
import { fieldLine } from './field-line.ts'

const text = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 60
  containers:
  - name: app
    image: x
    livenessProbe:
      exec: {command: [sh]}
      periodSeconds: 5
---
apiVersion: v1
kind: Pod
metadata: {name: other}
`

test('finds the line of a field', () => {
  expect(fieldLine(text, 0, 'spec.containers[0].livenessProbe.periodSeconds')).toEqual({ line: 12, exact: true })
  expect(fieldLine(text, 0, 'spec.terminationGracePeriodSeconds')).toEqual({ line: 6, exact: true })
  expect(fieldLine(text, 0, 'spec.containers[0]')).toEqual({ line: 8, exact: true })
  expect(fieldLine(text, 1, 'metadata.name')).toEqual({ line: 16, exact: true })
})

test('a field that is not there stands where it would be', () => {
  expect(fieldLine(text, 0, 'spec.containers[0].livenessProbe.failureThreshold')).toEqual({ line: 10, exact: false })
  expect(fieldLine(text, 0, 'spec.restartPolicy')).toEqual({ line: 5, exact: false })
})

test('without the document there is nothing to find', () => {
  expect(fieldLine(text, 7, 'spec')).toBeUndefined()
  expect(fieldLine('a: [', 0, 'a')).toBeUndefined()
})
