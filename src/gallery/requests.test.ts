import { expect, test } from 'vitest'
import { simulate } from '../engine/simulate.ts'
import { ensure } from '../lib/assert.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import { assembleTrace } from '../trace/assemble.ts'
import { trafficVerdict } from '../view/diagnosis/failed-requests.ts'
import { GALLERY } from './gallery.ts'

function verdictOf(name: string, seed: number) {
  const { text } = ensure(
    GALLERY.find((item) => item.name === name),
    name,
  )
  const scenario = ensure(compile(text).scenario, name)
  const trace = assembleTrace(simulate({ ...scenario, seed }, PROGRAMS))
  const [track] = trace.traffic
  return trafficVerdict(trace, ensure(track, 'a track'))
}

test.each([1, 2, 3])('what is done for a rollout under load helps step by step, with seed %i', (seed) => {
  const [first, second, third, fourth] = ['no-readiness', 'no-prestop', 'prestop', 'drained'].map((name) =>
    verdictOf(`requests-${name}`, seed),
  )
  const missing = (verdict: typeof first) => [...new Set(verdict?.reasons.map((reason) => reason.missing))].sort()
  expect(missing(first)).toEqual(['draining', 'preStop', 'readiness'])
  expect(missing(second)).toEqual(['draining', 'preStop'])
  expect(missing(third)).toEqual(['draining'])
  expect(fourth).toMatchObject({ count: 900, failed: 0 })
  expect(first?.failed).toBeGreaterThan(second?.failed ?? 0)
  expect(second?.failed).toBeGreaterThan(third?.failed ?? 0)
})
