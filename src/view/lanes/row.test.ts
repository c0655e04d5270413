import { describe, expect, test } from 'vitest'
import fc from '../../lib/testing/property.ts'
import { SLIVER } from './level-of-detail.ts'
import { type Drawn, layersOf, placeRow, type Stretched } from './row.ts'

const VIEW = { left: 0, right: 600, column: 1 }

/** Stretches one after the other, with gaps between some, as wide as anything from nothing to half the screen. */
const rows = fc
  .array(
    fc.record({
      gap: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.double({ min: 0, max: 30, noNaN: true })),
      width: fc.oneof(
        fc.constant(0),
        fc.double({ min: 0, max: 0.01, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 12, noNaN: true }),
        fc.double({ min: 0, max: 300, noNaN: true }),
      ),
    }),
    { minLength: 1, maxLength: 80 },
  )
  .map((parts) => {
    let at = -40
    return parts.map(({ gap, width }): Stretched => {
      const x0 = at + gap
      at = x0 + width
      return { x0, x1: at }
    })
  })

const inView = ({ x0, x1 }: Stretched) => x1 > VIEW.left && x0 < VIEW.right

/** What adding and taking away leaves of a pixel. */
const ROUNDING = 1e-6

describe('a row of stretches', () => {
  test('moves nothing by more than a pixel, and says of each column only what happened in it', () => {
    fc.assert(
      fc.property(rows, (row) => {
        for (const drawn of placeRow(row, VIEW)) {
          if (drawn.kind === 'bar') {
            const { x0, x1 } = row[drawn.index] as Stretched
            expect(Math.abs(drawn.left - x0)).toBeLessThanOrEqual(1 + ROUNDING)
            expect(Math.abs(drawn.right - x1)).toBeLessThanOrEqual(1 + ROUNDING)
            continue
          }
          for (const { left, right, shares, empty } of drawn.columns) {
            // One pixel beside, where a few slivers are widened to be seen at all.
            const beside = (drawn.crowd ? 0 : 1) + ROUNDING
            for (const { index } of shares) {
              const { x0, x1 } = row[index] as Stretched
              expect(x1).toBeGreaterThanOrEqual(left - beside)
              expect(x0).toBeLessThanOrEqual(right + beside)
            }
            expect(shares.reduce((sum, { share }) => sum + share, empty)).toBeCloseTo(1, 6)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('loses nothing: each stretch in sight is drawn, or has a share of a column', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const seen = new Set<number>()
        for (const drawn of placeRow(row, VIEW)) {
          if (drawn.kind === 'bar') seen.add(drawn.index)
          else for (const { shares } of drawn.columns) for (const { index } of shares) seen.add(index)
        }
        for (const [i, stretch] of row.entries()) if (inView(stretch)) expect(seen).toContain(i)
      }),
      { numRuns: 300 },
    )
  })

  test('tells in a crowd how long each was, to the pixel', () => {
    fc.assert(
      fc.property(rows, (row) => {
        for (const drawn of placeRow(row, { ...VIEW, left: -1000, right: 30_000 })) {
          if (drawn.kind === 'bar' || !drawn.crowd) continue
          const width = new Map<number, number>()
          for (const { shares } of drawn.columns)
            for (const { index, share } of shares) width.set(index, (width.get(index) ?? 0) + share)
          for (let i = drawn.first; i < drawn.end; i += 1) {
            const { x0, x1 } = row[i] as Stretched
            expect(width.get(i)).toBeCloseTo(x1 - x0, 4)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  const kinds = (row: readonly Stretched[]) =>
    placeRow(row, VIEW).map((drawn: Drawn) => (drawn.kind === 'bar' ? 'bar' : drawn.crowd ? 'crowd' : 'few'))

  test.each<[string, readonly (readonly [number, number])[], readonly string[]]>([
    [
      'wide ones are bars',
      [
        [0, 40],
        [40, 90],
      ],
      ['bar', 'bar'],
    ],
    [
      'a lone sliver is one, too',
      [
        [0, 40],
        [40, 40.1],
        [40.1, 90],
      ],
      ['bar', 'bar', 'bar'],
    ],
    [
      'slivers of one pixel share it',
      [
        [0, 40],
        [40, 40.1],
        [40.1, 40.3],
        [40.3, 90],
      ],
      ['bar', 'few', 'bar'],
    ],
    ['a crash loop of six hours is a crowd', loop(72, 8.2), ['crowd']],
    ['the same looked at from near is not', loop(6, 90), Array(6).fill(['few', 'bar']).flat()],
  ])('%s', (_, row, expected) => {
    expect(kinds(row.map(([x0, x1]) => ({ x0, x1 })))).toEqual(expected)
  })

  test('a lone sliver is two pixels wide, around its place', () => {
    const [, sliver] = placeRow(
      [
        { x0: 0, x1: 40 },
        { x0: 40, x1: 40.2 },
        { x0: 40.2, x1: 90 },
      ],
      VIEW,
    )
    expect(sliver).toMatchObject({ left: 40.1 - SLIVER / 2, right: 40.1 + SLIVER / 2 })
  })
})

/** Starts and runs for a moment, then waits: in pixels. */
function loop(times: number, every: number): readonly (readonly [number, number])[] {
  return Array.from({ length: times }, (_, i) => i * every).flatMap((at): (readonly [number, number])[] => [
    [at, at + 0.05],
    [at + 0.05, at + 0.3],
    [at + 0.3, at + every],
  ])
}

test('layers lie in their order from the foot up, those of one kind together', () => {
  const column = {
    left: 0,
    right: 1,
    shares: [
      { index: 0, share: 0.2 },
      { index: 1, share: 0.3 },
      { index: 2, share: 0.1 },
    ],
    empty: 0.4,
  }
  const layers = layersOf(column, (index) => (index === 1 ? 'waits' : 'runs'), ['runs', 'waits'])
  expect(layers.map(({ of, from, to }) => [of, from.toFixed(1), to.toFixed(1)])).toEqual([
    ['runs', '0.0', '0.3'],
    ['waits', '0.3', '0.6'],
  ])
})
