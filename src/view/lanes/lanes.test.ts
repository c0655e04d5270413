import { describe, expect, it } from 'vitest'
import { toneOfStatus } from '../history/tone.ts'
import { flapTrace, graceKillTrace, oomTrace } from '../testing/fixture-trace.ts'
import { PodStory } from '../testing/pod-story.ts'
import type { Bar, Lane, Mark } from './lane.ts'
import { emptyLanes, lanesOf } from './lanes.ts'
import { marksWithin } from './mark-index.ts'
import { indexAt, pointedAt, sayPointed } from './pointed.ts'
import { attemptSentence, sentenceOf } from './sentence.ts'
import { LANES_EN } from './words-en.ts'

const ENGLISH = { words: LANES_EN }

function lane<K extends Lane['kind']>(lanes: readonly Lane[], kind: K): Extract<Lane, { kind: K }> {
  const found = lanes.find((each) => each.kind === kind)
  if (!found) throw new Error(`no ${kind} lane`)
  return found as Extract<Lane, { kind: K }>
}

function marks<K extends Mark['kind']>(of: Lane, kind: K): readonly Extract<Mark, { kind: K }>[] {
  return of.marks.filter((mark) => mark.kind === kind) as Extract<Mark, { kind: K }>[]
}

const looks = (bars: readonly Bar[]) => bars.map((bar) => `${bar.pattern} ${bar.tone}`)

describe('four kills by a liveness probe', () => {
  const trace = graceKillTrace()
  const lanes = lanesOf(trace, ENGLISH)

  it('has its lanes in the order of the screen', () => {
    expect(lanes.map((each) => each.kind)).toEqual([
      'steps',
      'pod',
      'conditions',
      'container',
      'probe',
      'memory',
      'endpoints',
    ])
  })

  it('shows kubectl’s STATUS, RESTARTS and the phase as three things', () => {
    const pod = lane(lanes, 'pod')
    expect(marks(pod, 'status').map((block) => [block.word, block.ready])).toEqual([
      ['Pending', '0/1'],
      ['ContainerCreating', '0/1'],
      ['Running', '1/1'],
      ['CrashLoopBackOff', '0/1'],
      ['Running', '1/1'],
    ])
    expect(marks(pod, 'tick').map((tick) => tick.text)).toEqual(['1', '2', '3', '4'])
    expect(marks(pod, 'line').map((line) => line.label)).toEqual(['phase Pending', 'phase Running'])
  })

  it('draws a run as ready, then being stopped, then its end', () => {
    const container = lane(lanes, 'container')
    const second = marks(container, 'bar').filter((bar) => bar.from >= 15_417 && bar.to <= 30_400)
    expect(looks(second).slice(0, 2)).toEqual(['solid ready', 'stopping ready'])
    expect(second[0]?.label).toBe('run 2')
    expect(marks(container, 'exit').map((exit) => [exit.run, exit.code, exit.tone])).toEqual([
      [1, 137, 'exitNonZero'],
      [2, 137, 'exitNonZero'],
      [3, 137, 'exitNonZero'],
      [4, 137, 'exitNonZero'],
    ])
  })

  it('flags both signals and brackets the probe’s own grace period', () => {
    const container = lane(lanes, 'container')
    expect(marks(container, 'flag').map((flag) => flag.name)).toEqual(Array(4).fill(['TERM', 'KILL']).flat())
    expect(marks(container, 'grace').map((grace) => grace.label)).toEqual(Array(4).fill('5 s'))
  })

  it('waits low under the ramp of the back-off', () => {
    const container = lane(lanes, 'container')
    const [ramp] = marks(container, 'ramp')
    expect(ramp).toMatchObject({ lengthMs: 20_000, peak: 26 })
    const waiting = marks(container, 'bar').filter((bar) => bar.pattern === 'hatch' && bar.from > 60_000)
    expect(waiting.map((bar) => bar.height)).toEqual([8])
  })

  it('leaves no instant of the container without a bar, and none with two', () => {
    const bars = marks(lane(lanes, 'container'), 'bar')
    for (const [i, bar] of bars.entries()) {
      const next = bars[i + 1]
      if (next && bar.from > 40) expect(next.from).toBe(bar.to)
    }
  })

  it('folds the conditions that never fell', () => {
    expect(lane(lanes, 'conditions').rows.map((row) => row.text)).toEqual([
      'PodScheduled',
      'Initialized',
      'PodReadyToStartContainers',
      'ContainersReady',
      'Ready',
    ])
    const folded = lane(lanesOf(trace, { ...ENGLISH, folded: true }), 'conditions')
    expect(folded.rows.map((row) => row.text)).toEqual(['3 conditions', 'ContainersReady', 'Ready'])
  })

  it('takes the Pod in and out of the endpoints', () => {
    expect(marks(lane(lanes, 'endpoints'), 'gate').map((gate) => gate.text)).toEqual(['in', 'out', 'in'])
    expect(marks(lane(lanes, 'endpoints'), 'bar').map((bar) => bar.label)).toEqual(['10.88.0.65:80', '10.88.0.65:80'])
  })

  it('says its marks in sentences', () => {
    const container = lane(lanes, 'container')
    const exit = marks(container, 'exit')[3]
    expect(exit && sentenceOf(container, exit, LANES_EN)).toBe('app, run 4, killed at 1:00.3, exit 137 Error')
    expect(attemptSentence(lane(lanes, 'probe'), 1, LANES_EN)).toBe(
      'liveness of app, failure at 0:10.3, 2 of 2, which decided: Liveness probe failed:',
    )
  })

  it('gives the same lanes for the same trace', () => {
    expect(lanesOf(trace, ENGLISH)).toBe(lanes)
  })
})

