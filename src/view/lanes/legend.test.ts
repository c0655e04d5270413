import { expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { lanesOf } from './lanes.ts'
import { extentsOf, LEGEND_KEYS, type LegendKey, legendOf } from './legend.ts'
import { LANES_EN } from './words-en.ts'

const lanesFor = (text: string) => lanesOf(runText(text), { words: LANES_EN })
const ofGallery = (name: string) => lanesFor(GALLERY.find((item) => item.name === name)?.text ?? '')

test.each<[string, readonly LegendKey[], readonly LegendKey[]]>([
  [
    'liveness-kill',
    ['status', 'restarts', 'exit', 'signal', 'grace', 'threshold', 'backOff', 'gate'],
    ['burst', 'hook'],
  ],
  ['oom', ['burst', 'memory', 'exit'], ['signal', 'taint']],
  ['graceful-delete', ['hook', 'signal', 'success', 'step'], ['threshold']],
  ['image-not-there', ['waiting', 'pull', 'starting'], ['burst']],
  ['taint-seconds', ['taint', 'step'], ['failure']],
  ['no-room', ['schedule', 'condition', 'phase'], []],
])('%s', (name, there, absent) => {
  const keys = legendOf(ofGallery(name))
  expect(keys).toEqual(expect.arrayContaining([...there]))
  for (const key of absent) expect(keys).not.toContain(key)
  expect(keys).toEqual(LEGEND_KEYS.filter((key) => keys.includes(key)))
})

test('each lies within its lane and its life, and each attempt of a probe is of one kind', () => {
  for (const lane of lanesFor(LIVENESS_KILL)) {
    for (const key of LEGEND_KEYS) {
      for (const { from, to, band } of extentsOf(lane, key)) {
        expect(to).toBeGreaterThanOrEqual(from)
        expect(band[1]).toBeGreaterThan(band[0])
      }
    }
    if (lane.kind !== 'probe') continue
    const counts = (['success', 'failure', 'threshold'] as const).map((key) => extentsOf(lane, key).length)
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(lane.track.columns.length)
    expect(counts[2]).toBeGreaterThan(2)
  }
})
