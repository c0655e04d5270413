import { describe, expect, test } from 'vitest'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus, PodCondition } from '../../manifest/pod/status.ts'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { assembleTrace } from '../../trace/assemble.ts'
import { limitAt } from '../../trace/memory-track.ts'
import type { Trace } from '../../trace/trace.ts'
import { simulate } from '../simulate.ts'

const MI = 1024 * 1024

function podOf(name: string, spec: object, container: object = {}): string {
  const app = { name: 'c', image: 'podlapse/app:1', args: ['run'], ...container }
  return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [app], ...spec } })
}

/** What becomes of Pods on a node with two processors when they are patched at certain seconds. */
function run(pods: readonly string[], steps: readonly (readonly [at: number, pod: string, spec: object])[]): Trace {
  const scenario = {
    apiVersion: 'podlapse.dev/v1',
    kind: 'Scenario',
    metadata: { name: 'resize' },
    spec: {
      imagesPresent: true,
      nodes: [{ name: 'node-1', cpu: '2', memory: '2Gi' }],
      until: '60s',
      steps: steps.map(([at, pod, spec]) => ({
        at: `${at}s`,
        run:
          'delete' in spec
            ? `kubectl delete pod ${pod}`
            : `kubectl patch pod ${pod} --subresource resize -p '${JSON.stringify({ spec })}'`,
      })),
    },
  }
  const compiled = compile([...pods, JSON.stringify(scenario)].join('\n---\n'))
  if (!compiled.scenario) throw new Error(compiled.refusal ?? JSON.stringify(compiled.problems))
  return assembleTrace([...simulate(compiled.scenario, PROGRAMS)])
}

const toContainer = (resources: object) => ({ containers: [{ name: 'c', resources }] })

const versionsOf = (trace: Trace, name: string): readonly Pod[] =>
  trace.entries.flatMap((entry) =>
    entry.kind === 'object' && entry.objectKind === 'Pod' && entry.name === name ? [entry.object as Pod] : [],
  )
const eventsOf = (trace: Trace, name: string): string[] =>
  trace.events.filter((each) => each.regarding.name === name && /Resize|Killing/.test(each.reason)).map(textOf)
const textOf = ({ type, reason, message }: Trace['events'][number]) => `${type} ${reason} ${message}`
const printed = (trace: Trace): string[] =>
  trace.entries.flatMap((entry) => (entry.kind === 'stepOutput' ? [entry.text] : []))

/** The resize conditions that were written, each as often as it changed. */
function conditionsOf(trace: Trace, name: string): string[] {
  const seen: string[] = []
  for (const pod of versionsOf(trace, name)) {
    const found = (pod.status.conditions ?? []).filter(({ type }) => type.startsWith('PodResize'))
    const text = found.map(({ type, reason = '' }: PodCondition) => `${type} ${reason}`.trim()).join(', ')
    if (seen.at(-1) !== text) seen.push(text)
  }
  return seen
}

const last = (trace: Trace, name: string): Pod => versionsOf(trace, name).at(-1) as Pod
const statusOf = (trace: Trace, name: string): ContainerStatus =>
  last(trace, name).status.containerStatuses?.[0] as ContainerStatus

const burstable = { resources: { requests: { cpu: '100m', memory: '32Mi' }, limits: { cpu: '1', memory: '64Mi' } } }

describe('a resize in place', () => {
  const trace = run([podOf('p', {}, burstable)], [[10, 'p', toContainer({ limits: { memory: '128Mi' } })]])
  const summary =
    '{"containers":[{"name":"c","resources":{"limits":{"cpu":"1","memory":"128Mi"},"requests":{"cpu":"100m","memory":"32Mi"}}}],"generation":2}'

  test('[RESIZE-3] is begun and ended without a restart', () => {
    expect(printed(trace)).toEqual(['pod/p patched'])
    expect(eventsOf(trace, 'p')).toEqual([
      `Normal ResizeStarted Pod resize started: ${summary}`,
      `Normal ResizeCompleted Pod resize completed: ${summary}`,
    ])
    expect(conditionsOf(trace, 'p')).toEqual(['', 'PodResizeInProgress', ''])
    expect(statusOf(trace, 'p')).toMatchObject({
      restartCount: 0,
      resources: { limits: { cpu: '1', memory: '128Mi' }, requests: { cpu: '100m', memory: '32Mi' } },
      allocatedResources: { cpu: '100m', memory: '32Mi' },
    })
    expect(last(trace, 'p').metadata.generation).toBe(2)
    expect(last(trace, 'p').status.observedGeneration).toBe(2)
  })

  test('[RESIZE-3] the kernel keeps to the new limit from then on', () => {
    const track = trace.memory[0]
    expect(track && [limitAt(track, 9_000), limitAt(track, 11_000)]).toEqual([64 * MI, 128 * MI])
  })
})

