import { expect, test } from 'vitest'
import { pod } from '../../testing/pod.ts'
import { rankedPods } from './ranked-pods.ts'

test('[EVICT-3] says by how much each Pod is over its request', () => {
  const asking = pod({
    metadata: { name: 'half' },
    containers: [{ name: 'c', image: 'i', resources: { requests: { memory: '0.5Gi' } } }],
  })
  const usage = { pod: asking, memory: 1024 ** 3, processes: 7, containers: [], volumes: new Map() }
  expect(rankedPods('memory', [usage])).toEqual([{ pod: 'half', over: 512 * 1024 ** 2, priority: 0 }])
  expect(rankedPods('pids', [usage])).toEqual([{ pod: 'half', over: 7, priority: 0 }])
})
