import { rfc3339 } from '../../lib/time.ts'
import type { Volume } from '../runtime/files/volume.ts'
import type { Payload } from './volume-payload.ts'

const DATA = '/..data'

/**
 * Puts a payload into a volume all at once: the files go into a directory of their own, the link `..data` is turned to
 * it, and the names in the volume's root are links through `..data`. Who holds a part of the old directory keeps it.
 * False: everything is as it was.
 */
// kubelet: pkg/volume/util/atomic_writer.go Write (v1.36)
export function writePayload(volume: Volume, payload: Payload): boolean {
  const { files } = volume
  const previous = files.readLink(DATA)
  const old = typeof previous === 'string' ? undefined : `/${previous.target}`
  if (old !== undefined && samePayload(written.get(volume), payload)) return false
  const directory = newDirectory(volume)
  files.makeDirectory(directory)
  for (const [path, { data, mode }] of payload) volume.writeFile(`${directory}/${path}`, data, mode)
  files.removeFile(DATA)
  files.link(directory.slice(1), DATA)
  const tops = new Set([...payload.keys()].map((path) => path.split('/')[0] as string))
  const present = files.list('/')
  for (const name of typeof present === 'string' ? [] : present) {
    if (!name.startsWith('..') && !tops.has(name)) files.removeFile(`/${name}`)
  }
  for (const name of tops) {
    if (typeof files.stat(`/${name}`, false) === 'string') files.link(`..data/${name}`, `/${name}`)
  }
  if (old !== undefined) removeTree(volume, old)
  written.set(volume, payload)
  return true
}

/** Nobody else writes to such a volume, so that what was written last is what there is. */
const written = new WeakMap<Volume, Payload>()

function samePayload(before: Payload | undefined, payload: Payload): boolean {
  if (before?.size !== payload.size) return false
  for (const [path, { data, mode }] of payload) {
    const file = before.get(path)
    if (file?.data !== data || file.mode !== mode) return false
  }
  return true
}

/** ..2026_01_05_09_00_00.1: named after the time, as real ones are; the end tells those of one second apart. */
export function newDirectory({ files, now }: Volume, end?: string): string {
  const stamp = rfc3339(now()).replace('Z', '').replaceAll(/[-T:]/g, '_')
  if (end !== undefined) return `/..${stamp}.${end}`
  for (let n = 1; ; n++) {
    const path = `/..${stamp}.${n}`
    if (typeof files.stat(path) === 'string') return path
  }
}

function removeTree({ files }: Volume, directory: string): void {
  const names = files.list(directory)
  for (const name of typeof names === 'string' ? [] : names) {
    const path = `${directory}/${name}`
    const stat = files.stat(path)
    if (typeof stat !== 'string' && stat.kind === 'directory') removeTree({ files } as Volume, path)
    else files.removeFile(path)
  }
  files.removeDirectory(directory)
}
