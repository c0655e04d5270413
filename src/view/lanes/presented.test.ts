import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { lanesOf } from './lanes.ts'
import { presentedLanes } from './presented.ts'
import { LANES_EN } from './words-en.ts'

const lanesFor = (text: string) => lanesOf(runText(text), { low: true, words: LANES_EN })
const ofGallery = (name: string) => lanesFor(GALLERY.find((item) => item.name === name)?.text ?? '')
const lanes = lanesFor(LIVENESS_KILL)
const named = (shown: ReturnType<typeof lanesOf>) => shown.map((lane) => `${lane.kind} ${lane.name}`)
const kinds = (room: number) => presentedLanes(lanes, room).map((lane) => lane.kind)

describe('the lanes that a room sees', () => {
  test.each([
    [0, ['container']],
    [160, ['pod', 'container']],
    [214, ['pod', 'container', 'probe']],
  ])('with room for %i', (room, expected) => {
    expect(kinds(room)).toEqual(expected)
  })

  test.each([
    ['liveness-kill', 'probe liveness'],
    ['readiness-flaps', 'probe readiness'],
    ['oom', 'memory memory'],
    ['rollout', 'object deploy'],
  ])('%s: what it is about is there', (name, expected) => {
    expect(named(presentedLanes(ofGallery(name), 330))).toContain(expected)
  })

  test('never more than there is room for, but for the first', () => {
    for (let room = 0; room < 800; room += 40) {
      const shown = presentedLanes(lanes, room)
      const height = shown.reduce((sum, lane) => sum + lane.height, 0)
      expect(height <= room || shown.length === 1).toBe(true)
    }
  })

  test('of several Pods the STATUS of each comes first', () => {
    const all = ofGallery('preemption')
    const pods = all.filter((lane) => lane.kind === 'pod')
    expect(pods.length).toBeGreaterThan(1)
    const height = pods.reduce((sum, lane) => sum + lane.height, 0)
    expect(presentedLanes(all, height)).toEqual(pods)
  })

  test('what was chosen is there whatever the room, what was taken away is not', () => {
    const memory = lanes.find((lane) => lane.kind === 'memory')!
    const pod = lanes.find((lane) => lane.kind === 'pod')!
    const shown = presentedLanes(lanes, 0, { [memory.id]: true, [pod.id]: false })
    expect(shown).toEqual([memory])
    expect(presentedLanes(lanes, 214, { [pod.id]: false })).not.toContain(pod)
  })
})
