import { describe, expect, test } from 'vitest'
import { Run } from '../../testing/run.ts'
import { createFileSystem } from './file-system.ts'
import { Volume } from './volume.ts'

const MI = 1024 ** 2
const now = () => 0

function memoryOf(limit?: number) {
  const memory = {
    bytes: 0,
    room: () => (limit === undefined ? undefined : limit - memory.bytes),
    addPages: (bytes: number) => {
      memory.bytes += bytes
    },
  }
  return memory
}

describe('[OOM-5] files in memory', () => {
  test('are charged to their writer, and freed when they go', () => {
    const volume = new Volume({ now, medium: 'memory', mode: 0o777 })
    const mounts = [{ path: '/m', volume }]
    const [a, b] = [createFileSystem({ image: {}, now, mounts }), createFileSystem({ image: {}, now, mounts })]
    const [ofA, ofB] = [memoryOf(), memoryOf()]
    a.files.chargeTo(ofA)
    b.files.chargeTo(ofB)
    a.files.extend('/m/f', 10 * MI)
    b.files.extend('/m/f', 5 * MI)
    a.files.extend('/on-disk', 50 * MI)
    expect([ofA.bytes, ofB.bytes]).toEqual([10 * MI, 5 * MI])
    b.files.write('/m/f', 'x'.repeat(12))
    expect([ofA.bytes, ofB.bytes]).toEqual([12, 0])
    b.files.removeFile('/m/f')
    expect([ofA.bytes, ofB.bytes]).toEqual([0, 0])
    a.files.extend('/dev/x', 3 * MI)
    expect(ofA.bytes).toBe(3 * MI)
  })

  test('end where their writer’s memory does', () => {
    const volume = new Volume({ now, medium: 'memory', mode: 0o777 })
    const { files } = createFileSystem({ image: {}, now, mounts: [{ path: '/m', volume }] })
    files.chargeTo(memoryOf(8 * MI))
    expect(files.extend('/m/f', 20 * MI)).toBeUndefined()
    expect(files.stat('/m/f')).toMatchObject({ size: 8 * MI })
  })
})

function pod(script: string, limits: string, volume = 'emptyDir: {medium: Memory}', more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  volumes: [{name: v, ${volume}}]
  containers:
  - {name: c, image: "busybox:1.36", command: [${script}], resources: {limits: {${limits}}}, volumeMounts: [{name: v, mountPath: /m}]}
${more}`
}

const FILL = 'sh, -c, "df -k /m | tail -1; dd if=/dev/zero of=/m/f bs=1M count=100; echo rc $?; sleep 1000"'
const V1 = '---\n{apiVersion: podlapse.dev/v1, kind: Scenario, spec: {until: 2m, nodes: [{name: one, cgroup: v1}]}}\n'

describe('a volume in memory', () => {
  test('is as large as the Pod’s limit, and whoever fills it is killed', () => {
    const run = new Run(pod(FILL, 'memory: 64Mi', undefined, V1))
    expect(run.logs()[0]).toMatch(/^tmpfs +65536 /)
    expect(run.logs()).toContain('rc 137')
    expect(run.pod().status.containerStatuses?.[0]?.restartCount).toBe(0)
  })

  test('[OOM-4] keeps its files, so that nothing can start beside them', () => {
    const run = new Run(pod('dd, if=/dev/zero, of=/m/f, bs=1M, count=100', 'memory: 64Mi'))
    const status = run.pod().status.containerStatuses?.[0]
    expect(status?.restartCount).toBeGreaterThan(2)
    expect(run.told('Failed')).toEqual([
      'Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?)',
    ])
    expect(run.trace.entries.filter(({ kind }) => kind === 'oom')).toHaveLength(1)
  })

  test.each([
    ['its own size, where that is less', 'memory: 64Mi', 'emptyDir: {medium: Memory, sizeLimit: 20Mi}', 20 * 1024],
    ['what the node has, where nothing is limited', '', 'emptyDir: {medium: Memory}', 8 * 1024 ** 2 - 100 * 1024],
  ])('holds %s', (_, limits, volume, size) => {
    const script = 'sh, -c, "df -k /m | tail -1; dd if=/dev/zero of=/m/f bs=1M count=30; sleep 1000"'
    const run = new Run(pod(script, limits, volume))
    expect(run.logs()[0]).toMatch(new RegExp(`^tmpfs +${size} `))
    expect(run.logs().join().includes('No space left on device')).toBe(size < 30 * 1024)
  })

  test('on disk costs no memory', () => {
    const run = new Run(pod(FILL, 'memory: 64Mi', 'emptyDir: {}'))
    expect(run.logs()).toContain('rc 0')
  })
})

describe('[OOM-4] a limit in which nothing can start', () => {
  test.each([
    ['1Mi', 'FailedCreatePodSandBox', 'container init was OOM-killed (memory limit too low?)'],
    ['128k', 'FailedCreatePodSandBox', 'container init was OOM-killed (memory limit too low?)'],
    ['4Mi', 'FailedCreatePodSandBox', 'cannot start a stopped process'],
    ['100m', 'FailedMount', 'no space left on device'],
  ])('%s', (limit, reason, words) => {
    const run = new Run(pod('sleep, "1000"', `memory: ${limit}`, 'emptyDir: {}'))
    expect(run.told(reason).length).toBeGreaterThan(1)
    for (const message of run.told(reason)) expect(message.endsWith(words)).toBe(true)
    expect(run.pod().status.containerStatuses?.[0]?.state?.waiting?.reason).toBe('ContainerCreating')
  })

  test('of one container among others that have none', () => {
    const other = '  - {name: d, image: "busybox:1.36", command: [sleep, "1000"]}\n'
    const run = new Run(pod('sleep, "1000"', 'memory: 1Mi', 'emptyDir: {}', other))
    expect(run.told('FailedCreatePodSandBox')).toEqual([])
    expect(run.told('Failed')[0]).toMatch(/container init was OOM-killed/)
  })
})
