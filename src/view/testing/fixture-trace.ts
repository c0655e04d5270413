import type { Time } from '../../lib/time.ts'
import type { Seq, SpanDetail } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { PodStory } from './pod-story.ts'

const MI = 1024 * 1024
const RUN = { kind: 'run', containerID: 'containerd://1', image: 'podlapse/app:1' } as const

function backOffFrom(since: Time, lengthMs: number, step: number): SpanDetail {
  return { kind: 'backOff', of: 'restart', since, lengthMs, step }
}

/** Liveness fails, the process ignores SIGTERM, the probe's own grace period is 5 s: four kills, then a back-off. */
export function graceKillTrace(): Trace {
  const story = new PodStory('web', 'app', 90_000)
  const { recorder, pod, container } = story
  begin(story, 'kubectl apply -f web.yaml', 470)
  story.slice(490, true, 'ADDED')
  const probe = recorder.probeTrack({
    ...{ pod, container, probe: 'liveness', handler: 'exec' },
    ...{ periodMs: 5000, timeoutMs: 1000, failureThreshold: 2, successThreshold: 1 },
  })
  const memory = recorder.memoryTrack({ pod, container, limitBytes: 64 * MI, requestBytes: undefined })
  const starts = [470, 15_417, 30_449, 45_480, 83_160]
  let backOff: Seq | undefined
  let before: Seq | undefined
  for (const [restart, at] of starts.entries()) {
    const start = story.open(at - 70, { kind: 'start' }, restart, before)
    story.done(at, start)
    if (backOff !== undefined) story.done(at - 70, backOff)
    const run = story.open(at, RUN, restart, start)
    story.write(at + 17, { state: 'running', ready: true, restarts: restart })
    recorder.memory(memory, at, 0)
    recorder.memory(memory, at + 250, 11 * MI)
    // Ticks come every five seconds from the Pod's first sync.
    const tick = 5342 + Math.ceil((at + 2000 - 5342) / 5000) * 5000
    recorder.skip(probe, tick - 5000, tick - 5000, 'initialDelay')
    const attempt = (when: Time, count: number) =>
      recorder.attempt(probe, {
        ...{ at: when - 30, endAt: when, outcome: 'failure', run: count, restart, decisive: count === 2 },
        message: 'Liveness probe failed:',
      })
    attempt(tick, 1)
    if (restart === 4) continue
    const second = attempt(tick + 5000, 2)
    const killAt = tick + 5013
    const decision = story.record(
      killAt,
      {
        ...{ kind: 'decision', pod, container, decision: 'startContainer' },
        value: { why: 'probeFailed', container, probe: 'liveness', init: false, restarted: true },
      },
      second,
    )
    const grace = story.open(
      killAt,
      { kind: 'grace', deadline: killAt + 5000, graceMs: 5000, signal: 'SIGTERM' },
      restart,
      decision,
    )
    story.signal(killAt, 'SIGTERM', restart, 'ignored', decision)
    const kill = story.signal(killAt + 5000, 'SIGKILL', restart, 'ends', grace)
    story.done(killAt + 5000, grace)
    before = story.exit(killAt + 5004, run, 137, 'Error', kill)
    recorder.memory(memory, killAt + 5004, 11 * MI)
    recorder.memory(memory, killAt + 5004, 0)
    if (restart === 3) {
      backOff = story.open(killAt + 5004, backOffFrom(killAt + 5004, 20_000, 1), restart, before)
      story.write(61_216, { state: 'CrashLoopBackOff', restarts: restart })
      story.slice(61_230, false, 'MODIFIED')
      recorder.skip(probe, 60_342, 80_342, 'notRunning')
    }
  }
  story.slice(83_190, true, 'MODIFIED')
  return story.trace(90_000)
}

/** A process that takes 250 Mi and may have 100: killed each time within a tenth of a second. */
export function oomTrace(untilMs: Time = 180_000): Trace {
  const story = new PodStory('leaky', 'stress', untilMs)
  const { recorder, pod, container } = story
  begin(story, 'kubectl apply -f leaky.yaml', 507)
  const memory = recorder.memoryTrack({ pod, container, limitBytes: 100 * MI, requestBytes: undefined })
  const starts = [507, 1136, 12_854, 34_891, 79_858, 169_854, 340_787]
  const lengths = [0, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000]
  let backOff: Seq | undefined
  let before: Seq | undefined
  for (const [restart, at] of starts.entries()) {
    if (at > untilMs) break
    if (restart > 1) story.write(at - 84, { state: 'CrashLoopBackOff', restarts: restart - 1 })
    const start = story.open(at - 70, { kind: 'start' }, restart, before)
    if (backOff !== undefined) story.done(at - 70, backOff)
    story.done(at, start)
    const run = story.open(at, { ...RUN, memoryLimit: 100 * MI }, restart, start)
    recorder.memory(memory, at, 0)
    recorder.memory(memory, at + 50, 50 * MI)
    recorder.memory(memory, at + 95, 100 * MI)
    const oom = story.record(at + 95, {
      ...{ kind: 'oom', pod, container, restart, limitBytes: 100 * MI, pid: 1, wholeContainer: true },
    })
    story.write(at + 20, { state: 'running', ready: true, restarts: restart })
    before = story.exit(at + 100, run, 137, 'OOMKilled', oom)
    recorder.memory(memory, at + 100, 0)
    const length = lengths[restart] as number
    if (length > 0) {
      backOff = story.open(at + 100, backOffFrom(at + 100, length, restart - 1), restart, before)
    }
    story.write(at + 420, { state: 'OOMKilled', restarts: restart })
  }
  return story.trace(untilMs)
}

/** Readiness comes and goes; the container is left alone. */
export function flapTrace(): Trace {
  const story = new PodStory('web', 'app', 75_000, { readinessProbe: { periodSeconds: 3 } })
  const { recorder, pod, container } = story
  begin(story, 'kubectl apply -f web.yaml', 560)
  const probe = recorder.probeTrack({
    ...{ pod, container, probe: 'readiness', handler: 'exec' },
    ...{ periodMs: 3000, timeoutMs: 1000, failureThreshold: 1, successThreshold: 1 },
  })
  story.open(560, RUN, 0)
  story.write(567, { state: 'running', ready: false })
  let ready = false
  let count = 0
  for (let at = 980; at < 75_000; at += 3000) {
    const ok = (at > 12_900 && at < 27_000) || at > 42_900
    count = ok === ready ? count + 1 : 1
    const decisive = ok !== ready
    recorder.attempt(probe, {
      at,
      endAt: at + 20,
      outcome: ok ? 'success' : 'failure',
      run: count,
      restart: 0,
      decisive,
    })
    if (!decisive) continue
    ready = ok
    story.write(at + 30, { state: 'running', ready: ok })
    story.slice(at + 40, ok, at < 20_000 ? 'ADDED' : 'MODIFIED')
  }
  return story.trace(75_000)
}

function begin(story: PodStory, text: string, started: Time): void {
  const step = story.record(0, { kind: 'step', index: -1, text })
  story.write(0, { phase: 'Pending', state: 'none' }, false)
  story.write(7, { phase: 'Pending', state: 'none' })
  story.record(
    7,
    {
      ...{ kind: 'decision', pod: story.pod, decision: 'completeWork' },
      value: { nextSyncAt: 1007, delayMs: 1000 },
    },
    step,
  )
  story.write(38, { phase: 'Pending', state: 'ContainerCreating' })
  story.write(Math.max(40, started - 60), { phase: 'Pending', state: 'ContainerCreating' })
}
