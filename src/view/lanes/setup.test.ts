import { describe, expect, test } from 'vitest'
import { runText } from '../explain/testing/run-text.ts'
import type { ContainerLane, MemoryLane, SetupLane } from './lane.ts'
import { lanesOf } from './lanes.ts'
import { pointedAt, sayPointed } from './pointed.ts'
import { sentenceOf } from './sentence.ts'
import { LANES_EN } from './words-en.ts'

const ENGLISH = { words: LANES_EN }

const text = (pod: string, scenario: string) => `apiVersion: v1
kind: Pod
metadata: {name: p}
spec: ${pod}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: ${scenario}
`
const CONTAINER = '{name: app, image: podlapse/app:1, args: [run]}'

function setup(pod: string, scenario: string): SetupLane {
  const lanes = lanesOf(runText(text(pod, scenario)), ENGLISH)
  return lanes.find((lane): lane is SetupLane => lane.kind === 'setup') as SetupLane
}

describe('what comes before containers', () => {
  const smooth = setup(`{containers: [${CONTAINER}]}`, '{until: 10s}')
  const waits = setup(
    `{nodeSelector: {disk: ssd}, containers: [${CONTAINER}]}`,
    '{until: 60s, nodes: [{name: attic}], steps: [{at: 30s, run: kubectl label node attic disk=ssd}]}',
  )

  test('is a minor lane where the first node that was tried would do', () => {
    expect(smooth.minor).toBe(true)
    expect(smooth.marks.map((mark) => (mark.kind === 'bar' ? mark.label : mark.kind))).toEqual([
      'try',
      'volumes',
      'sandbox',
    ])
    expect(lanesOf(runText(text(`{containers: [${CONTAINER}]}`, '{until: 10s}')), { ...ENGLISH, lean: true })).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ kind: 'setup' })]),
    )
  })

  test('has each attempt of the scheduler, and why it failed', () => {
    expect(waits.minor).toBe(false)
    const tries = waits.marks.flatMap((mark) => (mark.kind === 'try' ? [mark] : []))
    expect(tries.map(({ ok }) => ok)).toEqual([false, true])
    expect(sentenceOf(waits, tries[0]!, LANES_EN)).toMatch(/^The scheduler finds no node at 0:00\.0: 0\/1 nodes are/)
    expect(sentenceOf(waits, tries[1]!, LANES_EN)).toMatch(/^The scheduler finds attic at 0:30/)
  })
})

describe('what a container says and is given', () => {
  const lanes = lanesOf(
    runText(
      text(
        '{containers: [{name: app, image: podlapse/app:1, args: [run, --print, hello], resources: {requests: {memory: 64Mi}, limits: {memory: 128Mi}}}]}',
        '{until: 10s}',
      ),
    ),
    ENGLISH,
  )
  const container = lanes.find((lane): lane is ContainerLane => lane.kind === 'container') as ContainerLane

  test('a line of its log is found in the strip under its bar', () => {
    const { at, line } = container.logs.lines[0]!
    const pointed = pointedAt(container, at, container.logTop + 1, 50)
    expect(pointed?.kind).toBe('log')
    expect(pointed && sayPointed(pointed, LANES_EN)).toBe(`app, stdout at 0:00.6: ${line}`)
  })

  test('its memory is measured against the request as well', () => {
    const memory = lanes.find((lane): lane is MemoryLane => lane.kind === 'memory')
    expect(memory).toMatchObject({ requestBytes: 64 * 2 ** 20, topBytes: 128 * 2 ** 20 })
  })
})

test('a container that wants more CPU than it may have is seen to be throttled', () => {
  const trace = runText(
    text(
      '{containers: [{name: app, image: busybox, command: [sh, -c, "while true; do :; done"], resources: {limits: {cpu: 200m}}}]}',
      '{until: 20s}',
    ),
  )
  const container = lanesOf(trace, ENGLISH).find((lane) => lane.kind === 'container') as ContainerLane
  const throttles = container.marks.filter((mark) => mark.kind === 'throttle')
  expect(throttles).toHaveLength(1)
  expect(sentenceOf(container, throttles[0]!, LANES_EN)).toMatch(/^app wants \d+m of CPU and may have 200m, from 0:0/)
})
