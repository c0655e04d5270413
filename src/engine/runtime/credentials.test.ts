import { describe, expect, it } from 'vitest'
import type { FileError, FileSystem } from '../program-api/files.ts'
import type { Identity } from '../program-api/program.ts'
import { effectiveCapabilities } from './capabilities.ts'
import { becoming, type Credentials } from './credentials.ts'
import { createFileSystem } from './files/file-system.ts'

function root(...dropped: string[]): Credentials {
  const capabilities = effectiveCapabilities({ capabilities: { drop: dropped } }, 0)
  return { uid: 0, gid: 0, groups: [0], capabilities }
}

const REDIS: Credentials = { uid: 999, gid: 999, groups: [999, 2000], capabilities: new Set() }

describe('becoming somebody else', () => {
  it.each<[string, Credentials, Identity, 'EPERM' | Partial<Credentials>]>([
    ['root another user', root(), { uid: 999, gid: 999, groups: [] }, { uid: 999, gid: 999, groups: [999] }],
    ['root another user, its groups kept', root(), { uid: 5 }, { uid: 5, gid: 0, groups: [0] }],
    ['root without SETUID', root('SETUID'), { uid: 999 }, 'EPERM'],
    ['root without SETGID, no group asked for', root('SETGID'), { uid: 999 }, { uid: 999 }],
    ['root without SETGID', root('SETGID'), { uid: 999, gid: 999, groups: [] }, 'EPERM'],
    ['root without any', root('ALL'), { uid: 999, gid: 999 }, 'EPERM'],
    ['a user itself', REDIS, { uid: 999, gid: 999 }, REDIS],
    ['a user its own list of groups', REDIS, { uid: 999, gid: 999, groups: [] }, 'EPERM'],
    ['a user root', REDIS, { uid: 0 }, 'EPERM'],
  ])('%s', (_, now, wanted, expected) => {
    const who = becoming(now, wanted)
    if (expected === 'EPERM') expect(who).toBe('EPERM')
    else expect(who).toMatchObject(expected)
  })

  it('leaves root’s capabilities behind', () => {
    expect(becoming(root(), { uid: 999 })).toMatchObject({ capabilities: new Set() })
  })
})

describe('files as somebody sees them', () => {
  const tree = {
    '/data': { kind: 'directory', uid: 999, mode: 0o700 },
    '/data/dump': { kind: 'file', content: 'x', mode: 0o600, uid: 999 },
    '/etc/secret': { kind: 'file', content: 'x', mode: 0o600 },
  } as const
  const { files } = createFileSystem({ image: tree, now: () => 0 })
  const read = (as: FileSystem, path: string): string => {
    const file = as.read(path)
    return typeof file === 'string' ? file : file.text
  }

  it.each<[string, Credentials, (as: FileSystem) => FileError | string | undefined, string | undefined]>([
    ['root reads what is another’s', root(), (as) => read(as, '/data/dump'), 'x'],
    ['root without DAC_OVERRIDE does not', root('DAC_OVERRIDE'), (as) => read(as, '/data/dump'), 'EACCES'],
    ['its owner does', REDIS, (as) => read(as, '/data/dump'), 'x'],
    ['nobody else reads root’s', REDIS, (as) => read(as, '/etc/secret'), 'EACCES'],
    ['root gives away', root(), (as) => as.chown('/etc/secret', 0, 5), undefined],
    ['root without CHOWN does not', root('CHOWN'), (as) => as.chown('/etc/secret', 999, undefined), 'EPERM'],
    ['an owner gives to nobody else', REDIS, (as) => as.chown('/data/dump', 0, undefined), 'EPERM'],
    ['an owner may say whose it is', REDIS, (as) => as.chown('/data/dump', 999, 999), undefined],
    ['an owner gives to a group of its own', REDIS, (as) => as.chown('/data/dump', undefined, 2000), undefined],
    ['root without FOWNER changes no mode', root('FOWNER'), (as) => as.chmod('/data', 0o755), 'EPERM'],
    ['an owner does', REDIS, (as) => as.chmod('/data', 0o700), undefined],
  ])('%s', (_, who, act, expected) => {
    expect(act(files.as(who))).toBe(expected)
  })

  it('what it makes is its own', () => {
    expect(files.as(REDIS).write('/data/new', '')).toBeUndefined()
    expect(files.stat('/data/new')).toMatchObject({ uid: 999, gid: 999 })
  })
})
