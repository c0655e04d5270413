import { describe, expect, test } from 'vitest'
import { ApiRefusal, kubectlText } from '../../manifest/api-error.ts'
import { setDefaultsPod } from '../../manifest/pod/defaults.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ResourceRequirements } from '../../manifest/pod/resources.ts'
import { container, pod } from '../testing/pod.ts'
import { emptyWorld } from '../testing/world.ts'
import type { Reply } from './request.ts'
import { ApiServer } from './server.ts'
import { Store } from './store.ts'

const NODE = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'n1' },
  status: { allocatable: { cpu: '2', memory: '1Gi' } },
}
const had = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '64Mi' } }
/** As the API server has it: with all its defaults. */
function withResources(resources: ResourceRequirements, image = 'i'): Pod {
  const stored = pod({
    nodeName: 'n1',
    containers: [container('c', { image, imagePullPolicy: 'IfNotPresent', resources: structuredClone(resources) })],
    status: { qosClass: 'Burstable' },
  })
  setDefaultsPod(stored.spec)
  return stored
}
const old = withResources(had)

const BY = { by: { name: 'test' } }

function resized(body: Pod): Reply {
  const world = emptyWorld()
  const store = new Store(world)
  for (const object of [NODE, old]) store.add(object, BY)
  const at = { kind: 'Pod', namespace: 'default', name: 'web', subresource: 'resize' } as const
  const asked = { ...body, metadata: { name: 'web' } }
  return new ApiServer(world, store).request({ verb: 'update', ...at, body: asked }, BY)
}

function refusal(resources: ResourceRequirements): string | undefined {
  const { status } = resized(withResources(resources))
  return status && kubectlText([new ApiRefusal(status)], null)
}

describe('a resize', () => {
  test('[RESIZE-1] takes other CPU and memory, in their canonical text', () => {
    const answer = resized(withResources({ ...had, limits: { cpu: '0.5', memory: '64Mi' } })).object as Pod
    expect(answer.spec.containers[0]?.resources?.limits).toEqual({ cpu: '500m', memory: '64Mi' })
  })

  test('[RESIZE-1] drops whatever else is asked for', () => {
    const answer = resized(withResources(had, 'another')).object as Pod
    expect(answer.spec.containers[0]?.image).toBe('i')
  })

  test.each<[string, ResourceRequirements, string]>([
    [
      'another QoS class',
      { requests: { cpu: '200m', memory: '64Mi' }, limits: had.limits },
      'The Pod "web" is invalid: spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing',
    ],
    [
      'a limit taken away',
      { requests: had.requests, limits: { memory: '64Mi' } },
      'The Pod "web" is invalid: spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed',
    ],
    [
      'more asked for than allowed',
      { ...had, requests: { cpu: '300m', memory: '64Mi' } },
      'The Pod "web" is invalid: spec.containers[0].resources.requests: Invalid value: "300m": must be less than or equal to cpu limit of 200m',
    ],
    [
      'something that is neither CPU nor memory',
      { ...had, limits: { ...had.limits, 'ephemeral-storage': '1Gi' } },
      'The Pod "web" is invalid: spec: Forbidden: only cpu and memory resources are mutable',
    ],
    [
      'more than the node has',
      { requests: { cpu: '100', memory: '64Mi' }, limits: { cpu: '100', memory: '2Gi' } },
      `Error from server (Forbidden): pods "web" is forbidden: node didn't have enough allocatable resources: cpu, requested: 100000, allocatable: 2000`,
    ],
  ])('[RESIZE-1] refuses %s', (_situation, resources, expected) => {
    expect(refusal(resources)).toBe(expected)
  })
})
