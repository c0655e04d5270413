import type { Time } from '../../lib/time.ts'

/** What an image or a volume holds before anything runs: absolute path → file. Parent directories are implied. */
export type FileTree = Readonly<Record<string, FileEntry>>

export type FileEntry =
  | { readonly kind: 'file'; readonly content: string; readonly mode?: number; readonly uid?: number }
  /** An executable whose behaviour is the program of this name. */
  | { readonly kind: 'program'; readonly program: string }
  | { readonly kind: 'directory'; readonly mode?: number; readonly uid?: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'device'; readonly device: Device }

/** `stdin`, `stdout`, `stderr`: the streams of whoever opens it; `init-…`: those of the container's first process. */
export type Device =
  | 'null'
  | 'zero'
  | 'full'
  | 'random'
  | 'tty'
  | 'stdin'
  | 'stdout'
  | 'stderr'
  | 'init-stdout'
  | 'init-stderr'
  /** A disk of the node's. */
  | 'disk'
  | 'socket'

export type FileError =
  | 'ENOENT'
  | 'EISDIR'
  | 'ENOTDIR'
  | 'EEXIST'
  | 'EACCES'
  | 'EROFS'
  | 'ENOSPC'
  | 'ENOTEMPTY'
  | 'ELOOP'
  | 'EXDEV'
  | 'EBUSY'
  | 'EINVAL'
  | 'EPERM'
  | 'ENAMETOOLONG'

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'link' | 'device'
  readonly size: number
  readonly mode: number
  readonly modifiedAt: number
  readonly uid: number
  readonly gid: number
  /** Set for a device. */
  readonly device?: Device
  /** Set for an executable of the image. */
  readonly program?: string
}

/** A mounted volume, as `df` and `mount` show it. */
export interface MountInfo {
  readonly path: string
  readonly medium: Medium
  readonly usedBytes: number
  readonly limitBytes: number | undefined
  readonly readOnly: boolean
}

/**
 * Where a volume's bytes are: on the node's disk, in memory, in a container's writable layer, in the memory that the
 * processes of a Pod share, or in the little memory that holds a container's devices.
 */
export type Medium = 'disk' | 'memory' | 'layer' | 'shm' | 'devices'

/** The files that one container sees: its image's layers, writable on top, and volumes where they are mounted. Paths are absolute. */
export interface FileSystem {
  read(path: string): { readonly text: string } | FileError
  /** A device takes everything and keeps nothing; the streams are the programs' business. */
  write(path: string, text: string, how?: 'replace' | 'append'): FileError | undefined
  /** Makes a file an executable whose behaviour is the program of this name: what is installed or copied. */
  writeProgram(path: string, program: string): FileError | undefined
  /** Lets a file grow by bytes that nobody will read (dd). As many as fit are written before ENOSPC. */
  extend(path: string, bytes: number): FileError | undefined
  stat(path: string, follow?: boolean): FileStat | FileError
  list(path: string): readonly string[] | FileError
  makeDirectory(path: string, parents?: boolean): FileError | undefined
  removeFile(path: string): FileError | undefined
  removeDirectory(path: string): FileError | undefined
  rename(from: string, to: string): FileError | undefined
  link(target: string, path: string): FileError | undefined
  chmod(path: string, mode: number): FileError | undefined
  /** Undefined ids stay. */
  chown(path: string, uid: number | undefined, gid: number | undefined, follow?: boolean): FileError | undefined
  /** `at`: the time to set, without it now. */
  touch(path: string, at?: Time): FileError | undefined
  readLink(path: string): { readonly target: string } | FileError
  /** Without links, `.` and `..`; the last part need not exist. */
  realPath(path: string): { readonly path: string } | FileError
  /** May this container's user do it? Root may everything. */
  access(path: string, how: 'read' | 'write' | 'execute'): boolean
  mounts(): readonly MountInfo[]
}
