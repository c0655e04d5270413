import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { runText } from '../explain/testing/run-text.ts'
import { historiesOf } from '../history/histories.ts'
import { clusterScene, controllersIn } from './cluster-scene.ts'
import { drawnAt, passedAt, talkOf } from './conversation-at.ts'
import { drawMessages, textWidth } from './draw-messages.ts'
import { NODE, SANDBOX } from './message.ts'
import { placeCluster } from './place-cluster.ts'
import { CONTROL_PLANE_EN } from './words-en.ts'

const SIZES = [
  ['a laptop', 752, 500],
  ['a large screen', 1300, 800],
  ['a phone', 390, 520],
] as const
const NAMES = ['healthy', 'sidecar-order', 'node-lost', 'job-retries', 'liveness-file']

interface Rect {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

describe.each(SIZES)('on %s', (_, width, height) => {
  test.each(NAMES)('no word of %s lies over another or over a box', (name) => {
    const trace = runText(GALLERY.find((item) => item.name === name)!.text)
    const { uid } = historiesOf(trace)[0]!.ref
    const talk = talkOf(trace, uid, { minor: false })
    const scene = clusterScene(trace, uid, 0)!
    const containers = scene.containers.map((each) => each.name)
    const placement = placeCluster({ width, height, controllers: controllersIn(talk.messages), containers })
    const boxes: Rect[] = [...placement.boxes]
      .filter(([party]) => party !== NODE && party !== SANDBOX)
      .map(([party, box]) => ({ name: party, ...box }))
    for (const [i, a] of boxes.entries()) {
      expect(a.x >= 0 && a.x + a.width <= placement.width, a.name).toBe(true)
      for (const b of boxes.slice(i + 1)) expect(overlap(a, b), `${a.name} ${b.name}`).toBe(false)
    }
    for (const [index, { at }] of talk.messages.entries()) {
      const drawn = drawnAt(talk, index, at, 0, true)
      const { labels } = drawMessages(placement, drawn, CONTROL_PLANE_EN)
      const words = labels.map(({ text, x, y }) => ({
        ...{ name: text, x, y: y - 7, width: textWidth(text, 11), height: 14 },
      }))
      for (const [i, a] of words.entries()) {
        for (const b of [...boxes, ...words.slice(i + 1)]) expect(overlap(a, b), `${a.name} ${b.name}`).toBe(false)
      }
    }
  })
})

test('of one instant, messages can be stepped through one by one', () => {
  const trace = runText(GALLERY.find((item) => item.name === 'healthy')!.text)
  const talk = talkOf(trace, historiesOf(trace)[0]!.ref.uid, { minor: false })
  const first = talk.messages[0]!
  expect(passedAt(talk, 0, first.id)).toBe(0)
  expect(passedAt(talk, 0, undefined)).toBe(2)
  expect(passedAt(talk, 5, first.id)).toBe(2)
  expect(passedAt(talk, 0, 'start')).toBe(-1)
})

test('lit is what is being said; later it is only told', () => {
  const trace = runText(GALLERY.find((item) => item.name === 'healthy')!.text)
  const talk = talkOf(trace, historiesOf(trace)[0]!.ref.uid, { minor: false })
  const lit = (at: number) => drawnAt(talk, passedAt(talk, at, undefined), at, 0, false).filter((each) => each.lit)
  expect(lit(10).map(({ number }) => number)).toEqual([4, 5])
  expect(lit(60_000)).toEqual([])
})
