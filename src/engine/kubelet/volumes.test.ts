import { describe, expect, test } from 'vitest'
import { Run } from '../testing/run.ts'

const OBJECTS = `---
{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {mode: fast, level: "3"}}
---
{apiVersion: v1, kind: Secret, metadata: {name: token}, stringData: {key: abc}}
`

function pod(volumes: string, mounts: string, script: string, more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  restartPolicy: Never
  containers:
  - {name: c, image: "busybox:1.36", command: [sh, -c, ${JSON.stringify(script)}], volumeMounts: [${mounts}]}
  volumes: [${volumes}]
${more}${OBJECTS}`
}

describe('what the API fills is read-only', () => {
  test.each([
    ['configMap', '{name: v, configMap: {name: settings}}', 'mode'],
    ['secret', '{name: v, secret: {secretName: token}}', 'key'],
    ['downwardAPI', '{name: v, downwardAPI: {items: [{path: me, fieldRef: {fieldPath: metadata.name}}]}}', 'me'],
    ['projected', '{name: v, projected: {sources: [{configMap: {name: settings}}]}}', 'level'],
  ])('%s', (_, volume, file) => {
    const script = `echo x > /v/${file}; touch /v/new; rm /v/${file}; chmod 700 /v/${file}`
    expect(new Run(pod(volume, '{name: v, mountPath: /v, readOnly: false}', script)).logs()).toEqual([
      `sh: can't create /v/${file}: Read-only file system`,
      'touch: /v/new: Read-only file system',
      `rm: can't remove '/v/${file}': Read-only file system`,
      `chmod: /v/${file}: Read-only file system`,
    ])
  })
})

const BOTH = '{name: below, mountPath: /a/b}, {name: v, mountPath: /a, readOnly: true}'

describe('a mount below another', () => {
  test('cannot be made below an emptyDir that is mounted read-only', () => {
    const run = new Run(pod('{name: v, emptyDir: {}}, {name: below, emptyDir: {}}', BOTH, 'true'))
    const { terminated } = run.pod().status.containerStatuses?.[0]?.state ?? {}
    expect(terminated).toMatchObject({ reason: 'StartError', exitCode: 128 })
    expect(run.told('Failed')[0]).toMatch(/mkdirat \S+\/c\/rootfs\/a\/b: read-only file system$/)
  })

  test.each(['configMap: {name: settings}', 'secret: {secretName: token}', 'projected: {sources: []}'])(
    'is made for %s by the kubelet',
    (source) => {
      const run = new Run(
        pod(`{name: v, ${source}}, {name: below, emptyDir: {}}`, BOTH, 'touch /a/b/x && echo made; ls /a'),
      )
      expect(run.logs()).toContain('made')
      expect(run.logs()).toContain('b')
    },
  )
})

test.each([
  ['{name: v, configMap: {name: settings}}', '', 'volumes/kubernetes.io~configmap/v"'],
  ['{name: v, configMap: {name: settings}}', ', subPath: absent', 'volume-subpaths/v/c/0"'],
  ['{name: v, secret: {secretName: token}}', '', 'volumes/kubernetes.io~secret/v"'],
  ['{name: v, emptyDir: {}}', '', 'volumes/kubernetes.io~empty-dir/v"'],
  ['{name: v, hostPath: {path: /var/log}}', '', 'error mounting "/var/log"'],
])('%s%s on a file is named by where the node has it', (volume, more, expected) => {
  const run = new Run(pod(volume, `{name: v, mountPath: /etc/hosts${more}}`, 'true'))
  expect(run.told('Failed')[0]).toContain(expected)
  expect(run.told('Failed')[0]).toContain('not a directory')
})

test('a part of a volume that a file is in the way of', () => {
  const volume = '{name: v, configMap: {name: settings}}'
  const run = new Run(pod(volume, '{name: v, mountPath: /x, subPath: mode/y}', 'true'))
  expect(run.told('Failed')).toEqual(['Error: failed to prepare subPath for volumeMount "v" of container "c"'])
})

