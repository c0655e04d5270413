import { expect, it } from 'vitest'
import { ignoredFields, ignoredWorkloadFields } from './not-simulated.ts'

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

it.each([
  ['Deployment', 'spec.template.spec'],
  ['CronJob', 'spec.jobTemplate.spec.template.spec'],
])('names what of the Pods of a %s is not simulated', (kind, path) => {
  const pod = { template: { spec: { containers: [], hostUsers: false } } }
  const spec = kind === 'CronJob' ? { jobTemplate: { spec: pod } } : pod
  expect(ignoredWorkloadFields({ apiVersion: 'v1', kind, metadata: { name: 'w' }, spec })).toEqual([
    { path: `${path}.hostUsers`, note: { kind: 'ignoredField', field: 'hostUsers' } },
  ])
})

it('says that a field is dropped whose feature gate is off', () => {
  const template = { spec: { containers: [] } }
  const spec = { template, updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } }
  const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'w' }, spec }
  expect(ignoredWorkloadFields(set)).toEqual([
    {
      path: 'spec.updateStrategy.rollingUpdate.maxUnavailable',
      note: { kind: 'gateOff', field: 'maxUnavailable', gate: 'MaxUnavailableStatefulSet' },
    },
  ])
})
