import { describe, expect, test } from 'vitest'
import { GALLERY } from '../gallery/gallery.ts'
import { beatsOf, beatsUpTo, neighbourBeat } from './beats.ts'
import { changeLabel } from './explain/change-label.ts'
import { runText } from './explain/testing/run-text.ts'
import { lanesOf } from './lanes/lanes.ts'
import { LANES_EN } from './lanes/words-en.ts'

const beatsFor = (text: string) => {
  const trace = runText(text)
  const beats = beatsOf(trace, lanesOf(trace, { words: LANES_EN }))
  return { trace, beats, said: beats.map(({ instants }) => instants.map((at) => changeLabel(trace, at)).join(', ')) }
}

const pod = (containers: string, scenario: string) =>
  `apiVersion: v1
kind: Pod
metadata: {name: story}
spec: {containers: [${containers}]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {${scenario}}
`
const RUNS = '{name: app, image: podlapse/app:1, args: [run]}'

describe('the beats of a story', () => {
  test.each([
    [
      'an exit and the waits after it',
      pod('{name: app, image: "busybox:1.36", command: [sh, -c, "sleep 4; exit 3"]}', 'until: 2m'),
      [/exit 3/, /CrashLoopBackOff/],
    ],
    [
      'a deletion',
      pod(RUNS, 'until: 60s, steps: [{at: 20s, run: "kubectl delete pod story"}]'),
      [/kubectl delete pod story.*exit 0.*Pod gone/],
    ],
    [
      'a readiness probe that crosses its threshold',
      pod(
        '{name: app, image: podlapse/app:1, args: [http, --port, "80", --fail-after, "20"], readinessProbe: {httpGet: {port: 80}, periodSeconds: 4}}',
        'until: 90s',
      ),
      [/readiness success.*Running/, /readiness failure 3\/3.*READY 0\/1/],
    ],
    [
      'an image that is not there',
      pod(
        '{name: app, image: "nowhere.example/x:1"}',
        'until: 60s, images: [{name: "nowhere.example/x:1", pull: notFound}]',
      ),
      [/ErrImagePull/, /ImagePullBackOff/],
    ],
  ])('%s', (_, text, expected) => {
    const { said } = beatsFor(text)
    let from = 0
    for (const what of expected) {
      const found = said.findIndex((each, index) => index >= from && what.test(each))
      expect(found, `${what} in ${said.join(' | ')}`).toBeGreaterThanOrEqual(from)
      from = found
    }
  })

  test('a Pod that only runs is told in few: its beginning, that it runs, its end', () => {
    const { beats, said, trace } = beatsFor(pod(RUNS, 'until: 60s'))
    expect(beats.length).toBeLessThan(7)
    expect(beats[0]?.at).toBe(0)
    expect(said).toContainEqual(expect.stringMatching(/Running/))
    expect(beats.at(-1)?.at).toBe(trace.endMs)
  })

  test('hours of the same are told at its first times', () => {
    const { beats } = beatsFor(
      pod('{name: app, image: "busybox:1.36", command: [sh, -c, "sleep 4; exit 3"]}', 'until: 6h'),
    )
    expect(beats.length).toBeLessThanOrEqual(12)
    expect(beats[4]?.at).toBeLessThan(10 * 60_000)
  })

  test.each(GALLERY.filter((_, index) => index % 4 === 0).map(({ name, text }) => [name, text] as const))(
    '%s: from its beginning, in the order of time, twelve at most, a second apart where much happens',
    (_, text) => {
      const { beats, trace } = beatsFor(text)
      expect(beats[0]?.at).toBe(0)
      expect(beats.length).toBeLessThanOrEqual(12)
      expect(beats.length).toBeGreaterThanOrEqual(4)
      for (const [index, { at, instants }] of beats.entries()) {
        if (index > 0) expect(at).toBeGreaterThan(beats[index - 1]?.at ?? 0)
        expect(at).toBeLessThanOrEqual(trace.endMs)
        for (const instant of instants) expect(instant).toBeLessThanOrEqual(at)
      }
    },
  )
})

describe('going by beats', () => {
  const beats = [0, 700, 5_000, 9_000].map((at) => ({ at, instants: [at] }))

  test.each([
    [0, 1, 700],
    [0, -1, undefined],
    [699, 1, 700],
    [700, 1, 5_000],
    [700, -1, 0],
    [6_000, -1, 5_000],
    [9_000, 1, undefined],
  ] as const)('from %i by %i', (at, direction, expected) => {
    expect(neighbourBeat(beats, at, direction)).toBe(expected)
  })

  test.each([
    [0, 1],
    [699, 1],
    [700, 2],
    [20_000, 4],
  ])('at %i there have been %i', (at, expected) => {
    expect(beatsUpTo(beats, at)).toBe(expected)
  })
})
