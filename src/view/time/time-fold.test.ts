import { describe, expect, it } from 'vitest'
import { changesOf } from '../../trace/changes.ts'
import { flapTrace, graceKillTrace, oomTrace } from '../testing/fixture-trace.ts'
import { foldAt, foldsOf, lengthOf } from './time-fold.ts'
import {
  panScale,
  SHORTEST_STRETCH,
  straightPieces,
  timeAt,
  timeScale,
  travelOf,
  xOf,
  zoomScale,
} from './time-scale.ts'
import { ticksOf } from './time-ticks.ts'

const traces = { 'four kills': graceKillTrace(), 'an hour of OOM kills': oomTrace(3_600_000), flapping: flapTrace() }

describe.each(Object.entries(traces))('the quiet stretches of %s', (_, trace) => {
  const folds = foldsOf(trace)

  it('have nothing in them that changes', () => {
    for (const at of changesOf(trace)) expect(foldAt(folds, at)).toBeUndefined()
  })

  it('follow one another without touching', () => {
    for (const [i, fold] of folds.entries()) {
      expect(lengthOf(fold)).toBeGreaterThan(0)
      if (i > 0) expect(fold.fromMs).toBeGreaterThan(folds[i - 1]!.toMs)
    }
  })

  it.each([354, 720, 1500])('rise in time over %i px, and are found again under their pixel', (width) => {
    const scale = timeScale({ fromMs: 0, toMs: trace.endMs }, 120, 120 + width, folds)
    expect(xOf(scale, 0)).toBe(120)
    expect(xOf(scale, trace.endMs)).toBeCloseTo(120 + width, 6)
    let before = Number.NEGATIVE_INFINITY
    for (let i = 0; i <= 500; i += 1) {
      const at = Math.round((trace.endMs * i) / 500)
      const x = xOf(scale, at)
      expect(x).toBeGreaterThan(before)
      before = x
      // Within a fold many milliseconds share a pixel, but none is lost.
      expect(timeAt(scale, x)).toBe(at)
    }
  })

  it('give one duration one width outside of them, and each of them the same', () => {
    const scale = timeScale({ fromMs: 0, toMs: trace.endMs }, 0, 900, folds)
    for (const { fromMs, toMs } of straightPieces(scale))
      expect(xOf(scale, toMs) - xOf(scale, fromMs)).toBeCloseTo((toMs - fromMs) * scale.pxPerMs, 6)
    for (const fold of folds) expect(xOf(scale, fold.toMs) - xOf(scale, fold.fromMs)).toBeCloseTo(scale.foldPx, 6)
  })

  it('have no ticks', () => {
    const { labelled, small } = ticksOf(timeScale({ fromMs: 0, toMs: trace.endMs }, 0, 900, folds), 60)
    for (const at of [...labelled, ...small])
      expect(folds.some(({ fromMs, toMs }) => at > fromMs && at < toMs)).toBe(false)
  })

  it('keep what is under the pointer where it is while somebody zooms', () => {
    const scale = timeScale({ fromMs: 0, toMs: trace.endMs }, 0, 900, folds)
    for (const at of changesOf(trace)) {
      const zoomed = timeScale(zoomScale(scale, 3, at, trace.endMs), 0, 900, folds)
      expect(zoomed.pxPerMs).toBeCloseTo(scale.pxPerMs * 3, 6)
      const atTheEdge = zoomed.fromMs <= 0 || zoomed.toMs >= trace.endMs - 1
      if (!atTheEdge) expect(xOf(zoomed, at)).toBeCloseTo(xOf(scale, at), 3)
    }
  })

  it('do not change the scale while somebody pans', () => {
    const whole = timeScale({ fromMs: 0, toMs: trace.endMs }, 0, 900, folds)
    let scale = timeScale(zoomScale(whole, 4, trace.endMs / 3, trace.endMs), 0, 900, folds)
    const { pxPerMs } = scale
    for (const by of [50, 333, 1, -700, 2000]) {
      const before = travelOf(scale, scale.fromMs)
      scale = timeScale(panScale(scale, by, trace.endMs), 0, 900, folds)
      expect(scale.pxPerMs).toBeCloseTo(pxPerMs, 6)
      expect(Math.abs(travelOf(scale, scale.fromMs) - before)).toBeLessThanOrEqual(Math.abs(by) + 0.01)
    }
  })
})

it('takes an hour that is mostly back-off down to what happens', () => {
  const trace = traces['an hour of OOM kills']
  const kept = trace.endMs - foldsOf(trace).reduce((sum, fold) => sum + lengthOf(fold), 0)
  expect(kept).toBeLessThan(120_000)
})

it('leaves alone what is quiet for a short while only', () => {
  expect(foldsOf(traces.flapping).every((fold) => lengthOf(fold) >= 8000)).toBe(true)
})

it('shows what stands beside a fold to somebody who looks into it', () => {
  const folds = [{ fromMs: 10_000, toMs: 90_000 }]
  const scale = timeScale({ fromMs: 20_000, toMs: 30_000 }, 0, 900, folds)
  expect(scale).toMatchObject({ fromMs: 10_000 - SHORTEST_STRETCH, toMs: 90_000 + SHORTEST_STRETCH })
})
