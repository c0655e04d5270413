import { describe, expect, it } from 'vitest'
import { changesOf } from '../../../trace/changes.ts'
import { lanesOf } from '../../../view/lanes/lanes.ts'
import { LANES_EN } from '../../../view/lanes/words-en.ts'
import { graceKillTrace } from '../../../view/testing/fixture-trace.ts'
import { CLOCKS } from '../../../view/time/wall-clock.ts'
import { layOut, plotScale } from '../layout.ts'
import { TIMELINE_EN } from '../words-en.ts'
import type { Scene } from './scene.ts'
import { stripBetween } from './strip.ts'

const trace = graceKillTrace()
const scene: Scene = {
  ...{ width: 730, height: 500, unit: 1, devicePixelRatio: 1, clock: CLOCKS.relative, range: undefined },
  scale: plotScale({ fromMs: 0, toMs: 90_000 }, 730, 'beside'),
  layout: layOut(lanesOf(trace, { words: LANES_EN }), 730),
  ...{
    scrollTop: 0,
    tones: {} as Scene['tones'],
    words: TIMELINE_EN,
    laneWords: LANES_EN,
    hovered: undefined,

    span: undefined,
    playheadMs: 65_000,
    clockMs: 65_000,
    trace,
    refused: false,
  },
  ...{
    veiled: false,
    faint: false,
    ghost: undefined,
    arrows: [],
    chain: [],
    cursor: undefined,
    pulse: undefined,
    lit: undefined,
  },
}
const at = (playheadMs: number, change: Partial<Scene> = {}): Scene => ({
  ...scene,
  // Made anew for each frame, as the canvas does.
  scale: plotScale({ fromMs: 0, toMs: 90_000 }, 730, 'beside'),
  playheadMs,
  ...change,
})

describe('what is painted while time plays', () => {
  it('is a strip around the playhead', () => {
    const strip = stripBetween(at(65_000), at(65_200))
    expect(strip!.left).toBeGreaterThan(200)
    expect(strip!.right - strip!.left).toBeLessThan(500)
  })

  it('is all of it where something comes about', () => {
    for (const change of changesOf(trace)) {
      expect(stripBetween(at(change - 20), at(change + 20))).toBeUndefined()
      expect(stripBetween(at(change - 20), at(change))).toBeUndefined()
      expect(stripBetween(at(change), at(change + 0.5))).toBeUndefined()
    }
  })

  it.each<[string, Partial<Scene>]>([
    ['was scrolled', { scrollTop: 10 }],
    ['was zoomed', { scale: plotScale({ fromMs: 0, toMs: 80_000 }, 730, 'beside') }],
    ['has other colours', { tones: {} as Scene['tones'] }],
    ['has other words', { words: { ...TIMELINE_EN } }],
    ['grew', { trace: graceKillTrace() }],
    ['hides the future', { veiled: true }],
    ['begins to play', { faint: true }],
    ['has a place for the keyboard', { cursor: { lane: 'x', from: 0, to: 1 } }],
  ])('is all of it when the picture %s', (_, change) => {
    expect(stripBetween(at(65_000), at(65_200, change))).toBeUndefined()
  })
})
