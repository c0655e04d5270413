import { expect } from 'vitest'
import { checkStories } from './manifests.ts'

const LIVEZ_FAIL = 'curl -s -X POST -d livez=FAIL 127.0.0.1/livez'
const READYZ = (value: string) => `curl -s -X POST -d readyz=${value} 127.0.0.1/readyz`

checkStories('probes and hooks', [
  [
    '011',
    'a failing exec probe kills; the deaf server ends with 137 after 30 s, and is healed by the restart',
    { steps: [`20s kubectl exec liveness-exec-demo -- ${LIVEZ_FAIL}`] },
    (life) => {
      const unhealthy = /^Unhealthy: Liveness probe failed: *$/
      expect(life.eventCount(unhealthy)).toBe(3)
      const [first = 0] = life.events(unhealthy)
      const last = life.events(unhealthy).at(-1) ?? 0
      expect(Math.round(last - first)).toBe(10)
      expect(life.events(/^Killing: Container demo failed liveness probe, will be restarted$/)).toHaveLength(1)
      const [end] = life.ends('demo')
      expect(end).toMatchObject({ exitCode: 137, reason: 'Error' })
      expect(Math.round((end?.at ?? 0) / 1000 - last)).toBe(30)
      expect(life.row('4m')).toMatch(/^1\/1 Running 1 /)
    },
  ],
  [
    '012',
    'status 506 three times, ten seconds apart, then a new start 30 s after Killing',
    // The first answer takes the program five seconds, so the first probe times out and the second is well.
    { steps: [`25s kubectl exec liveness-httpget-demo -- ${LIVEZ_FAIL}`] },
    (life) => {
      const unhealthy = /^Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 506$/
      expect(life.eventCount(unhealthy)).toBe(3)
      const times = life.events(unhealthy)
      expect(Math.round((times.at(-1) ?? 0) - (times[0] ?? 0))).toBe(20)
      const [killing = 0] = life.events(/^Killing/)
      expect(Math.round((life.starts('demo')[1] ?? 0) - killing)).toBe(30)
    },
  ],
  [
    '013',
    'a firewall rule in the Pod outlives the restart: it fails again and again',
    {
      steps: ['30s kubectl exec liveness-tcpsocket-demo -- iptables -A INPUT -p tcp --dport 80 -j REJECT'],
      until: '6m',
    },
    (life) => {
      const unhealthy = /^Unhealthy: Liveness probe failed: dial tcp 10\.\d+\.\d+\.\d+:80: connect: connection refused$/
      expect(life.eventCount(unhealthy)).toBeGreaterThanOrEqual(6)
      expect(
        life.events(/^Killing: Container demo failed liveness probe, will be restarted/).length,
      ).toBeGreaterThanOrEqual(2)
      expect(life.ends('demo').length).toBeGreaterThanOrEqual(2)
    },
  ],
  [
    '013',
    'without the rule it lives',
    {},
    (life) => {
      expect(life.row('4m')).toBe('1/1 Running 0')
    },
  ],
  [
    '014',
    'not ready at first, ready some time after 15 s; a failed readiness restarts nothing',
    { steps: [`120s kubectl exec readiness-httpget-demo -- ${READYZ('FAIL')}`] },
    (life) => {
      expect(life.row('3s')).toBe('0/1 Running 0')
      expect(life.row('35s')).toBe('1/1 Running 0')
      expect(life.row('4m')).toBe('0/1 Running 0')
      expect(
        life.eventCount(/^Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 507$/),
      ).toBeGreaterThan(9)
      expect(life.pod('4m').status.containerStatuses?.[0]?.state.running).toBeDefined()
    },
  ],
  [
    '015',
    'postStart sets a rule; a failed liveness runs preStop before the kill',
    {
      steps: [
        '10s kubectl exec lifecycle-demo -- iptables -t nat -nL PREROUTING',
        `20s kubectl exec lifecycle-demo -- ${LIVEZ_FAIL}`,
      ],
      until: '4m',
    },
    (life) => {
      expect(life.printed(0)).toMatch(
        /^Chain PREROUTING \(policy ACCEPT\)\ntarget +prot opt source +destination *\nREDIRECT +tcp +-- +0\.0\.0\.0\/0 +0\.0\.0\.0\/0 +tcp dpt:8080 redir ports 80\n/,
      )
      expect(life.ends('demo')).toHaveLength(1)
      expect(life.row('3m')).toMatch(/^1\/1 Running 1 /)
    },
  ],
  [
    '025',
    'the shell ends by itself before the grace period is over: Completed, not 137',
    { until: '100s' },
    (life) => {
      const [killing = 0] = life.events(/^Killing/)
      expect(killing).toBeGreaterThan(30)
      expect(killing).toBeLessThan(37)
      expect(life.ends('liveness')[0]).toMatchObject({ exitCode: 0, reason: 'Completed' })
      expect(life.ends('liveness')[0]?.ranSeconds).toBeCloseTo(40, 0)
    },
  ],
  [
    '026',
    'healthy for ten seconds, restarted about every twenty',
    { until: '3m' },
    (life) => {
      expect(
        life.eventCount(/^Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 500$/),
      ).toBeGreaterThanOrEqual(6)
      expect(life.ends('liveness')[0]?.ranSeconds).toBeGreaterThan(15)
      expect(life.ends('liveness')[0]?.ranSeconds).toBeLessThan(24)
      expect(life.statuses()).toContain('CrashLoopBackOff')
    },
  ],
  [
    '040',
    'a startup probe of one attempt: never ready, restarted each minute',
    { until: '4m', steps: [] },
    (life) => {
      // The first answer takes the program five seconds; one attempt of one second is all that it gets.
      expect(life.starts('pod-startup-exec-container').length).toBeGreaterThan(2)
      expect(life.row('100s')).toMatch(/^0\/1/)
      expect(life.row('4m')).toMatch(/^0\/1/)
    },
  ],
  [
    '041',
    'the file goes after 3 s: killed after three failures, 137 after the grace period',
    { until: '2m' },
    (life) => {
      const [killing = 0] = life.events(/^Killing/)
      const [start = 0] = life.starts('pod-liveness-exec-cmd-container')
      expect(killing - start).toBeGreaterThan(8)
      expect(killing - start).toBeLessThan(13)
      expect(life.ends('pod-liveness-exec-cmd-container')[0]).toMatchObject({ exitCode: 137, reason: 'Error' })
    },
  ],
  [
    '042',
    'a firewall rule keeps the probe failing over restarts',
    {
      steps: ['20s kubectl exec pod-liveness-tcpsocket -- iptables -A INPUT -p tcp --dport 80 -j REJECT'],
      until: '6m',
    },
    (life) => {
      expect(life.ends('pod-liveness-tcpsocket-container').length).toBeGreaterThanOrEqual(2)
    },
  ],
  [
    '056',
    'its program turns 500 after 30 s: killed at about 45 s',
    {
      scenario: {
        images: [
          {
            name: 'hb.6o6.com/6o6/go-liveness',
            command: ['podlapse', 'http', '--fail-after', '30', '--term-code', '2'],
          },
        ],
      },
      until: '100s',
    },
    (life) => {
      const [killing = 0] = life.events(/^Killing/)
      expect(killing).toBeGreaterThan(40)
      expect(killing).toBeLessThan(50)
      expect(life.ends('go-liveness')[0]).toMatchObject({ exitCode: 2, reason: 'Error' })
      expect(life.eventCount(/^FailedToRetrieveImagePullSecret/)).toBeGreaterThan(0)
    },
  ],
  [
    '057',
    'without a readiness probe it is ready while its server still sleeps',
    {},
    (life) => {
      expect(life.row('13s')).toBe('1/1 Running 0')
    },
  ],
  [
    '058',
    'refused until the server starts at 30 s, then ready',
    {},
    (life) => {
      expect(life.row('29s')).toBe('0/1 Running 0')
      expect(life.row('40s')).toBe('1/1 Running 0')
      expect(life.eventText(/^Unhealthy/)).toMatch(
        /^Readiness probe failed: Get "http:\/\/[\d.]+:80\/": dial tcp [\d.]+:80: connect: connection refused$/,
      )
    },
  ],
  [
    '059',
    'both probes fail from 60 s on: not ready, and killed',
    { until: '2m', steps: ['50s kubectl exec -n test readiness-liveness -- cat /probe.log'] },
    (life) => {
      expect(life.row('50s')).toBe('1/1 Running 0')
      expect(life.printed(0)).toMatch(/readiness-2026\/01\/05 09:00:\d\d\n/)
      expect(life.printed(0)).toMatch(/liveness-2026\/01\/05 09:00:\d\d\n/)
      const [killing = 0] = life.events(/^Killing/)
      expect(killing).toBeGreaterThan(70)
      expect(killing).toBeLessThan(80)
      expect(life.row('85s')).toBe('0/1 Running 0')
    },
  ],
  [
    '060',
    'two attempts fail, the third finds the server that started at 10 s',
    {},
    (life) => {
      expect(life.eventCount(/^Unhealthy: Startup probe failed/)).toBe(2)
      expect(life.row('11s')).toBe('0/1 Running 0')
      expect(life.row('16s')).toBe('1/1 Running 0')
    },
  ],
  [
    '061',
    'ContainerCreating until postStart is done',
    {},
    (life) => {
      expect(life.row('18s')).toBe('0/1 ContainerCreating 0')
      expect(life.row('25s')).toBe('1/1 Running 0')
    },
  ],
  [
    '062',
    'preStop is cut off at the end of the grace period, two seconds more, and gone',
    { steps: ['20s kubectl delete pod lifecycle-pre-stop'] },
    (life) => {
      expect(life.goneAt()).toBeGreaterThanOrEqual(50)
      expect(life.goneAt()).toBeLessThanOrEqual(53)
      expect(life.logs('lifecycle-pre-stop-c')).not.toContain('Hello')
      expect(life.eventCount(/^FailedPreStopHook/)).toBe(1)
    },
  ],
  [
    '067',
    'postStart leaves a file, preStop asks nginx to quit',
    { steps: ['10s kubectl exec lifecycle-demo -- cat /usr/share/message', '20s kubectl delete pod lifecycle-demo'] },
    (life) => {
      expect(life.printed(0)).toBe('Hello from the postStart handler\n')
      expect(life.goneAt()).toBeLessThan(25)
      expect(life.ends('lifecycle-demo-container')[0]).toMatchObject({ exitCode: 0 })
    },
  ],
  [
    '068',
    'ready at the first attempt after 5 s',
    {},
    (life) => {
      expect(life.row('4s')).toBe('0/1 Running 0')
      expect(life.row('17s')).toBe('1/1 Running 0')
    },
  ],
  [
    '703',
    'a TCP probe does not mind what the server answers',
    { until: '2m' },
    (life) => {
      expect(life.row('110s')).toBe('1/1 Running 0')
    },
  ],
  [
    '710',
    'a graceful preStop: gone within seconds',
    { steps: ['20s kubectl delete pod lifecycle-pre-stop'] },
    (life) => {
      expect(life.goneAt()).toBeLessThan(26)
    },
  ],
  [
    '713',
    'a startup probe has patience for 90 s',
    { until: '3m' },
    (life) => {
      expect(life.row('85s')).toBe('0/1 Running 0')
      expect(life.row('105s')).toBe('1/1 Running 0')
      expect(life.ends('slow')).toEqual([])
    },
  ],
  [
    '714',
    'liveness alone kills at 110 s what needs 150 s',
    { until: '4m' },
    (life) => {
      const [killing = 0] = life.events(/^Killing/)
      expect(killing).toBeGreaterThan(108)
      expect(killing).toBeLessThan(115)
      expect(life.statuses()).not.toContain('gone')
    },
  ],
  [
    '717',
    'startup first, then readiness',
    {},
    (life) => {
      expect(life.row('40s')).toBe('1/1 Running 0')
    },
  ],
])
