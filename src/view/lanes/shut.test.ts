import { expect, test } from 'vitest'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { lanesOf } from './lanes.ts'
import { CROWD, containerKey, NOTHING_SHUT, podKey } from './shut.ts'
import { LANES_EN } from './words-en.ts'

const pods = (count: number) =>
  Array.from(
    { length: count },
    (_, i) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p${i}}\nspec: {containers: [{name: app, image: podlapse/app:1, args: [run]}]}\n`,
  ).join('---\n')

const kinds = (text: string, shut = NOTHING_SHUT) =>
  lanesOf(runText(text), { words: LANES_EN, shut, lean: true }).map(({ kind }) => kind)

test('of a container that is put away, what is measured of it goes', () => {
  expect(kinds(LIVENESS_KILL)).toEqual(['steps', 'pod', 'conditions', 'container', 'probe', 'memory'])
  const shut = { all: undefined, keys: { [containerKey('app')]: true } }
  expect(kinds(LIVENESS_KILL, shut)).toEqual(['steps', 'pod', 'conditions', 'container'])
})

test('a few Pods stand open, a crowd has one lane each', () => {
  expect(kinds(pods(2))).toHaveLength(1 + 2 * 3)
  expect(kinds(pods(CROWD))).toEqual(['steps', ...Array(CROWD).fill('pod')])
})

test('one of a crowd can be opened, and all can', () => {
  const one = { all: undefined, keys: { [podKey({ namespace: 'default', name: 'p1', uid: '' })]: false } }
  expect(kinds(pods(CROWD), one)).toHaveLength(1 + CROWD + 2)
  expect(kinds(pods(CROWD), { all: false, keys: {} })).toHaveLength(1 + 3 * CROWD)
  expect(kinds(pods(2), { all: true, keys: {} })).toHaveLength(3)
})
