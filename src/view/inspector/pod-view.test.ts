import { describe, expect, test } from 'vitest'
import { LIVENESS_KILL, runText } from '../explain/testing/run-text.ts'
import { historiesOf } from '../history/histories.ts'
import { podLines, podViewAt } from './pod-view.ts'

const trace = runText(LIVENESS_KILL)
const uid = historiesOf(trace)[0]!.ref.uid
const viewAt = (at: number) => podViewAt(trace, uid, at)!
const runs = trace.spans.filter((span) => span.detail.kind === 'run')
const backOff = trace.spans.find((span) => span.detail.kind === 'backOff' && span.detail.lengthMs > 0)!
const grace = trace.spans.find((span) => span.detail.kind === 'grace')!

describe('podViewAt', () => {
  test('is kubectl’s row, the phase and the conditions', () => {
    const view = viewAt(runs[0]!.start + 1_000)
    expect(view.row).toMatchObject({ name: 'web', ready: '1/1', status: 'Running', restarts: '0' })
    expect(view.phase).toBe('Running')
    expect(view.conditions.find((each) => each.type === 'Ready')).toMatchObject({ status: 'True' })
  })

  test('says since when a condition is as it is, to the millisecond', () => {
    const scheduled = viewAt(runs[0]!.start + 1_000).conditions.find((each) => each.type === 'PodScheduled')!
    expect(scheduled.since).toBeGreaterThan(0)
    expect(scheduled.since).toBeLessThan(1_000)
  })

  test('says which entry wrote what it shows', () => {
    const view = viewAt(runs[0]!.start + 1_000)
    const entry = (seq: number) => trace.entries.find((each) => each.seq === seq)!
    expect(entry(view.wrote.node)).toMatchObject({ kind: 'object', objectKind: 'Pod', rule: 'SCHED-1' })
    expect(entry(view.wrote.phase).at).toBeGreaterThan(entry(view.wrote.node).at)
    const scheduled = view.conditions.find((each) => each.type === 'PodScheduled')!
    expect(scheduled.seq).toBe(view.wrote.node)
    const restarted = viewAt(runs[1]!.start + 2_000).containers[0]!
    expect(entry(restarted.wrote.restarts).at).toBeGreaterThanOrEqual(runs[1]!.start)
    expect(entry(restarted.wrote.lastState).at).toBeLessThanOrEqual(runs[1]!.start + 2_000)
  })

  test('does not exist before its creation', () => {
    expect(podViewAt(trace, uid, -1)).toBeUndefined()
    expect(podLines(trace, -1)).toEqual([])
    expect(podLines(trace, 1).map((line) => line.row.name)).toEqual(['web'])
  })
})

describe('a container', () => {
  const containerAt = (at: number) => viewAt(at).containers[0]!

  test('counts its probe’s failures up to the threshold', () => {
    const { columns } = trace.probes[0]!
    const afterFirst = containerAt(columns.endAt[0] as number).probes[0]!
    expect(afterFirst.count).toEqual({ of: 2, filled: 1, outcome: 'failure' })
    const afterSecond = containerAt(columns.endAt[1] as number).probes[0]!
    expect(afterSecond).toMatchObject({ count: { of: 2, filled: 2 }, last: { decisive: true } })
  })

  test('a new container is counted anew', () => {
    expect(containerAt(runs[1]!.start + 1).probes[0]!.count).toBeUndefined()
  })

  test('in its grace period the time runs down to the deadline', () => {
    expect(containerAt(grace.start + 1_000).grace).toMatchObject({ signal: 'SIGTERM', graceMs: 5_000, leftMs: 4_000 })
    expect(containerAt(grace.end!).grace).toBeUndefined()
  })

  test('in back-off it stands on a step of the ladder and counts down, and then waits for the sync', () => {
    const { lengthMs } = backOff.detail as { lengthMs: number }
    const exit = runs.findLast((run) => run.end !== undefined && run.end <= backOff.start)!.end!
    const early = containerAt(exit + 2_000).backOff!
    expect(early).toMatchObject({ of: 'restart', lengthMs, since: exit, leftMs: lengthMs - 2_000 })
    expect([10_000, 20_000, 40_000][early.step]).toBe(lengthMs)
    if (backOff.end === undefined || backOff.end > exit + lengthMs) {
      expect(containerAt(exit + lengthMs).backOff?.leftMs).toBe(0)
    }
  })

  test('how long a run lasted is said to the millisecond, though the API has whole seconds', () => {
    const first = runs[0]!
    const { lastState } = containerAt(runs[1]!.start + 2_000)
    expect(lastState).toMatchObject({ exitCode: 137, at: first.end, ranMs: first.end! - first.start })
  })

  test('whose process is gone is said to have ended while the API still has it running', () => {
    const first = runs[0]!
    expect(containerAt(first.end! - 1).news).toBeUndefined()
    const after = containerAt(first.end! + 1)
    expect(after.state.kind).toBe('running')
    expect(after.news).toEqual({ kind: 'ended', at: first.end, exitCode: 137, tone: 'exitNonZero' })
  })

  test('whose process runs already is said to run while the API still has it waiting', () => {
    const before = containerAt(runs[0]!.start + 1)
    expect(before.state.kind).toBe('waiting')
    expect(before.news).toEqual({ kind: 'runs', since: runs[0]!.start })
  })

  test('memory is held against the limit', () => {
    expect(containerAt(runs[0]!.start + 1_000).memory).toMatchObject({ limitBytes: 64 * 1024 * 1024 })
  })
})

test('an init container that runs is not called unready: nobody asks it', () => {
  const story = runText(`apiVersion: v1
kind: Pod
metadata: {name: kitchen}
spec:
  initContainers:
  - {name: fetch, image: podlapse/app:1, args: [run, --for, "10"]}
  containers:
  - {name: cook, image: podlapse/app:1, args: [run]}
---
apiVersion: podlapse.dev/v1
kind: Scenario
spec: {until: 20s}
`)
  const [fetch] = podViewAt(story, historiesOf(story)[0]!.ref.uid, 5_000)!.containers
  expect(fetch!.state).toMatchObject({ kind: 'running', tone: 'ready' })
})