describe('killed for memory', () => {
  const lanes = lanesOf(oomTrace(), ENGLISH)

  it('ends in the OOM’s own tone, and bursts on the limit', () => {
    const container = lane(lanes, 'container')
    expect(new Set(marks(container, 'exit').map((exit) => exit.tone))).toEqual(new Set(['oom']))
    expect(marks(lane(lanes, 'memory'), 'burst')).toHaveLength(6)
    expect(lane(lanes, 'memory').note).toBe('limit 100Mi')
  })

  it('doubles its ramps', () => {
    expect(marks(lane(lanes, 'container'), 'ramp').map((ramp) => [ramp.lengthMs / 1000, ramp.peak])).toEqual([
      [10, 19.5],
      [20, 26],
      [40, 32.5],
      [80, 39],
      [160, 45.5],
    ])
  })

  it('stands on the foot of its last end while it waits', () => {
    const feet = marks(lane(lanes, 'container'), 'bar').filter((bar) => bar.pattern === 'dots')
    expect(feet.length).toBeGreaterThanOrEqual(6)
    expect(new Set(feet.map((bar) => bar.tone))).toEqual(new Set(['oom']))
  })
})

it('a container that flaps is high when ready and low when not', () => {
  const bars = marks(lane(lanesOf(flapTrace(), ENGLISH), 'container'), 'bar').filter((bar) => bar.pattern === 'solid')
  expect(bars.map((bar) => [bar.tone, bar.height])).toEqual([
    ['notReady', 16],
    ['ready', 28],
    ['notReady', 16],
    ['ready', 28],
  ])
})

it('a Pod that is gone ends its lanes', () => {
  const story = new PodStory('gone', 'app', 60_000)
  story.write(0, { phase: 'Pending', state: 'none' }, false)
  story.write(10, { state: 'running', ready: true })
  story.remove(30_000)
  const pod = lane(lanesOf(story.trace(60_000), ENGLISH), 'pod')
  expect(pod.life).toEqual({ from: 0, to: 30_000, ended: true })
  expect(Math.max(...pod.marks.map((mark) => mark.to))).toBe(30_000)
})

it('lanes stand there before there is a trace', () => {
  expect(emptyLanes(60_000, LANES_EN).map((each) => each.name)).toEqual(['Steps', 'Pod', 'container'])
})

it.each([
  ['Running', '1/1', 'ready'],
  ['Running', '0/1', 'notReady'],
  ['Pending', '0/1', 'waiting'],
  ['Init:0/2', '0/1', 'waiting'],
  ['Init:CrashLoopBackOff', '0/1', 'waiting'],
  ['ErrImagePull', '0/1', 'waiting'],
  ['CreateContainerConfigError', '0/1', 'waiting'],
  ['Error', '0/1', 'exitNonZero'],
  ['Init:Error', '0/1', 'exitNonZero'],
  ['OOMKilled', '0/1', 'oom'],
  ['Completed', '0/1', 'exitZero'],
  ['Terminating', '1/1', 't2'],
] as const)('STATUS %s with READY %s has the tone %s', (word, ready, tone) => {
  expect(toneOfStatus(word, ready)).toBe(tone)
})

describe('looking for marks', () => {
  const container = lane(lanesOf(graceKillTrace(), ENGLISH), 'container')

  it('finds all that touch a stretch of time', () => {
    for (const [from, to] of [
      [0, 90_000],
      [16_000, 17_000],
      [61_000, 62_000],
      [89_999, 90_000],
    ] as const) {
      const [first, end] = marksWithin(container.marks, from, to)
      const found = container.marks.slice(first, end)
      for (const mark of container.marks) {
        if (mark.from <= to && mark.to >= from) expect(found).toContain(mark)
      }
    }
  })

  it('means the exit, not the bar behind it', () => {
    const pointed = pointedAt(container, 60_350, container.barTop + 14, 600)
    expect(pointed && sayPointed(pointed, LANES_EN)).toMatch(/^app, run 4, killed/)
  })

  it('steps from one to the next', () => {
    const index = indexAt(container, 61_000)
    expect(container.marks[index]?.from).toBeLessThanOrEqual(61_000)
    expect(container.marks[index + 1]?.from).toBeGreaterThan(61_000)
  })
})

it('a back-off that was refused by an older exit is waited from the newest', () => {
  const story = new PodStory('killed', 'app', 60_000)
  story.write(0, { phase: 'Pending', state: 'none' }, false)
  const run = story.open(1000, { kind: 'run', containerID: 'containerd://1', image: 'podlapse/app:1' }, 1)
  story.write(1010, { state: 'running', ready: true, restarts: 1 })
  story.exit(16_000, run, 137, 'Error')
  story.open(16_050, { kind: 'backOff', of: 'restart', since: 900, lengthMs: 20_000, step: 1 }, 1)
  const [ramp] = marks(lane(lanesOf(story.trace(60_000), ENGLISH), 'container'), 'ramp')
  expect(ramp).toMatchObject({ from: 16_000, nominalTo: 36_000 })
})

describe('a process that is killed for memory', () => {
  const [memory] = lanesOf(oomTrace(), ENGLISH).filter((each) => each.kind === 'memory') as [Lane]
  const [burst] = marks(memory, 'burst') as [Extract<Mark, { kind: 'burst' }>]

  it('takes the container with it, if the kernel is told so', () => {
    expect(sentenceOf(memory, burst, LANES_EN)).toMatch(/limit of 100Mi at 0:00\.6: OOM kill of the whole container$/)
  })

  it('is named where the others live on', () => {
    const child = { ...burst, pid: 7, wholeContainer: false }
    expect(sentenceOf(memory, child, LANES_EN)).toMatch(
      /OOM kill of process 7, not the first one, so the container goes on$/,
    )
  })
})
