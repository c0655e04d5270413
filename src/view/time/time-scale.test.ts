import { describe, expect, it } from 'vitest'
import {
  clampStretch,
  clockText,
  durationText,
  panBy,
  SHORTEST_STRETCH,
  timeAt,
  timeScale,
  xOf,
  zoomAround,
} from './time-scale.ts'
import { ticksOf } from './time-ticks.ts'

describe('a time scale', () => {
  const scale = timeScale({ fromMs: 10_000, toMs: 70_000 }, 120, 720)

  it('gives one duration one width', () => {
    expect(xOf(scale, 20_000) - xOf(scale, 10_000)).toBe(100)
    expect(xOf(scale, 60_000) - xOf(scale, 50_000)).toBe(100)
  })

  it('finds the instant under a pixel', () => {
    for (const at of [10_000, 12_345, 69_999]) expect(timeAt(scale, xOf(scale, at))).toBe(at)
  })
})

describe('zooming', () => {
  it('keeps the instant under the pointer where it is', () => {
    const before = timeScale({ fromMs: 0, toMs: 90_000 }, 120, 720)
    const at = 30_000
    const after = timeScale(zoomAround(before, 2, at, 90_000), 120, 720)
    expect(after.toMs - after.fromMs).toBe(45_000)
    expect(xOf(after, at)).toBeCloseTo(xOf(before, at), 1)
  })

  it('stops at the whole and at the shortest stretch', () => {
    expect(zoomAround({ fromMs: 10, toMs: 90 }, 0.001, 50, 5000)).toEqual({ fromMs: 0, toMs: 5000 })
    const closest = zoomAround({ fromMs: 0, toMs: 5000 }, 1e9, 2500, 5000)
    expect(closest.toMs - closest.fromMs).toBe(SHORTEST_STRETCH)
  })
})

it('pans up to the ends and no further', () => {
  expect(panBy({ fromMs: 100, toMs: 600 }, -500, 1000)).toEqual({ fromMs: 0, toMs: 500 })
  expect(panBy({ fromMs: 100, toMs: 600 }, 5000, 1000)).toEqual({ fromMs: 500, toMs: 1000 })
  expect(clampStretch({ fromMs: -5, toMs: 99_999 }, 1000)).toEqual({ fromMs: 0, toMs: 1000 })
})

describe('ticks', () => {
  it('are round, and their labels have room', () => {
    const scale = timeScale({ fromMs: 0, toMs: 90_000 }, 120, 732)
    const { step, labelled, small } = ticksOf(scale, 60)
    expect(step).toBe(10_000)
    expect(labelled).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000])
    expect(small[0]).toBe(5000)
  })

  it('go down to the millisecond', () => {
    const { step, labelled } = ticksOf(timeScale({ fromMs: 34_800, toMs: 35_000 }, 0, 1000), 60)
    expect(step).toBe(20)
    expect(labelled[0]).toBe(34_800)
  })

  it('are few for a day', () => {
    const { labelled, small } = ticksOf(timeScale({ fromMs: 0, toMs: 86_400_000 }, 0, 600), 60)
    expect(labelled.length + small.length).toBeLessThan(60)
  })
})

it.each([
  [65_000, 1000, '1:05'],
  [65_000, 100, '1:05.0'],
  [450, 10, '0:00.45'],
  [35_125, 1, '0:35.125'],
  [59_960, 100, '0:59.9'],
  [82_995, 1, '1:22.995'],
  [82_995, 100, '1:22.9'],
  [82_995, 1000, '1:22'],
  [3_720_000, 1000, '1:02:00'],
])('writes %i to a step of %i as %s', (at, step, text) => {
  expect(clockText(at, step)).toBe(text)
})

it.each([
  [0, '0 s'],
  [450, '0.450 s'],
  [20_000, '20 s'],
  [15_400, '15.4 s'],
  [80_000, '1m20s'],
  [300_000, '5m'],
  [3_600_000, '1h'],
])('says %i as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
