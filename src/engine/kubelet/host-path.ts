import { ownValue } from '../../lib/own.ts'
import type { Volume } from '../runtime/files/volume.ts'
import type { PodVolume } from './pod-volume.ts'

/** VOLUME-1: a part of the node's own files; where it is not what its type says, the kubelet's words. */
// kubelet: pkg/volume/hostpath/host_path.go checkTypeInternal (v1.36)
export function hostPathVolume(
  hostFiles: Volume,
  { path, type = '' }: { readonly path: string; readonly type?: string },
): PodVolume | { readonly error: string } {
  const { files } = hostFiles
  const made = typeof files.stat(path) === 'string' ? make(hostFiles, path, type) : undefined
  if (made !== undefined) return { error: made }
  const stat = files.stat(path)
  const kind = typeof stat === 'string' ? undefined : stat.kind === 'device' ? stat.device : stat.kind
  const wanted = ownValue(WANTED, type)
  if (wanted && !(kind !== undefined && wanted.is(kind))) {
    return { error: `hostPath type check failed: ${path} is not a ${wanted.word}` }
  }
  return { volume: hostFiles, within: path.replace(/^\/+|\/+$/g, ''), source: path, readOnly: false }
}

const DIRECTORY = { word: 'directory', is: (kind: string) => kind === 'directory' }
const FILE = { word: 'file', is: (kind: string) => kind === 'file' }
const WANTED: Readonly<Record<string, { readonly word: string; is(kind: string): boolean } | undefined>> = {
  Directory: DIRECTORY,
  DirectoryOrCreate: DIRECTORY,
  File: FILE,
  FileOrCreate: FILE,
  Socket: { word: 'socket file', is: (kind) => kind === 'socket' },
  CharDevice: {
    word: 'character device',
    is: (kind) => !['file', 'directory', 'link', 'socket', 'disk'].includes(kind),
  },
  BlockDevice: { word: 'block device', is: (kind) => kind === 'disk' },
}

/** What is not there is made where the type says so, and by the runtime where there is no type. */
// kubelet: pkg/volume/util/hostutil, hostPathTypeChecker MakeDir, MakeFile (v1.36)
function make({ files }: Volume, path: string, type: string): string | undefined {
  if (type === 'FileOrCreate') {
    return files.touch(path) === undefined ? undefined : `open ${path}: no such file or directory`
  }
  if (type === '' || type === 'DirectoryOrCreate') {
    return files.makeDirectory(path, true) === undefined ? undefined : `mkdir ${path}: not a directory`
  }
  return undefined
}
