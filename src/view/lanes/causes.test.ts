import { describe, expect, it } from 'vitest'
import { graceKillTrace } from '../testing/fixture-trace.ts'
import { causeChain, findSeq, killArrows } from './causes.ts'
import { lanesOf } from './lanes.ts'
import { LANES_EN } from './words-en.ts'

const ENGLISH = { words: LANES_EN }

const trace = graceKillTrace()
const lanes = lanesOf(trace, ENGLISH)

describe('the chain of causes', () => {
  it('leads from the failed probe over the signals and the exit to the restart', () => {
    const runs = trace.entries.filter((entry) => entry.kind === 'span' && entry.span.kind === 'run')
    const found = findSeq(trace, runs.at(-1)?.seq ?? 0)
    const chain = found ? causeChain(trace, lanes, found) : []
    expect(chain.slice(-6).map((anchor) => [anchor.lane.split('/')[0], anchor.part])).toEqual([
      ['probe', 'mark'],
      ['container', 'signal'],
      ['container', 'signal'],
      ['container', 'exit'],
      ['container', 'mark'],
      ['container', 'mark'],
    ])
    expect(chain.map((anchor) => anchor.at)).toEqual([...chain.map((anchor) => anchor.at)].sort((a, b) => a - b))
  })

  it('ends where nothing is known to have been before', () => {
    expect(causeChain(trace, lanes, { kind: 'attempt', track: 0, index: 0 })).toHaveLength(1)
  })
})

it('finds entries and attempts by their number', () => {
  for (const entry of trace.entries) expect(findSeq(trace, entry.seq)).toEqual({ kind: 'entry', entry })
  const seq = trace.probes[0]?.columns.seq[3] ?? 0
  expect(findSeq(trace, seq)).toEqual({ kind: 'attempt', track: 0, index: 3 })
  expect(findSeq(trace, 1e9)).toBeUndefined()
})

it('points an arrow from each deciding attempt to the signal that it brought about', () => {
  const arrows = killArrows(trace, lanes)
  expect(arrows).toHaveLength(4)
  for (const arrow of arrows) {
    expect(arrow.fromLane).toMatch(/^probe/)
    expect(arrow.toLane).toMatch(/^container/)
  }
})
