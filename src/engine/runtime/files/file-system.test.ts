import { describe, expect, it } from 'vitest'
import type { FileTree } from '../../program-api/files.ts'
import { createFileSystem } from './file-system.ts'
import { Volume } from './volume.ts'

const now = () => 1000
const image: FileTree = {
  '/bin/sh': { kind: 'program', program: 'sh' },
  '/etc/motd': { kind: 'file', content: 'hello\n' },
  '/etc/private': { kind: 'file', content: 'secret\n', mode: 0o600 },
  '/usr/share/doc/a': { kind: 'file', content: 'a' },
  '/lib': { kind: 'link', target: 'usr/share' },
  '/loop': { kind: 'link', target: '/loop2' },
  '/loop2': { kind: 'link', target: '/loop' },
}

describe('a container’s files', () => {
  it('shows the image, and keeps writes to itself', () => {
    const a = createFileSystem({ image, now })
    const b = createFileSystem({ image, now })
    expect(a.files.write('/etc/motd', 'bye\n')).toBeUndefined()
    expect(a.files.read('/etc/motd')).toEqual({ text: 'bye\n' })
    expect(b.files.read('/etc/motd')).toEqual({ text: 'hello\n' })
    expect(a.layer.usedBytes).toBe(4)
    expect(b.layer.usedBytes).toBe(0)
    expect(a.files.stat('/bin/sh')).toMatchObject({ kind: 'file', mode: 0o755, program: 'sh' })
  })

  it('removes what the image has', () => {
    const { files } = createFileSystem({ image, now })
    expect(files.removeFile('/etc/motd')).toBeUndefined()
    expect(files.stat('/etc/motd')).toBe('ENOENT')
    expect(files.list('/etc')).not.toContain('motd')
    expect(files.removeDirectory('/usr')).toBe('ENOTEMPTY')
    expect(files.removeFile('/usr/share/doc/a')).toBeUndefined()
    expect(files.removeDirectory('/usr/share/doc')).toBeUndefined()
    expect(files.list('/usr/share')).toEqual([])
  })

  it('follows links and gives up in a loop', () => {
    const { files } = createFileSystem({ image, now })
    expect(files.read('/lib/doc/a')).toEqual({ text: 'a' })
    expect(files.read('/lib/../etc/motd')).toBe('ENOENT')
    expect(files.read('/etc/../lib/doc/a')).toEqual({ text: 'a' })
    expect(files.stat('/loop')).toBe('ELOOP')
    expect(files.stat('/loop', false)).toMatchObject({ kind: 'link' })
    expect(files.realPath('/lib/doc/a')).toEqual({ path: '/usr/share/doc/a' })
    expect(files.link('/tmp/target', '/tmp/l')).toBeUndefined()
    expect(files.write('/tmp/l', 'x')).toBeUndefined()
    expect(files.read('/tmp/target')).toEqual({ text: 'x' })
  })

  it.each([
    ['/nope/x', 'ENOENT'],
    ['/etc', 'EISDIR'],
    ['/etc/motd/x', 'ENOTDIR'],
    ['/dev/full', 'ENOSPC'],
    ['/dev/null', undefined],
  ])('write to %s: %s', (path, error) => {
    expect(createFileSystem({ image, now }).files.write(path, 'x')).toBe(error)
  })

  it('refuses writes to a read-only root, not to a volume in it', () => {
    const data = new Volume({ now, mode: 0o777 })
    const { files } = createFileSystem({ image, now, readOnlyRoot: true, mounts: [{ path: '/data', volume: data }] })
    expect(files.write('/x', '1')).toBe('EROFS')
    expect(files.touch('/etc/motd')).toBe('EROFS')
    expect(files.removeFile('/etc/motd')).toBe('EROFS')
    expect(files.makeDirectory('/d')).toBe('EROFS')
    expect(files.write('/dev/null', 'x')).toBeUndefined()
    expect(files.write('/data/x', '1')).toBeUndefined()
    expect(data.usedBytes).toBe(1)
  })

  it('checks modes for users other than root', () => {
    const { files } = createFileSystem({ image, now, uid: 1000, gid: 1000 })
    expect(files.read('/etc/private')).toBe('EACCES')
    expect(files.write('/etc/motd', 'x')).toBe('EACCES')
    expect(files.touch('/root-owned')).toBe('EACCES')
    expect(files.touch('/tmp/mine')).toBeUndefined()
    expect(files.stat('/tmp/mine')).toMatchObject({ uid: 1000 })
  })
})

