import { expect, it } from 'vitest'
import { causeChain, findSeq } from '../../view/lanes/causes.ts'
import { lanesOf } from '../../view/lanes/lanes.ts'
import { LANES_EN } from '../../view/lanes/words-en.ts'
import { graceKillTrace } from '../../view/testing/fixture-trace.ts'
import { builtLanes, causeFlow, laneNodes, originOf } from './flow.ts'
import { layOut, plotScale } from './layout.ts'

const ENGLISH = { words: LANES_EN }

const trace = graceKillTrace()
const lanes = lanesOf(trace, ENGLISH)

it('a lane is one node, and no mark is', () => {
  const layout = layOut(lanes, 730)
  expect(laneNodes(layout, 120)).toHaveLength(lanes.length)
})

it('of very many lanes only those near the screen are built', () => {
  const many = Array.from({ length: 400 }, (_, i) => ({ ...lanes[1]!, id: `lane${i}` }))
  const layout = layOut(many, 730)
  const near = builtLanes(layout, 10, 500)
  expect(near.length).toBeLessThan(40)
  for (const placed of layout.lanes) if (placed.bottom > 5000 && placed.top < 5500) expect(near).toContain(placed)
  expect(builtLanes(layOut(lanes, 730), 10, 500)).toHaveLength(lanes.length)
})

it('a phone leaves the conditions to the inspector, and puts names above', () => {
  const layout = layOut(lanes, 390)
  expect(layout.names).toBe('above')
  expect(layout.lanes.some(({ lane }) => lane.kind === 'conditions')).toBe(false)
  for (const { lane, top, plotTop } of layout.lanes) expect(plotTop - top).toBe(lane.kind === 'steps' ? 0 : 20)
})

it('panning moves no node, and a far look sets the origin anew', () => {
  const near = plotScale({ fromMs: 0, toMs: 90_000 }, 730, 'beside')
  const panned = plotScale({ fromMs: 5000, toMs: 95_000 }, 730, 'beside')
  expect(originOf(near)).toBe(0)
  expect(originOf(panned)).toBe(0)
  const day = 86_400_000
  const far = plotScale({ fromMs: day, toMs: day + 1000 }, 730, 'beside')
  expect(Math.abs(far.left - far.zeroX - originOf(far))).toBeLessThanOrEqual(500_001)
})

it('the chosen chain is a few nodes and arrows with at most one bend', () => {
  const runs = trace.entries.filter((entry) => entry.kind === 'span' && entry.span.kind === 'run')
  const found = findSeq(trace, runs.at(-1)?.seq ?? 0)
  const chain = found ? causeChain(trace, lanes, found) : []
  const { nodes, edges } = causeFlow(chain, layOut(lanes, 730), (at) => at * 0.0068)
  expect(nodes.length).toBeLessThanOrEqual(12)
  expect(nodes.filter((node) => node.data.chosen)).toHaveLength(1)
  expect(edges.length).toBeGreaterThanOrEqual(2)
  for (const edge of edges) expect(edge.data?.path.length).toBeLessThanOrEqual(3)
})