test('what only the root’s mounts forbid', () => {
  const script = 'for f in /x /dev/x /dev/shm/x /etc/hosts /etc/hostname /sys/x /proc/x; do echo > $f && echo $f; done'
  const run = new Run(
    pod('', '', script).replace('command:', 'securityContext: {readOnlyRootFilesystem: true}, command:'),
  )
  expect(run.logs().filter((line) => line.startsWith('/'))).toEqual(['/dev/x', '/dev/shm/x', '/etc/hosts'])
})

test('a Pod’s shared memory is 64Mi, and its containers share it', () => {
  const script = 'dd if=/dev/zero of=/dev/shm/f bs=1M count=100; sleep 5; ls /dev/shm; df -k /dev/shm | tail -1'
  const other = '  - {name: d, image: "busybox:1.36", command: [sh, -c, "echo > /dev/shm/mine"]}\n  volumes'
  const run = new Run(pod('', '', script).replace('  volumes', other))
  expect(run.logs()[0]).toBe("dd: error writing '/dev/shm/f': No space left on device")
  expect(run.logs()).toContain('mine')
  expect(run.logs().at(-1)).toMatch(/^shm +65536 .*\/dev\/shm$/)
})

describe('hostPath', () => {
  test('a node has the files that any node has', () => {
    const run = new Run(
      pod(
        '{name: v, hostPath: {path: /etc/passwd, type: File}}, {name: e, hostPath: {path: /etc}}, {name: l, hostPath: {path: /var/log, type: Directory}}',
        '{name: v, mountPath: /etc/passwd, readOnly: true}, {name: e, mountPath: /host}, {name: l, mountPath: /log}',
        'head -1 /etc/passwd; grep ^ID= /host/os-release || cat /host/hostname; ls /log',
      ),
    )
    expect(run.logs()[0]).toBe('root:x:0:0:root:/root:/bin/bash')
    expect(run.logs()).toContain('containers')
  })

  test('is one tree for all Pods of a node', () => {
    const reader = `---
{apiVersion: v1, kind: Pod, metadata: {name: q}, spec: {nodeName: node-1, restartPolicy: Never,
 containers: [{name: c, image: "busybox:1.36", command: [sh, -c, "sleep 5; cat /h/srv/shared/f /h/srv/shared/single"], volumeMounts: [{name: v, mountPath: /h}]}],
 volumes: [{name: v, hostPath: {path: /}}]}}
`
    const writer = pod(
      '{name: v, hostPath: {path: /srv/shared/, type: DirectoryOrCreate}}, {name: f, hostPath: {path: /srv/shared/single, type: FileOrCreate}}',
      '{name: v, mountPath: /v}, {name: f, mountPath: /f}',
      'echo dir > /v/f; echo file > /f; test -f /f && echo plain',
    ).replace('spec:', 'spec:\n  nodeName: node-1')
    const run = new Run(writer.replace(OBJECTS, reader))
    expect(run.logs()).toEqual(['plain'])
    expect(run.logs('c', 'q')).toEqual(['dir', 'file'])
  })

  test.each([
    ['/etc/hosts', 'Directory', '/etc/hosts is not a directory'],
    ['/etc/hosts', 'DirectoryOrCreate', '/etc/hosts is not a directory'],
    ['/etc', 'FileOrCreate', '/etc is not a file'],
    ['/srv/absent', 'Directory', '/srv/absent is not a directory'],
    ['/srv/absent', 'File', '/srv/absent is not a file'],
    ['/etc/hosts', 'Socket', '/etc/hosts is not a socket file'],
    ['/dev/sda', 'CharDevice', '/dev/sda is not a character device'],
    ['/dev/null', 'BlockDevice', '/dev/null is not a block device'],
  ])('%s is no %s', (path, type, expected) => {
    const run = new Run(pod(`{name: v, hostPath: {path: ${path}, type: ${type}}}`, '{name: v, mountPath: /v}', 'true'))
    expect(run.told('FailedMount')[0]).toBe(
      `MountVolume.SetUp failed for volume "v" : hostPath type check failed: ${expected}`,
    )
  })

  test('a file cannot be made where its directory is missing', () => {
    const run = new Run(
      pod('{name: v, hostPath: {path: /srv/no/f, type: FileOrCreate}}', '{name: v, mountPath: /v}', 'true'),
    )
    expect(run.told('FailedMount')[0]).toContain('open /srv/no/f: no such file or directory')
  })
})