describe('volumes', () => {
  it('are the same tree in two containers, and may be read-only in one', () => {
    const volume = new Volume({ now, mode: 0o777 })
    const a = createFileSystem({ image, now, mounts: [{ path: '/data', volume }] }).files
    const b = createFileSystem({ image, now, mounts: [{ path: '/web/html', volume, readOnly: true }] }).files
    expect(a.write('/data/index.html', 'hi')).toBeUndefined()
    expect(b.read('/web/html/index.html')).toEqual({ text: 'hi' })
    expect(b.write('/web/html/index.html', 'no')).toBe('EROFS')
    expect(b.list('/web')).toEqual(['html'])
    expect(b.removeDirectory('/web/html')).toBe('ENOTEMPTY')
    expect(a.rename('/data/index.html', '/tmp/x')).toBe('EXDEV')
    expect(a.mounts()).toContainEqual({
      ...{ path: '/data', medium: 'disk', usedBytes: 2, limitBytes: undefined, readOnly: false },
    })
  })

  it('mount a single file, which stays when the volume’s content is replaced', () => {
    const volume = new Volume({ now })
    volume.writeFile('app.conf', 'one')
    const { files } = createFileSystem({
      image,
      now,
      mounts: [{ path: '/etc/app/app.conf', volume, subPath: 'app.conf' }],
    })
    expect(files.read('/etc/app/app.conf')).toEqual({ text: 'one' })
    volume.files.removeFile('/app.conf')
    volume.writeFile('app.conf', 'two')
    expect(files.read('/etc/app/app.conf')).toEqual({ text: 'one' })
    expect(files.list('/etc/app')).toEqual(['app.conf'])
    expect(files.removeFile('/etc/app/app.conf')).toBe('EBUSY')
  })

  it('swap their content through a link, as those of ConfigMaps do', () => {
    const volume = new Volume({ now })
    volume.writeFile('..1/key', 'old')
    volume.files.link('..1', '/..data')
    volume.files.link('..data/key', '/key')
    const { files } = createFileSystem({ image, now, mounts: [{ path: '/cfg', volume, readOnly: true }] })
    expect(files.read('/cfg/key')).toEqual({ text: 'old' })
    volume.writeFile('..2/key', 'new')
    volume.files.link('..2', '/..tmp')
    expect(volume.files.rename('/..tmp', '/..data')).toBeUndefined()
    expect(files.read('/cfg/key')).toEqual({ text: 'new' })
  })

  it('can be full', () => {
    const volume = new Volume({ now, limitBytes: 100 })
    const { files } = createFileSystem({ image, now, mounts: [{ path: '/v', volume }] })
    expect(files.write('/v/a', 'x'.repeat(60))).toBeUndefined()
    expect(files.write('/v/b', 'x'.repeat(60))).toBe('ENOSPC')
    expect(files.extend('/v/b', 60)).toBe('ENOSPC')
    expect(files.stat('/v/b')).toMatchObject({ size: 40 })
    expect(files.removeFile('/v/a')).toBeUndefined()
    expect(volume.usedBytes).toBe(40)
  })

  it('nest, in whatever order they are listed', () => {
    const outer = new Volume({ now })
    const inner = new Volume({ now })
    inner.writeFile('f', 'inner')
    const { files } = createFileSystem({
      image,
      now,
      mounts: [
        { path: '/a/b/c', volume: inner },
        { path: '/a', volume: outer },
      ],
    })
    expect(files.read('/a/b/c/f')).toEqual({ text: 'inner' })
    expect(outer.files.list('/')).toEqual(['b'])
  })
})

it('is cheap to make', () => {
  let walks = 0
  const image = new Proxy<FileTree>(
    { '/usr/bin/p': { kind: 'program', program: 'x' } },
    {
      ownKeys(tree) {
        walks++
        return Reflect.ownKeys(tree)
      },
    },
  )
  createFileSystem({ image, now })
  const atFirst = walks
  for (let i = 0; i < 10; i++) createFileSystem({ image, now }).files.touch('/tmp/x')
  expect(atFirst).toBeGreaterThan(0)
  // The image's files are indexed once, however many containers are made of it.
  expect(walks).toBe(atFirst)
})
