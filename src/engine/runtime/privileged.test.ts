import { describe, expect, test } from 'vitest'
import { Run } from '../testing/run.ts'

function pod(name: string, containers: string, spec = ''): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {nodeName: node-1, ${spec} containers: [${containers}]}}`
}

function container(name: string, script: string, security = ''): string {
  return `{name: ${name}, image: "busybox:1.36", command: [sh, -c, ${JSON.stringify(script)}], securityContext: {${security}}}`
}

function logs(script: string, security: string): string[] {
  return new Run(pod('p', container('c', script, security), 'restartPolicy: Never,')).logs()
}

const BARE = ''
const ALL = 'privileged: true'

describe('a privileged container', () => {
  test.each([
    ['sees the node’s devices', 'test -b /dev/sda && echo disk', ['disk']],
    ['has every capability', 'grep CapEff /proc/self/status', ['CapEff:\t000001ffffffffff']],
    ['mounts the node’s disk', 'mkdir /m; mount /dev/sda1 /m; cat /m/etc/hostname; umount /m; ls /m', ['node-1']],
    [
      'mounts memory',
      'mkdir /m; mount -t tmpfs t /m; df -k /m | tail -1 | tr -s " "',
      ['tmpfs 4194304 0 4194304 0% /m'],
    ],
    ['mounts what is there elsewhere', 'mkdir /m; mount --bind /etc /m; ls /m | grep passwd', ['passwd']],
    [
      'sets what is the node’s',
      'sysctl -w kernel.msgmax=100; cat /proc/sys/kernel/msgmax',
      ['kernel.msgmax = 100', '100'],
    ],
    ['sets the clock', 'date -s "2030-01-01 10:00:00" +%Y; date +%Y', ['2030', '2030']],
  ])('%s', (_, script, expected) => expect(logs(script, ALL)).toEqual(expected))

  test.each([
    ['test -b /dev/sda || echo none', 'none'],
    ['mkdir /m; mount /dev/sda1 /m', 'mount: permission denied (are you root?)'],
    ['sysctl -w kernel.msgmax=100', "sysctl: error setting key 'kernel.msgmax': Read-only file system"],
    ['date -s "2030-01-01 10:00:00"', "date: can't set date: Operation not permitted"],
    ['echo > /sys/x', "sh: can't create /sys/x: Read-only file system"],
  ])('another may not: %s', (script, expected) => expect(logs(script, BARE)[0]).toBe(expected))
})

test.each([
  ['SYS_TIME sets the clock', 'add: [SYS_TIME]', 'date -s "2030-01-01 10:00:00" +%Y', '2030'],
  [
    'SYS_ADMIN mounts, but sees no disk',
    'add: [SYS_ADMIN]',
    'mkdir /m; mount -t tmpfs t /m && echo ok; mount /dev/sda1 /m',
    'ok',
  ],
  ['without CHOWN nothing is given away', 'drop: [CHOWN]', 'chown 1 /tmp', 'chown: /tmp: Operation not permitted'],
])('%s', (_, capabilities, script, expected) => {
  expect(logs(script, `capabilities: {${capabilities}}`)[0]).toBe(expected)
})

describe('[PROC-3] a Pod with hostPID', () => {
  const other = pod('other', '{name: web, image: "nginx:1.27"}')
  const seeing = (script: string, security = '') =>
    new Run(
      [other, pod('p', container('c', `sleep 5; ${script}`, security), 'hostPID: true, restartPolicy: Never,')].join(
        '\n---\n',
      ),
    )

  test('sees the processes of the node and of all its Pods', () => {
    const lines = seeing('ps')
      .logs()
      .map((line) => line.trim().replace(/\s+/g, ' '))
    for (const [pid, name] of [
      ['1', '/sbin/init'],
      ['655', '/usr/bin/containerd'],
      ['702', '/usr/bin/kubelet'],
    ]) {
      expect(lines.some((line) => line.startsWith(`${pid} root`) && line.includes(name as string))).toBe(true)
    }
    expect(lines.some((line) => line.includes('nginx: master process'))).toBe(true)
    expect(lines.filter((line) => line.endsWith('/pause'))).toHaveLength(2)
  })

  test('ends them where it may', () => {
    const kill = 'kill $(pgrep nginx | head -1)'
    expect(seeing(kill).pod('other').status.containerStatuses?.[0]?.restartCount).toBe(1)
    const denied = seeing(kill, 'runAsUser: 1000')
    expect(denied.logs()[0]).toMatch(/can't kill pid \d+: Operation not permitted/)
    expect(denied.pod('other').status.containerStatuses?.[0]?.restartCount).toBe(0)
  })

  test('is told where what it does is not simulated', () => {
    const run = seeing('kill 702')
    expect(
      run.trace.entries.some((entry) => entry.kind === 'notSimulated' && entry.note.kind === 'nodeProcessSignalled'),
    ).toBe(true)
  })
})

test('the first process of a shared namespace holds the Pod, and hears SIGTERM alone', () => {
  const run = new Run(
    pod(
      'p',
      `${container('a', 'sleep 1000')}, ${container('b', 'sleep 5; kill -9 1; echo $?; sleep 5; kill 1; sleep 100')}`,
      'shareProcessNamespace: true,',
    ),
    '20s',
  )
  expect(run.logs('b', 'p', 0)).toEqual(['0'])
  expect(run.told('SandboxChanged')).toHaveLength(1)
  const exits = run.pod().status.containerStatuses?.map(({ lastState }) => lastState.terminated?.exitCode)
  expect(exits).toEqual([137, 137])
})
