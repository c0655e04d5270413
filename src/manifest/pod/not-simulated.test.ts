import { expect, it } from 'vitest'
import { ignoredFields } from './not-simulated.ts'

it('names the capabilities that change nothing, and is silent about those that do', () => {
  const securityContext = { capabilities: { add: ['NET_ADMIN', 'SYS_MODULE'], drop: ['ALL'] }, privileged: false }
  expect(ignoredFields({ containers: [{ name: 'a', image: 'b', securityContext }] })).toEqual([
    {
      path: 'spec.containers[0].securityContext.capabilities.add[1]',
      note: { kind: 'ignoredCapability', capability: 'SYS_MODULE' },
    },
  ])
})

it('names a variable that would come out of a file', () => {
  const env = [
    { name: 'A', value: 'a' },
    { name: 'B', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'p', key: 'k' } } },
  ]
  expect(ignoredFields({ containers: [{ name: 'a', image: 'b', env }] })).toEqual([
    { path: 'spec.containers[0].env[1].valueFrom.fileKeyRef', note: { kind: 'ignoredField', field: 'fileKeyRef' } },
  ])
})

it('says what of a RuntimeClass is simulated, and nothing of a PriorityClass', () => {
  const spec = { containers: [], priorityClassName: 'high', runtimeClassName: 'deep' }
  expect(ignoredFields(spec)).toEqual([
    {
      path: 'spec.runtimeClassName',
      note: { kind: 'runtimeClass' },
    },
  ])
})
