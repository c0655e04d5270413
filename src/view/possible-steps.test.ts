import { expect, test } from 'vitest'
import { LIVENESS_KILL, runText } from './explain/testing/run-text.ts'
import { possibleSteps } from './possible-steps.ts'

const trace = runText(LIVENESS_KILL)
const uid = trace.objects.get('Pod/default/web')?.[0]?.object.metadata.uid
const kinds = (at: number, of = uid) => possibleSteps(trace, of, at).map(({ kind }) => kind)

test.each([
  ['before it has a node', 0, ['delete', 'evict']],
  ['while it runs', 5000, ['delete', 'evict', 'kill', 'stopKubelet']],
  ['while it waits to be started again', 65_000, ['delete', 'evict', 'stopKubelet']],
])('what can be done to a Pod %s', (_, at, expected) => {
  expect(kinds(at)).toEqual(expected)
})

test('nothing can be done to a Pod that is not there', () => {
  expect(kinds(5000, 'nobody')).toEqual([])
})
