import type { Time } from '../../../lib/time.ts'
import type { FileError, FileSystem, FileTree } from '../../program-api/files.ts'
import type { Credentials } from '../credentials.ts'
import { BASE_TREE, DEVICE_TREE } from './base-tree.ts'
import type { Directory } from './file-node.ts'
import type { MountFailure } from './mount-failure.ts'
import type { Counted } from './mount-table.ts'
import { MountedFiles } from './mounted-files.ts'
import { NODE_DEVICES } from './node-devices.ts'
import type { PageMemory } from './tmpfs-pages.ts'
import { Volume } from './volume.ts'

/** What only the runtime may do with a container's files. */
export interface MountableFiles extends FileSystem {
  /** The same files as somebody else sees them. */
  as(who: Credentials): MountableFiles
  /** Mounts on a directory that is there. */
  mount(path: string, volume: Volume, within?: string): FileError | undefined
  /** A directory's place in its volume, to be mounted elsewhere. */
  placeOf(path: string): { readonly volume: Volume; readonly within: string } | FileError
  unmount(path: string): FileError | undefined
  /** Whose memory takes what is written to files that are in memory, and who counts what is done. */
  chargeTo(memory: PageMemory, counted?: Counted): void
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
  readonly files: MountableFiles
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
