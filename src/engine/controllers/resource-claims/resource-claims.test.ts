import { expect, test } from 'vitest'
import { Run } from '../../testing/run.ts'

const POD = (claim: string) => `apiVersion: v1
kind: Pod
metadata: {name: gpu}
spec:
  resourceClaims: [{name: device, ${claim}}]
  containers: [{name: c, image: podlapse/app, args: [run], resources: {claims: [{name: device}]}}]
`

test('[SCHED-5] a claim whose template is not there cannot be made', () => {
  expect(new Set(new Run(POD('resourceClaimTemplateName: cards')).told('FailedResourceClaimCreation'))).toEqual(
    new Set([
      'PodResourceClaim device: resource claim template "cards": resourceclaimtemplate.resource.k8s.io "cards" not found',
    ]),
  )
})

test('one that somebody makes is waited for in silence', () => {
  expect(new Run(POD('resourceClaimName: card')).told('FailedResourceClaimCreation')).toEqual([])
})
