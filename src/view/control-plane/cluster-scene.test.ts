import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { runText } from '../explain/testing/run-text.ts'
import { historiesOf } from '../history/histories.ts'
import { type ClusterScene, clusterScene } from './cluster-scene.ts'

function at(name: string, ms: number, pod = 0): ClusterScene {
  const trace = runText(GALLERY.find((item) => item.name === name)!.text)
  return clusterScene(trace, historiesOf(trace)[pod]!.ref.uid, ms)!
}

const containers = (scene: ClusterScene): string =>
  scene.containers
    .map(({ name, phase, tone, exitCode }) => `${name} ${phase} ${tone ?? ''} ${exitCode ?? ''}`.trim())
    .join('; ')

describe('what stands on the canvas', () => {
  test.each<[string, string, number, number, ClusterScene['sandbox'], string]>([
    ['nothing yet on the node', 'healthy', 5, 0, 'none', 'web absent'],
    ['the sandbox comes first', 'healthy', 400, 0, 'coming', 'web waiting waiting'],
    ['then the image', 'healthy', 1_000, 0, 'up', 'web pulling starting'],
    ['the process runs before the API knows', 'healthy', 1_920, 0, 'up', 'web starting starting'],
    ['running, and no guests yet', 'healthy', 2_000, 0, 'up', 'web running notReady'],
    ['ready', 'healthy', 10_000, 0, 'up', 'web running ready'],
    ['in its grace period', 'graceful-delete', 36_000, 0, 'up', 'server stopping ready'],
    ['gone', 'graceful-delete', 39_000, 0, 'gone', 'server ended exitZero 0'],
    ['in its back-off', 'crash-loop', 30_000, 0, 'up', 'api backOff waiting 1'],
    ['killed for memory, and waiting', 'oom', 50_000, 0, 'up', 'resizer backOff waiting 137'],
    ['a mirror made anew finds its processes running', 'static-pod', 26_000, 2, 'up', 'app running ready'],
  ])('%s', (_, name, ms, pod, sandbox, text) => {
    const scene = at(name, ms, pod)
    expect(containers(scene)).toBe(text)
    expect(scene.sandbox).toBe(sandbox)
  })

  test('versions: what was, what is, and what will be', () => {
    const { versions, written } = at('healthy', 1_000)
    expect(written).toBe(4)
    expect(versions.map(({ when }) => when)).toEqual(['past', 'past', 'past', 'present', 'future', 'future'])
  })

  test('a node that nobody hears of', () => {
    expect(at('node-lost', 64_000).node).toMatchObject({ name: 'island', ready: 'Unknown' })
    expect(at('node-lost', 10_000).node).toMatchObject({ name: 'island', ready: 'True' })
  })

  test('no node fits, then one does', () => {
    expect(at('node-selector-then-label', 1_000)).toMatchObject({ node: undefined, picked: { node: undefined, of: 3 } })
    expect(at('node-selector-then-label', 31_000)).toMatchObject({
      node: { name: 'cellar' },
      picked: { node: 'cellar', of: 3 },
    })
  })
})
