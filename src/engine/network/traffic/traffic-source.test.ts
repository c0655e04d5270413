import { expect, test } from 'vitest'
import type { RequestsFailed } from '../../../trace/entry.ts'
import { REQUEST_OUTCOMES } from '../../../trace/request-outcome.ts'
import { WorkloadRun, type WorkloadRunOptions } from '../../testing/workload-run.ts'

const SERVICE = {
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
}

function pod(args: string, container: object = {}, name = 'web'): object {
  const metadata = { name, labels: { app: 'web' } }
  const containers = [
    { name: 'app', image: 'podlapse/app:1', args: ['http', ...args.split(' ').filter(Boolean)], ...container },
  ]
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } }
}

/** How requests ended, and why those failed that did: "closed cutOff web ×2". */
function traffic(objects: readonly object[], entry: object, options: WorkloadRunOptions = {}) {
  const given = { to: 'service/web', rate: '10/s', from: '5s', for: '10s', ...entry }
  const { trace } = new WorkloadRun(objects, { until: '20s', ...options, traffic: [given] })
  const [track] = trace.traffic
  const ended = REQUEST_OUTCOMES.flatMap((outcome) => {
    const count = track?.columns.counts[outcome].reduce((sum, each) => sum + each, 0) ?? 0
    return count > 0 ? [`${outcome} ${count}`] : []
  })
  const groups = trace.entries.filter((each): each is RequestsFailed => each.kind === 'requestsFailed')
  const why = groups.map(({ outcome, reason, pod: of, group }) => {
    const count = track?.failures.group.filter((each) => each === group).length
    return `${outcome} ${reason.kind} ${of?.name ?? '-'} ×${count}`
  })
  return { ended, why, trace }
}

test.each<[string, readonly object[], object, WorkloadRunOptions, readonly string[], readonly string[]]>([
  ['all is well', [SERVICE, pod('')], {}, {}, ['ok 100'], []],
  ['nobody has heard of the Service', [pod('')], {}, {}, ['unknownHost 100'], ['unknownHost noService - ×100']],
  [
    'the Service has no such port',
    [SERVICE, pod('')],
    { port: 81, for: '5s', timeout: '1s' },
    {},
    ['timeout 50'],
    ['timeout noPort - ×50'],
  ],
  [
    'it leads to nobody: each node says so for itself',
    [SERVICE],
    {},
    {},
    ['refused 100'],
    ['refused noEndpoints - ×40', 'refused noEndpoints - ×30', 'refused noEndpoints - ×30'],
  ],
  [
    'PROXY-1: a Pod that counts as ready gets requests before it listens',
    [SERVICE, pod('--start-delay 9')],
    {},
    {},
    ['ok 54', 'refused 46'],
    ['refused notYetListening web ×46'],
  ],
  [
    'it answers with an error for a while',
    [SERVICE, pod('--ok-after 10')],
    {},
    {},
    ['ok 44', 'error 56'],
    ['error status web ×56'],
  ],
  ['it is too slow', [SERVICE, pod('--slow 1500')], { timeout: '1s' }, {}, ['timeout 100'], ['timeout slow web ×100']],
  [
    'it is killed with some under way, and is not there for a moment',
    [SERVICE, pod('--slow 250')],
    {},
    { more: [{ at: '10s', pod: 'web', container: 'app', do: 'kill' }] },
    ['ok 85', 'refused 13', 'closed 2'],
    [
      'closed cutOff web ×2',
      ...Array(3).fill('refused stoppedListening web ×1'),
      ...[4, 3, 3].map((count) => `refused noEndpoints - ×${count}`),
    ],
  ],
  [
    'a server that stops has finished what it had',
    [SERVICE, pod('--slow 250 --drain')],
    { for: '5050ms' },
    { steps: [['10s', 'kubectl delete pod web --wait=false']] },
    ['ok 51'],
    [],
  ],
])('%s', (_, objects, entry, options, ended, why) => {
  const got = traffic(objects, entry, options)
  expect(got.ended).toEqual(ended)
  expect(got.why).toEqual(why)
})

test('kept connections stay with a Pod that is out of the endpoints, new ones do not come to it', () => {
  const container = {
    lifecycle: { postStart: { exec: { command: ['touch', '/tmp/open'] } } },
    readinessProbe: { exec: { command: ['cat', '/tmp/open'] }, periodSeconds: 1, failureThreshold: 1 },
  }
  const options = { steps: [['10s', 'kubectl exec web -- rm /tmp/open']] } as const
  const kept = traffic([SERVICE, pod('', container)], { keepAlive: true, clients: 3 }, options)
  expect(kept.ended).toEqual(['ok 100'])
  expect(traffic([SERVICE, pod('', container)], {}, options).why.every((why) => why.includes('noEndpoints'))).toBe(true)
})

test('each request is counted in the second in which it ended, with how long it took', () => {
  const { trace } = traffic([SERVICE, pod('--slow 400')], { rate: '2/s', for: '3s' })
  const { columns } = trace.traffic[0] ?? {}
  expect([...(columns?.at ?? [])]).toEqual([5000, 6000, 7000])
  expect([...(columns?.counts.ok ?? [])]).toEqual([2, 2, 2])
  expect([...(columns?.fastest ?? []), ...(columns?.slowest ?? [])]).toEqual([402, 402, 402, 402, 402, 402])
})

test('traffic without an end goes on as long as something else does, and keeps nothing going', () => {
  const objects = [SERVICE, pod('')]
  const { trace } = new WorkloadRun(objects, {
    until: '30s',
    traffic: [{ to: 'service/web', rate: '1/s', from: '5s' }],
  })
  expect(trace.traffic[0]?.columns.counts.ok.reduce((sum, each) => sum + each, 0)).toBe(25)
})

test('PROXY-2: a node goes on sending to a Pod that has gone until its rules are renewed, no more than a second', () => {
  const two = [pod('', {}, 'a'), pod('', {}, 'b')]
  const options = { steps: [['10s', 'kubectl delete pod a b --wait=false']] } as const
  const { trace } = traffic([SERVICE, ...two], { rate: '100/s', timeout: '500ms' }, options)
  const late = trace.entries.filter((each): each is RequestsFailed => each.kind === 'requestsFailed')
  const since = late.flatMap(({ reason, at }) => ('since' in reason ? [at - reason.since] : []))
  expect(since.length).toBeGreaterThan(0)
  expect(Math.max(...since)).toBeLessThan(2000)
})
