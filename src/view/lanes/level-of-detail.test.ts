import { describe, expect, it } from 'vitest'
import {
  densityColumns,
  densityIndex,
  graceIsTold,
  lowerBound,
  mergeBadges,
  pennantsFit,
  probeDetail,
  rampIsLine,
  statusDetail,
} from './level-of-detail.ts'

it.each([
  [120, 'wordAndReady'],
  [70, 'word'],
  [30, 'block'],
  [5, 'sliver'],
  [0, 'sliver'],
] as const)('a STATUS block of %i px shows %s', (width, detail) => {
  expect(statusDetail(width, 50, 20)).toBe(detail)
})

describe('a grace period', () => {
  it('is not told when the process ended at once', () => {
    expect(graceIsTold(0, 30_000, true, 0)).toBe(false)
    expect(graceIsTold(250, 30_000, true, 40)).toBe(false)
    expect(graceIsTold(600, 30_000, true, 4)).toBe(false)
  })

  it('is told when it was needed, or is needed still', () => {
    expect(graceIsTold(5_000, 30_000, true, 35)).toBe(true)
    expect(graceIsTold(2_000, 2_000, false, 3)).toBe(true)
  })
})

describe('badges', () => {
  const widthOf = (text: string) => text.length * 6 + 12

  it('stand alone where there is room', () => {
    const badges = mergeBadges(
      [
        { x: 0, code: 137, tone: 'exitNonZero' },
        { x: 100, code: 137, tone: 'exitNonZero' },
      ],
      widthOf,
    )
    expect(badges.map((badge) => badge.text)).toEqual(['137', '137'])
  })

  it('that would touch become one, counted', () => {
    const [badge, ...more] = mergeBadges(
      [0, 10, 20].map((x) => ({ x, code: 137, tone: 'oom' as const })),
      widthOf,
    )
    expect(more).toEqual([])
    expect(badge).toMatchObject({ text: '137 ×3', tone: 'oom', x: 10, from: 0, to: 20, count: 3 })
  })

  it('of mixed codes name them, and wear the worst', () => {
    const [badge] = mergeBadges(
      [
        { x: 0, code: 0, tone: 'exitZero' },
        { x: 5, code: 1, tone: 'exitNonZero' },
        { x: 9, code: 137, tone: 'oom' },
      ],
      widthOf,
    )
    expect(badge).toMatchObject({ text: '0, 1, 137 ×3', tone: 'oom' })
  })

  it('never touch after they have been merged', () => {
    const exits = Array.from({ length: 60 }, (_, i) => ({ x: i * i * 0.7, code: i % 3, tone: 'exitNonZero' as const }))
    const badges = mergeBadges(exits, widthOf)
    for (const [i, badge] of badges.entries()) {
      const next = badges[i + 1]
      if (next) expect(badge.x + widthOf(badge.text) / 2).toBeLessThanOrEqual(next.x - widthOf(next.text) / 2)
    }
    expect(badges.reduce((sum, badge) => sum + badge.count, 0)).toBe(60)
  })
})

it('says less of a probe the closer its attempts are', () => {
  expect([30, 19, 3].map(probeDetail)).toEqual(['counts', 'threshold', 'density'])
  expect([24, 23].map(pennantsFit)).toEqual([true, false])
  expect([12, 11].map(rampIsLine)).toEqual([false, true])
})

describe('columns of density', () => {
  const length = 5000
  const at = Float64Array.from({ length }, (_, i) => i * 10 + (i % 7) + (i > 3000 ? 40_000 : 0))
  const outcome = Uint8Array.from({ length }, (_, i) => (i % 4 === 0 ? 1 : i % 9 === 0 ? 2 : 0))
  const decisive = Uint8Array.from({ length }, (_, i) => (i % 6 === 0 ? 1 : 0))
  const index = densityIndex(at, outcome, decisive, length)

  it.each([
    [1 / 20, 3, 0, length],
    [1 / 400, 4, 17, 4999],
    [1, 3, 100, 900],
    [1 / 90_000, 5, 0, length],
  ])('at %f px/ms, %i px wide, hold what falls upon them and lose nothing', (pxPerMs, px, first, end) => {
    const scale = { left: 12, fromMs: 300, pxPerMs }
    const counted = new Map<number, { total: number; failed: number; decisive: number }>()
    for (let i = first; i < end; i += 1) {
      const x = Math.floor(scale.left / px - (scale.fromMs * pxPerMs) / px + ((at[i] as number) * pxPerMs) / px) * px
      const column = counted.get(x) ?? { total: 0, failed: 0, decisive: 0 }
      const failed = outcome[i] !== 0
      column.total += 1
      if (failed) column.failed += 1
      if (failed && decisive[i] === 1) column.decisive += 1
      counted.set(x, column)
    }
    const columns = densityColumns(index, first, end, scale, px)
    expect(columns).toEqual([...counted].map(([x, column]) => ({ x, ...column })))
  })
})

it('finds by halving', () => {
  const column = [1, 3, 3, 7]
  expect([0, 1, 2, 3, 4, 7, 8].map((value) => lowerBound(column, 4, value))).toEqual([0, 0, 1, 1, 3, 3, 4])
})