test('[RESIZE-3] a container is restarted where its resizePolicy says so, and at once', () => {
  const resizePolicy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }]
  const trace = run(
    [podOf('p', {}, { ...burstable, resizePolicy })],
    [[10, 'p', toContainer({ limits: { memory: '128Mi' } })]],
  )
  expect(eventsOf(trace, 'p').map((text) => text.split(':')[0])).toEqual([
    'Normal ResizeStarted Pod resize started',
    'Normal Killing Container c resize requires restart',
    'Normal ResizeCompleted Pod resize completed',
  ])
  expect(statusOf(trace, 'p')).toMatchObject({ restartCount: 1, resources: { limits: { memory: '128Mi' } } })
})

test('[RESIZE-2] what has no room waits until another Pod is gone', () => {
  const other = podOf('other', { terminationGracePeriodSeconds: 2 }, { resources: { requests: { cpu: '500m' } } })
  const trace = run(
    [podOf('p', {}, burstable), other],
    [
      [10, 'p', toContainer({ requests: { cpu: '1800m' }, limits: { cpu: '2' } })],
      [20, 'other', { delete: true }],
    ],
  )
  const [deferred, ...rest] = eventsOf(trace, 'p')
  expect(deferred).toMatch(/^Warning ResizeDeferred Pod resize OutOfcpu: \{"containers":/)
  expect(deferred).toContain(
    `"error":"Node didn't have enough resource: cpu, requested: 1800, used: 500, capacity: 2000"`,
  )
  expect(rest.map((text) => text.split(' ')[1])).toEqual(['ResizeStarted', 'ResizeCompleted'])
  expect(conditionsOf(trace, 'p')).toEqual(['', 'PodResizePending Deferred', 'PodResizeInProgress', ''])
})

test('[RESIZE-5] memory is not taken away while it is used', () => {
  const args = ['leak', '--from', '20Mi', '--to', '50Mi', '--over', '10']
  const trace = run(
    [podOf('p', {}, { ...burstable, args })],
    [
      [20, 'p', toContainer({ limits: { memory: '40Mi' } })],
      [50, 'p', toContainer({ limits: { memory: '60Mi' } })],
    ],
  )
  const used = 50 * MI
  const error = eventsOf(trace, 'p').find((text) => text.startsWith('Warning ResizeError'))
  expect(error).toContain(
    `"error":"cannot decrease memory limits: [attempting to set pod memory limit (${40 * MI}) below current usage (${used}), attempting to set container \\"c\\" memory limit (${40 * MI}) below current usage (${used})]"`,
  )
  expect(conditionsOf(trace, 'p')).toEqual([
    ...['', 'PodResizeInProgress', 'PodResizeInProgress Error'],
    ...['PodResizeInProgress', ''],
  ])
  expect(statusOf(trace, 'p')).toMatchObject({ restartCount: 0, resources: { limits: { memory: '60Mi' } } })
})

test('[RES-4] the Pod’s own limit can be raised, and with it that of its containers', () => {
  const leak = (to: string) => ['leak', '--from', '10Mi', '--to', to, '--over', '20']
  const containers = ['50Mi', '40Mi'].map((to, i) => ({ name: `c${i}`, image: 'podlapse/app:1', args: leak(to) }))
  const whole = (memory: string) => ({ resources: { limits: { memory } } })
  const killed = (trace: Trace) => trace.entries.filter((entry) => entry.kind === 'oom' && entry.of === 'pod').length
  expect(killed(run([podOf('p', { containers, ...whole('64Mi') })], []))).toBeGreaterThan(0)
  expect(killed(run([podOf('p', { containers, ...whole('64Mi') })], [[5, 'p', whole('128Mi')]]))).toBe(0)
})

test('[RES-5] a CPU limit slows what computes, until a resize raises it', () => {
  const command = ['sh', '-c', 'i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done; echo done; sleep 1000']
  const limited = { command, image: 'busybox', resources: { requests: { cpu: '10m' }, limits: { cpu: '20m' } } }
  const doneAt = (trace: Trace) => trace.logs.find((log) => log.line === 'done')?.at ?? Number.POSITIVE_INFINITY
  const slow = doneAt(run([podOf('p', {}, limited)], []))
  const freed = doneAt(run([podOf('p', {}, limited)], [[2, 'p', toContainer({ limits: { cpu: '2' } })]]))
  expect(slow).toBeGreaterThan(4000)
  expect(freed).toBeLessThan(2300)
})
