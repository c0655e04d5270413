import type { Time } from '../../../lib/time.ts'
import type { Credentials } from '../credentials.ts'
import { BASE_TREE, DEVICE_TREE } from './base-tree.ts'
import type { Directory } from './file-node.ts'
import type { MountFailure } from './mount-failure.ts'
import { MountedFiles } from './mounted-files.ts'
import { NODE_DEVICES } from './node-devices.ts'
import type { PageMemory } from './tmpfs-pages.ts'
import { Volume } from './volume.ts'

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
  /** The same files as somebody else sees them. */
  as(who: Credentials): FileSystem
  /** Mounts on a directory that is there. */
  mount(path: string, volume: Volume, within?: string): FileError | undefined
  /** A directory's place in its volume, to be mounted elsewhere. */
  placeOf(path: string): { readonly volume: Volume; readonly within: string } | FileError
  unmount(path: string): FileError | undefined
  /** Whose memory takes what is written to files that are in memory. */
  chargeTo(memory: PageMemory): void
  /** Mounts a directory of the kernel's, which holds no bytes: /proc. */
  provide(path: string, directory: Directory, readOnly: boolean): void
}

/** A volume, or a part of it, at a path. */
export interface Mount {
  readonly path: string
  readonly volume: Volume
  /** A file or directory of the volume; made as a directory where it is missing. */
  readonly subPath?: string
  readonly readOnly?: boolean
  /** Where the node has it, for what is said when it cannot be mounted. */
  readonly source?: string
}

export interface FileSystemOptions {
  readonly root: Volume
  readonly mounts?: readonly Mount[]
  readonly readOnlyRoot?: boolean
  /** Who writes here: without, root. */
  readonly uid?: number
  readonly gid?: number
  readonly groups?: readonly number[]
  /** Without: all of root's. */
  readonly capabilities?: ReadonlySet<string>
  readonly now: () => Time
}

export interface ContainerFilesOptions {
  readonly image: FileTree
  readonly mounts?: readonly Mount[]
  readonly readOnlyRoot?: boolean
  /** It sees the node's devices. */
  readonly privileged?: boolean
  /** Who the container's processes are: without, root. */
  readonly uid?: number
  readonly gid?: number
  readonly groups?: readonly number[]
  readonly capabilities?: ReadonlySet<string>
  /** Writing more than this to the writable layer says ENOSPC. */
  readonly limitBytes?: number
  readonly now: () => Time
}

/** A container's files, and the layer that holds what it writes (its `usedBytes` count as ephemeral storage). */
export interface ContainerFiles {
  readonly files: FileSystem
  readonly layer: Volume
  /** The first mount that cannot be made; nothing after it was tried. */
  readonly mountFailure: MountFailure | undefined
}

/** What the runtime gives to a container's /dev. */
// containerd: oci/spec.go defaultMounts (v2.1)
const DEVICES_BYTES = 64 * 1024 ** 2

const PRIVILEGED_TREE: FileTree = { ...DEVICE_TREE, ...NODE_DEVICES }

const composed = new WeakMap<FileTree, FileTree>()

export function createFileSystem(options: ContainerFilesOptions): ContainerFiles {
  const { image, limitBytes, privileged, ...rest } = options
  let tree = composed.get(image)
  if (!tree) {
    tree = { ...BASE_TREE, ...image }
    composed.set(image, tree)
  }
  const layer = new Volume({
    now: options.now,
    tree,
    medium: 'layer',
    ...(limitBytes === undefined ? {} : { limitBytes }),
  })
  const devices = new Volume({
    now: options.now,
    tree: privileged ? PRIVILEGED_TREE : DEVICE_TREE,
    medium: 'devices',
    limitBytes: DEVICES_BYTES,
  })
  const mounts = [{ path: '/dev', volume: devices }, ...(options.mounts ?? [])]
  const files = new MountedFiles({ ...rest, mounts, root: layer })
  return { files, layer, mountFailure: files.mountFailure }
}
