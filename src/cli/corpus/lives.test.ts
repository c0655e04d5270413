import { expect } from 'vitest'
import { checkStories } from './manifests.ts'

checkStories('how Pods live and end', [
  [
    '002',
    'Pending, ContainerCreating, Running; the server listens and has no restart',
    { until: '3m' },
    (life) => {
      expect(life.statuses()).toBe('Pending > ContainerCreating > Running')
      expect(life.row('160s')).toBe('1/1 Running 0')
      expect(life.logs('demo')).toContain(' * Running on http://0.0.0.0:80/ (Press CTRL+C to quit)\n')
      const { conditions, qosClass, phase } = life.pod('160s').status
      expect(conditions?.filter(({ status }) => status === 'True').map(({ type }) => type)).toEqual(
        expect.arrayContaining(['PodScheduled', 'Initialized', 'ContainersReady', 'Ready']),
      )
      expect({ qosClass, phase }).toEqual({ qosClass: 'BestEffort', phase: 'Running' })
    },
  ],
  [
    '019',
    'a leak is OOMKilled, restarted, and ends in CrashLoopBackOff',
    { until: '3m' },
    (life) => {
      expect(life.ends('simmemleak')[0]).toMatchObject({ exitCode: 137, reason: 'OOMKilled' })
      expect(life.statuses()).toMatch(/Running > OOMKilled > .*CrashLoopBackOff/)
      expect(life.pod('1s').status.qosClass).toBe('Guaranteed')
    },
  ],
  [
    '022',
    'Completed, then CrashLoopBackOff: Always restarts what exited with 0',
    { until: '3m' },
    (life) => {
      expect(life.logs('ct-busybox')).toBe('pod1 is running!\n')
      expect(life.statuses()).toMatch(/^Pending > ContainerCreating > Running > Completed > .*CrashLoopBackOff/)
      expect(life.ends('ct-busybox')[0]).toMatchObject({ exitCode: 0, reason: 'Completed' })
      expect(life.row('45s')).toMatch(/^0\/1 (Completed|CrashLoopBackOff)/)
      expect(life.eventText(/^BackOff/)).toMatch(
        /^Back-off restarting failed container ct-busybox in pod pod1_default\([0-9a-f-]+\)$/,
      )
      const [first = 0, second = 0, third = 0, fourth = 0] = life.starts('ct-busybox')
      expect(second - first).toBeLessThan(3)
      expect(Math.round((third - second) / 5)).toBe(2)
      expect(Math.round((fourth - third) / 5)).toBeGreaterThanOrEqual(4)
    },
  ],
  [
    '023',
    'the writer ends after 3000 s and is not restarted: NotReady',
    { until: '55m' },
    (life) => {
      expect(life.row('30s')).toBe('2/2 Running 0')
      expect(life.row('54m')).toBe('1/2 NotReady 0')
      expect(life.ends('ct-busybox')[0]).toMatchObject({ exitCode: 0 })
    },
  ],
  [
    '024',
    'over its limit: OOMKilled with 137, then CrashLoopBackOff',
    { until: '2m' },
    (life) => {
      expect(life.ends('ct-stress')[0]).toMatchObject({ exitCode: 137, reason: 'OOMKilled' })
      expect(life.statuses()).toMatch(/OOMKilled > .*CrashLoopBackOff/)
      expect(life.pod('1s').status.qosClass).toBe('Burstable')
    },
  ],
  [
    '028',
    'waits for its init container, which leaves a file',
    { until: '65m', steps: ['30s kubectl exec pod8-initcontainer -- ls /storage/'] },
    (life) => {
      expect(life.statuses()).toMatch(/^Pending > Init:0\/1 > PodInitializing > Running/)
      expect(life.starts('myapp-containers')[0]).toBeGreaterThan(10)
      expect(life.printed(0)).toContain('testfile\n')
      expect(life.ends('myapp-containers')[0]).toMatchObject({ exitCode: 0, reason: 'Completed' })
    },
  ],
  [
    '028',
    'exec into what is not there yet fails',
    { steps: ['5s kubectl exec pod8-initcontainer -- ls /storage/'] },
    (life) => {
      expect(life.printed(0)).toMatch(/container not found|PodInitializing|waiting/)
    },
  ],
  [
    '029',
    'busybox with a foreground command runs',
    {},
    (life) => {
      expect(life.row('30s')).toBe('1/1 Running 0')
    },
  ],
  [
    '043 fixed',
    'a server in the foreground keeps running',
    { until: '2m' },
    (life) => {
      expect(life.row('100s')).toBe('1/1 Running 0')
    },
  ],
  [
    '043',
    'a server in the background: the shell is done at once, and the probe never matters',
    { until: '2m' },
    (life) => {
      expect(life.ends('pod-liveness-http-container')[0]).toMatchObject({ exitCode: 0, reason: 'Completed' })
      expect(life.statuses()).toContain('CrashLoopBackOff')
    },
  ],
  [
    '052',
    'a sysctl that is not safe: refused by the kubelet, for good',
    {},
    (life) => {
      expect(life.statuses()).toMatch(/SysctlForbidden$/)
      expect(life.pod('20s').status).toMatchObject({
        phase: 'Failed',
        reason: 'SysctlForbidden',
        message: 'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted',
      })
      expect(life.row('4m')).toBe('0/1 SysctlForbidden 0')
    },
  ],
  [
    '053',
    'an init container that fails is tried again and again; the others wait',
    { until: '2m' },
    (life) => {
      expect(life.statuses()).toMatch(/^Pending > Init:0\/1 > Init:Error > .*Init:CrashLoopBackOff/)
      expect(life.pod('110s').status.phase).toBe('Pending')
      expect(life.starts('demo')).toEqual([])
    },
  ],
  [
    '091',
    'a user 0 that contradicts runAsNonRoot',
    {},
    (life) => {
      expect(life.row('20s')).toBe('0/1 CreateContainerConfigError 0')
      expect(life.eventText(/^Failed: Error: /)).toContain("container's runAsUser breaks non-root policy")
    },
  ],
  [
    '096',
    'an image that runs as root and must not',
    {},
    (life) => {
      expect(life.row('60s')).toBe('0/1 CreateContainerConfigError 0')
      expect(life.pod('60s').status.phase).toBe('Pending')
    },
  ],
  [
    '053 fixed',
    'iptables in a privileged init container ends well',
    {},
    (life) => {
      expect(life.ends('iptables-init')[0]).toMatchObject({ exitCode: 0, reason: 'Completed' })
      expect(life.row('30s')).toBe('1/1 Running 0')
    },
  ],
  [
    '055',
    'one prints and ends, one serves, one finds the port taken',
    { until: '12m' },
    (life) => {
      // The notes show NotReady, as kubectl of those years did; 1.36 prints Error.
      expect(life.row('583s')).toBe('1/3 Error 0')
      expect(life.logs('nginx1')).toBe('world\n')
      expect(life.logs('nginx3')).toMatch(/bind\(\) to 0\.0\.0\.0:80 failed \(98: Address already in use\)/)
      expect(life.ends('nginx3')[0]).toMatchObject({ exitCode: 1, reason: 'Error' })
    },
  ],
  [
    '070',
    'prints the variables that it was asked for, and is done',
    {},
    (life) => {
      expect(life.logs('command-demo-container')).toBe('command-demo\ntcp://10.96.0.1:443\n')
      expect(life.statuses()).toMatch(/Completed$/)
      expect(life.pod('60s').status.phase).toBe('Succeeded')
      expect(life.row('60s')).toBe('0/1 Completed 0')
    },
  ],
  [
    '089',
    'runs as root where nobody says otherwise',
    {},
    (life) => {
      expect(life.logs('busybox')).toBe('I am running as user 0\n')
    },
  ],
  [
    '091 fixed',
    'runs as the user that the Pod names',
    {},
    (life) => {
      expect(life.logs('busybox')).toBe('I am running as user 1234\n')
    },
  ],
  [
    '701',
    'OnFailure leaves a success alone: Completed',
    { until: '3m' },
    (life) => {
      expect(life.statuses()).toMatch(/Completed$/)
      expect(life.row('150s')).toBe('0/1 Completed 0')
      expect(life.pod('150s').status.phase).toBe('Succeeded')
      expect(life.logs('ct-busybox')).toBe('pod1 is running!\n')
    },
  ],
  [
    '702',
    'a sleeping shell does not hear SIGTERM: deletion takes the whole grace period',
    { steps: ['20s kubectl exec pod1 -- env', '30s kubectl exec pod1 -- kill -9 1', '40s kubectl delete pod pod1'] },
    (life) => {
      expect(life.row('25s')).toBe('1/1 Running 0')
      expect(life.printed(0)).toMatch(/^PATH=.*\n/)
      expect(life.printed(0)).toContain('HOSTNAME=pod1\n')
      expect(life.row('35s')).toBe('1/1 Running 0')
      expect(life.goneAt()).toBeGreaterThanOrEqual(70)
      expect(life.goneAt()).toBeLessThan(73)
      expect(life.ends('ct-busybox')[0]).toMatchObject({ exitCode: 137 })
    },
  ],
  [
    '709',
    'four workers of 256 MB in 256 MiB: the whole container is killed',
    { until: '2m' },
    (life) => {
      expect(life.ends('pod-stress')[0]).toMatchObject({ exitCode: 137, reason: 'OOMKilled' })
    },
  ],
  [
    '709',
    'with cgroup v1 only workers die',
    { until: '1m', scenario: { nodes: [{ name: 'node-1', cpu: '4', memory: '8Gi', cgroup: 'v1' }] } },
    (life) => {
      expect(life.ends('pod-stress')).toEqual([])
      expect(life.row('50s')).toBe('1/1 Running 0')
    },
  ],
  [
    '711',
    'says hello every ten seconds',
    { until: '65s' },
    (life) => {
      expect(life.logs('command-demo-container')).toBe('hello\n'.repeat(7))
    },
  ],
  [
    '719',
    'a failed init container under Never ends the Pod',
    {},
    (life) => {
      expect(life.statuses()).toMatch(/Init:Error$/)
      expect(life.pod('60s').status.phase).toBe('Failed')
      expect(life.starts('c-main')).toEqual([])
      expect(life.logs('init')).toBe('failing\n')
    },
  ],
  [
    '720',
    'an init container without probes does its work first',
    {},
    (life) => {
      expect(life.starts('c-main')[0]).toBeGreaterThan(5)
      expect(life.row('60s')).toBe('1/1 Running 0')
    },
  ],
  [
    '723',
    'activeDeadlineSeconds ends an init container that waits for ever',
    {},
    (life) => {
      const { status } = life.pod('70s')
      expect(status).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded' })
      expect(status.message).toBe('Pod was active on the node longer than the specified deadline')
      expect(life.logs('wait-forever')).toContain('waiting for wait-service\n')
    },
  ],
  [
    '730',
    'the sidecar starts first, counts as ready, and goes last',
    { steps: ['60s kubectl delete pod native-sidecar'] },
    (life) => {
      expect(life.row('30s')).toBe('2/2 Running 0')
      const [proxy = 0] = life.starts('proxy')
      const [init = 0] = life.starts('init')
      const [demo = 0] = life.starts('demo')
      expect([proxy, init, demo]).toEqual([proxy, init, demo].sort((a, b) => a - b))
      expect(life.ends('demo')[0]?.at).toBeLessThan(life.ends('proxy')[0]?.at ?? 0)
    },
  ],
])
