import { expect, it } from 'vitest'
import type { FileTree } from '../../program-api/files.ts'
import { createFileSystem } from './file-system.ts'
import { mountFailureText } from './mount-failure.ts'
import { Volume } from './volume.ts'

const now = () => 0
const image: FileTree = { '/etc/app.conf': { kind: 'file', content: '' }, '/srv': { kind: 'directory' } }
const empty = () => new Volume({ now, mode: 0o777 })
const holding = (name: string) => {
  const volume = empty()
  volume.writeFile(name, 'x')
  return volume
}

it.each([
  [
    'a directory on a file',
    [{ path: '/etc/app.conf', volume: empty(), source: '/n/v' }],
    'flags=MS_BIND|MS_REC: not a directory',
  ],
  [
    'a directory on a file, read-only',
    [{ path: '/etc/app.conf', volume: empty(), source: '/n/v', readOnly: true }],
    'error mounting "/n/v" to rootfs at "/etc/app.conf": mount src=/n/v, dst=/etc/app.conf, dstFd=/proc/thread-self/fd/14, flags=MS_RDONLY|MS_BIND|MS_REC: not a directory',
  ],
  ['a file on a directory', [{ path: '/srv', volume: holding('a'), subPath: 'a', source: '/n/a' }], 'not a directory'],
  ['a file on a file', [{ path: '/etc/app.conf', volume: holding('a'), subPath: 'a' }], undefined],
  [
    'below a read-only volume, whatever the order',
    [
      { path: '/data/deep', volume: empty(), source: '/n/deep' },
      { path: '/data', volume: empty(), readOnly: true },
    ],
    'error mounting "/n/deep" to rootfs at "/data/deep": create mountpoint for /data/deep mount: make mountpoint "/data/deep": mkdirat /run/containerd/io.containerd.runtime.v2.task/k8s.io/id/rootfs/data/deep: read-only file system',
  ],
  [
    'below a read-only volume that has the directory',
    [
      { path: '/data', volume: holding('deep/x'), readOnly: true },
      { path: '/data/deep', volume: empty() },
    ],
    undefined,
  ],
  ['below a file', [{ path: '/etc/app.conf/x', volume: empty() }], 'rootfs/etc/app.conf/x: not a directory'],
  ['in a root that is read-only later', [{ path: '/made/by/runc', volume: empty() }], undefined],
])('a mount of %s', (_, mounts, expected) => {
  const { mountFailure } = createFileSystem({ image, now, mounts, readOnlyRoot: true })
  const text = mountFailure && mountFailureText(mountFailure, 'id')
  if (expected === undefined) expect(text).toBeUndefined()
  else expect(text).toContain(expected)
})

it('a file of the node that is mounted alone is the same file everywhere', () => {
  const node = new Volume({ now, tree: { '/etc/shared.conf': { kind: 'file', content: 'old' } } })
  const mounts = [{ path: '/conf', volume: node, subPath: 'etc/shared.conf' }]
  const [one, other] = [createFileSystem({ image, now, mounts }), createFileSystem({ image, now, mounts })]
  one.files.write('/conf', 'new')
  expect(other.files.read('/conf')).toEqual({ text: 'new' })
  expect(node.files.read('/etc/shared.conf')).toEqual({ text: 'new' })
})
