import { describe, expect, test } from 'vitest'
import { rfc3339, SECOND } from '../../../lib/time.ts'
import type { Probe } from '../../../manifest/pod/probe.ts'
import { containerStatus, RUNNING, terminated, waiting } from '../../testing/container-status.ts'
import { container, pod } from '../../testing/pod.ts'
import { countResult, decideTick, INITIAL_RESULT, type TickInput, type WorkerMemory } from './do-probe.ts'

const memory = (more: Partial<WorkerMemory> = {}): WorkerMemory => ({
  containerID: 'app',
  lastResult: undefined,
  resultRun: 0,
  onHold: false,
  ...more,
})
const up = containerStatus('app', RUNNING, { started: true })
const { containerID: _containerID, ...uncreated } = containerStatus('app', waiting())
const starting = containerStatus('app', RUNNING, { started: false })

const tick = (more: Partial<TickInput>) =>
  decideTick({
    pod: pod(),
    container: container('app'),
    kind: 'liveness',
    probe: {},
    phase: 'Running',
    status: up,
    memory: memory(),
    now: 60 * SECOND,
    ...more,
  })

describe('decideTick', () => {
  test.each<[string, string, Partial<TickInput>, object]>([
    [
      'PROBE-2',
      'the Pod has no status yet',
      { phase: undefined, status: undefined },
      { kind: 'skip', reason: 'notRunning' },
    ],
    ['PROBE-2', 'the Pod has succeeded', { phase: 'Succeeded' }, { kind: 'exit' }],
    ['PROBE-2', 'the Pod has failed', { phase: 'Failed' }, { kind: 'exit' }],
    ['PROBE-2', 'the container has no status yet', { status: undefined }, { kind: 'skip', reason: 'notRunning' }],
    ['PROBE-2', 'the container was never created', { status: uncreated }, { kind: 'skip', reason: 'notRunning' }],
    [
      'PROBE-2',
      'the container has ended and will run again',
      { status: containerStatus('app', terminated(1)) },
      { kind: 'notRunning', containerID: 'app', exit: false },
    ],
    [
      'PROBE-2',
      'the container has ended for good',
      { status: containerStatus('app', terminated(1)), pod: pod({ restartPolicy: 'Never' }) },
      { kind: 'notRunning', containerID: 'app', exit: true },
    ],
    [
      'PROBE-2',
      'the container waits in CrashLoopBackOff, under Never',
      { status: containerStatus('app', waiting('CrashLoopBackOff')), pod: pod({ restartPolicy: 'Never' }) },
      { kind: 'notRunning', containerID: 'app', exit: false },
    ],
    [
      'PROBE-3',
      'liveness, and the container has not started',
      { status: starting },
      { kind: 'skip', reason: 'waitsForStartup' },
    ],
    [
      'PROBE-3',
      'readiness, and nothing is known of its start',
      { kind: 'readiness', status: containerStatus('app', RUNNING) },
      { kind: 'skip', reason: 'waitsForStartup' },
    ],
    [
      'PROBE-3',
      'startup, and the container has not started',
      { kind: 'startup', status: starting },
      { kind: 'probe', containerID: 'app' },
    ],
    ['PROBE-3', 'startup, and the container has started', { kind: 'startup' }, { kind: 'skip', reason: 'started' }],
    [
      'PROBE-6',
      'the result is final for this container',
      { memory: memory({ onHold: true }) },
      { kind: 'skip', reason: 'onHold' },
    ],
    ['PROBE-1', 'nothing is in the way', {}, { kind: 'probe', containerID: 'app' }],
  ])('[%s] %s', (_rule, _situation, input, expected) => {
    expect(tick(input)).toEqual(expected)
  })

  test.each([
    ['before', 4999, { kind: 'delay', until: 15 * SECOND }],
    ['a moment before', 14_999, { kind: 'delay', until: 15 * SECOND }],
    ['at its end', 15_000, { kind: 'probe', containerID: 'app' }],
  ])('[PROBE-2] initialDelaySeconds count from startedAt, which has whole seconds: %s', (_situation, now, expected) => {
    const status = containerStatus('app', { running: { startedAt: rfc3339(5900) } }, { started: true })
    expect(tick({ status, now, probe: { initialDelaySeconds: 10 } })).toEqual(expected)
  })
})

describe('countResult', () => {
  const run = (kind: 'liveness' | 'readiness' | 'startup', probe: Probe, findings: string, of = memory()) =>
    [...findings].map((finding) => {
      const decision = countResult(of, finding === '+' ? 'Success' : 'Failure', kind, probe)
      return decision.kind === 'decided' ? `${finding}${decision.run}` : '.'
    })

  test.each([
    ['readiness', {}, '---+', ['.', '.', '-3', '+1']],
    ['readiness', {}, '--+--', ['.', '.', '+1', '.', '.']],
    ['readiness', {}, '----', ['.', '.', '-3', '-4']],
    ['readiness', { successThreshold: 2, failureThreshold: 2 }, '++--++', ['.', '+2', '.', '-2', '.', '+2']],
    ['liveness', { failureThreshold: 1 }, '-', ['-1']],
  ] as const)('[PROBE-5] %s %j finds %s', (kind, probe, findings, expected) => {
    expect(run(kind, probe, findings)).toEqual(expected)
  })

  test.each([
    ['liveness', '---', true],
    ['liveness', '+', false],
    ['startup', '+', true],
    ['startup', '---', true],
    ['readiness', '---', false],
    ['readiness', '+', false],
  ] as const)('[PROBE-6] %s that finds %s is final for this container: %s', (kind, findings, hold) => {
    const of = memory()
    run(kind, {}, findings, of)
    expect(of.onHold).toBe(hold)
    expect(of.resultRun === 0).toBe(hold)
  })

  test('[PROBE-5] the run goes on over a restart: the first success may be enough', () => {
    const of = memory()
    run('readiness', { successThreshold: 3 }, '+++', of)
    of.containerID = 'next'
    expect(run('readiness', { successThreshold: 3 }, '+', of)).toEqual(['+4'])
  })
})

test('[PROBE-5] eighteen hours of success are one run, and one decision', () => {
  const of = memory()
  const probe = { successThreshold: 2 }
  const runs = Array.from({ length: 65_540 }, () => countResult(of, 'Success', 'readiness', probe).run)
  expect(runs.every((run, index) => run === index + 1)).toBe(true)
})

test('[PROBE-6] a new container is live, not ready, and not started', () => {
  expect(INITIAL_RESULT).toEqual({ liveness: 'Success', readiness: 'Failure', startup: 'Unknown' })
})
