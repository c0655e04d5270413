import { describe, expect, test } from 'vitest'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { objectKeysAt, objectVersionAt } from './object-version.ts'

const trace = runText(LIVENESS_KILL)
const POD = 'Pod/default/web'

describe('the versions of an object', () => {
  test('can be walked through from the first to the last and back', () => {
    let version = objectVersionAt(trace, POD, 0)!
    expect(version).toMatchObject({ index: 1, before: undefined })
    let steps = 1
    while (version.nextAt !== undefined) {
      const next = objectVersionAt(trace, POD, version.nextAt)!
      expect(next.index).toBe(version.index + 1)
      expect(next.before).toBe(version.written)
      version = next
      steps += 1
    }
    expect(steps).toBe(version.count)
  })

  test('before it was made there is none', () => {
    expect(objectVersionAt(trace, POD, -1)).toBeUndefined()
    expect(objectVersionAt(trace, 'Pod/default/other', 10)).toBeUndefined()
  })

  test('Pods stand first in the list of what exists', () => {
    expect(objectKeysAt(trace, 1_000)[0]).toBe(POD)
    expect(objectKeysAt(trace, -1)).toEqual([])
  })
})
