import { expect, test } from 'vitest'
import { TrafficAssembly } from './traffic-assembly.ts'
import { TrafficBuffer } from './traffic-buffer.ts'

const DESCRIPTION = {
  ...{ namespace: 'default', service: 'web', port: 80, path: '/', rate: 10, timeoutMs: 2000 },
  ...{ keepAlive: false, from: 0 },
}

/** Rows of the track: when the second began, how many went well and how many were refused, and how long they took. */
function rowsOf(assembly: TrafficAssembly) {
  const { columns } = assembly.snapshot()
  return [...columns.at].map((at, i) => [
    ...[at, columns.counts.ok[i], columns.counts.refused[i]],
    ...[columns.fastest[i], columns.middle[i], columns.slowest[i]],
  ])
}

test('a second is handed on when it is over, the last one at the end', () => {
  const buffer = new TrafficBuffer(0, DESCRIPTION)
  buffer.ended(1000, 'ok', 5)
  buffer.ended(1900, 'ok', 3)
  buffer.ended(1950, 'refused', 1)
  buffer.ended(1999, 'ok', 9)
  buffer.ended(4200, 'refused', 2)
  const first = buffer.take(false)
  if (!first) throw new Error('nothing came')
  const assembly = new TrafficAssembly(first)
  assembly.add(first)
  expect(rowsOf(assembly)).toEqual([[1000, 3, 1, 3, 5, 9]])
  const earlier = assembly.snapshot()
  expect(buffer.take(false)).toBeUndefined()
  const last = buffer.take(true)
  if (last) assembly.add(last)
  expect(rowsOf(assembly)).toEqual([
    [1000, 3, 1, 3, 5, 9],
    [4000, 0, 1, 0, 0, 0],
  ])
  // Who holds an older one holds a true, shorter one.
  expect(earlier.columns.at).toHaveLength(1)
})

test('what failed keeps its order, and its group', () => {
  const buffer = new TrafficBuffer(0, DESCRIPTION)
  buffer.group(17)
  buffer.failed(900, 1000, 0)
  buffer.group(20)
  buffer.failed(950, 2950, 1)
  buffer.failed(1000, 1001, 0)
  const chunk = buffer.take(true)
  if (!chunk) throw new Error('nothing came')
  const assembly = new TrafficAssembly(chunk)
  assembly.add(chunk)
  const { failures, groups } = assembly.snapshot()
  expect([[...failures.at], [...failures.endAt], [...failures.group], groups]).toEqual([
    [900, 950, 1000],
    [1000, 2950, 1001],
    [0, 1, 0],
    [17, 20],
  ])
})
