import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { lanesOf } from './lanes.ts'
import { presentedLanes } from './presented.ts'
import { LANES_EN } from './words-en.ts'

const lanes = lanesOf(runText(LIVENESS_KILL), { words: LANES_EN })
const kinds = (room: number) => presentedLanes(lanes, room).map((lane) => lane.kind)

describe('the lanes that a room sees', () => {
  test.each([
    [0, ['container']],
    [220, ['pod', 'container']],
    [290, ['pod', 'container', 'memory']],
  ])('with room for %i', (room, expected) => {
    expect(kinds(room)).toEqual(expected)
  })

  test('never more than there is room for, but for the first', () => {
    for (let room = 0; room < 800; room += 40) {
      const shown = presentedLanes(lanes, room)
      const height = shown.reduce((sum, lane) => sum + lane.height, 0)
      expect(height <= room || shown.length === 1).toBe(true)
    }
  })

  test('of several Pods the STATUS of each comes first', () => {
    const several = GALLERY.find((item) => item.name === 'preemption')!
    const all = lanesOf(runText(several.text), { words: LANES_EN })
    const pods = all.filter((lane) => lane.kind === 'pod')
    expect(pods.length).toBeGreaterThan(1)
    expect(
      presentedLanes(
        all,
        pods.reduce((sum, lane) => sum + lane.height, 0),
      ),
    ).toEqual(pods)
  })
})
