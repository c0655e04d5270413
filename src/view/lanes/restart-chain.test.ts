import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { findSeq } from './causes.ts'
import { lanesOf } from './lanes.ts'
import { restartChain } from './restart-chain.ts'
import { LANES_EN } from './words-en.ts'

const trace = runText(LIVENESS_KILL)
const lanes = lanesOf(trace, { words: LANES_EN })
const runs = trace.spans.filter(({ detail }) => detail.kind === 'run')
const told = (seq: number) =>
  restartChain(trace, lanes, findSeq(trace, seq)!).map(({ lane, part }) => `${lane.split('/')[0]} ${part}`)

const WITHOUT_WAIT = ['probe mark', 'probe mark', 'container signal', 'container signal', 'container exit']

describe('all of a restart', () => {
  const third = runs[3]!

  test('leads from the first failure of the probe over the back-off to the next run', () => {
    const chain = told(third.id)
    expect(chain.slice(0, 5)).toEqual(WITHOUT_WAIT)
    expect(chain).toContain('container ramp')
    expect(chain.at(-1)).toBe('container mark')
  })

  test('is the same from wherever in it one looks', () => {
    const signal = trace.entries.find((entry) => entry.kind === 'signal' && entry.restart === 3)!
    const attempt = restartChain(trace, lanes, findSeq(trace, third.id)!)[0]!
    for (const seq of [third.endSeq!, signal.seq, attempt.seq]) expect(told(seq)).toEqual(told(third.id))
  })

  test('goes on in time, and names rules', () => {
    const chain = restartChain(trace, lanes, findSeq(trace, third.id)!)
    expect(chain.map(({ at }) => at)).toEqual(chain.map(({ at }) => at).sort((a, b) => a - b))
    expect(chain.flatMap(({ rules = [] }) => rules)).toEqual(
      expect.arrayContaining(['KILL-1', 'KILL-6', 'BACKOFF-2', 'RESTART-1']),
    )
  })

  test('is, of a run that lasts, how it came about', () => {
    const cut = runText(LIVENESS_KILL.replace('150s', '90s'))
    const inCut = (seq: number) => restartChain(cut, lanesOf(cut, { words: LANES_EN }), findSeq(cut, seq)!)
    const [before, last] = cut.spans.filter(({ detail }) => detail.kind === 'run').slice(-2)
    expect(last!.end).toBeUndefined()
    expect(inCut(last!.id)).toEqual(inCut(before!.id))
    expect(inCut(last!.id).at(-1)).toMatchObject({ seq: last!.id })
  })
})

test('what never ran again has no restart', () => {
  const well = runText(readFileSync('src/gallery/healthy.yaml', 'utf8'))
  const run = well.spans.find(({ detail }) => detail.kind === 'run')!
  const chain = restartChain(well, lanesOf(well, { words: LANES_EN }), findSeq(well, run.id)!)
  expect(chain).toEqual([])
})
