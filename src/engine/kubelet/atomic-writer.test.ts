import { describe, expect, it } from 'vitest'
import { createFileSystem } from '../runtime/files/file-system.ts'
import { Volume } from '../runtime/files/volume.ts'
import { writePayload } from './atomic-writer.ts'
import type { Payload } from './volume-payload.ts'

const payload = (files: Readonly<Record<string, string>>): Payload =>
  new Map(Object.entries(files).map(([path, data]) => [path, { data, mode: 0o644 }]))

function volumeWith(files: Readonly<Record<string, string>>): Volume {
  const volume = new Volume({ now: () => 0, mode: 0o1777 })
  writePayload(volume, payload(files))
  return volume
}

const read = ({ files }: Volume, path: string) => {
  const found = files.read(path)
  return typeof found === 'string' ? found : found.text
}

describe('writePayload (VOLUME-2)', () => {
  it('leads to the files through ..data', () => {
    const volume = volumeWith({ 'a.conf': 'one', 'deep/b.conf': 'two' })
    expect(volume.files.list('/')).toEqual(['..2026_01_05_09_00_00.1', '..data', 'a.conf', 'deep'])
    expect(volume.files.readLink('/a.conf')).toEqual({ target: '..data/a.conf' })
    expect(read(volume, '/deep/b.conf')).toBe('two')
  })

  it('takes a change all at once, and what is gone away', () => {
    const volume = volumeWith({ a: 'one', b: 'two' })
    expect(writePayload(volume, payload({ a: 'three' }))).toBe(true)
    expect(volume.files.list('/')).toEqual(['..2026_01_05_09_00_00.2', '..data', 'a'])
    expect(read(volume, '/a')).toBe('three')
  })

  it('does nothing where nothing has changed', () => {
    const volume = volumeWith({ a: 'one' })
    expect(writePayload(volume, payload({ a: 'one' }))).toBe(false)
    expect(volume.files.list('/')).toContain('..2026_01_05_09_00_00.1')
  })

  it('leaves a part that is mounted by itself as it was', () => {
    const volume = volumeWith({ a: 'one' })
    const { files } = createFileSystem({
      image: {},
      mounts: [
        { path: '/whole', volume },
        { path: '/part', volume, subPath: 'a' },
      ],
      now: () => 0,
    })
    writePayload(volume, payload({ a: 'two' }))
    expect(files.read('/whole/a')).toEqual({ text: 'two' })
    expect(files.read('/part')).toEqual({ text: 'one' })
  })
})
