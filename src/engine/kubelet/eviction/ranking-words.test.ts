import { expect, test } from 'vitest'
import { pod } from '../../testing/pod.ts'
import { rankingWords } from './ranking-words.ts'

test('[EVICT-3] says by how much a Pod is over its request, though that is no whole number of bytes', () => {
  const asking = pod({
    metadata: { name: 'tenth' },
    containers: [{ name: 'c', image: 'i', resources: { requests: { memory: '0.1Gi' } } }],
  })
  const usage = { pod: asking, memory: 200 * 1024 * 1024, processes: 1, containers: [], volumes: new Map() }
  expect(rankingWords('memory', [usage]).summary).toMatch(/^The order of eviction: tenth \(\d+\w* over its request\)$/)
})
