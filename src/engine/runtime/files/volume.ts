import { ensure } from '../../../lib/assert.ts'
import type { Time } from '../../../lib/time.ts'
import type { FileSystem, FileTree, Medium } from '../../program-api/files.ts'
import {
  byteLength,
  DIRECTORY_MODE,
  Directory,
  FILE_MODE,
  type FileNode,
  type FilesOfOne,
  MAX_TEXT,
  NAME_MAX,
  PATH_MAX,
  type PlainFile,
  rootDirectory,
} from './file-node.ts'
import { MountedFiles } from './mounted-files.ts'
import { TmpfsPages } from './tmpfs-pages.ts'

export interface VolumeOptions {
  readonly now: () => Time
  /** What it holds at first. */
  readonly tree?: FileTree
  /** Instead of what the tree has in their places, where that is the same for many. */
  readonly ofOne?: FilesOfOne
  /** Mode of its root; an emptyDir's is 0777. */
  readonly mode?: number
  readonly gid?: number
  /** Writing beyond says ENOSPC: a memory-backed emptyDir's size limit, a full disk. */
  readonly limitBytes?: number
  /** Where its bytes are: without, on the node's disk. */
  readonly medium?: Medium
}

const EMPTY: FileTree = {}

/**
 * A tree of files that can be mounted in any number of containers: an emptyDir, the files of a ConfigMap, a container's
 * writable layer. Whoever makes it fills it through `files`, which sees it as its root, with every right.
 */
export class Volume {
  readonly root: Directory
  readonly medium: Medium
  /** Set where its files are in memory. */
  readonly pages: TmpfsPages | undefined
  readonly now: () => Time
  limitBytes: number | undefined
  /** Called when more is written to it, with how many bytes. */
  onGrow: (bytes: number) => void = () => {}
  #usedBytes = 0
  #files: FileSystem | undefined

  constructor(options: VolumeOptions) {
    this.now = options.now
    this.limitBytes = options.limitBytes
    this.root = rootDirectory(options.tree ?? EMPTY, options.ofOne)
    if (options.mode !== undefined) this.root.mode = options.mode
    if (options.gid !== undefined) this.root.gid = options.gid
    this.root.modifiedAt = options.now()
    this.medium = options.medium ?? 'disk'
    this.pages = this.medium === 'disk' || this.medium === 'layer' ? undefined : new TmpfsPages()
  }

  get files(): FileSystem {
    this.#files ??= new MountedFiles({ root: this, now: this.now })
    return this.#files
  }

  /** Bytes written to it; what an image brought does not count. */
  get usedBytes(): number {
    return this.#usedBytes
  }

  set usedBytes(bytes: number) {
    const more = bytes - this.#usedBytes
    this.#usedBytes = bytes
    if (more > 0) this.onGrow(more)
  }

  /** Puts a file there, with the directories on the way. */
  writeFile(path: string, text: string, mode?: number): void {
    const absolute = path.startsWith('/') ? path : `/${path}`
    if (this.#writeNew(absolute, text, mode)) return
    const slash = absolute.lastIndexOf('/')
    if (slash > 0) this.files.makeDirectory(absolute.slice(0, slash), true)
    this.files.write(absolute, text)
    if (mode !== undefined) this.files.chmod(absolute, mode)
  }

  /** A new file where only directories are on the way needs nobody who finds paths. False: it is not so plain. */
  #writeNew(path: string, text: string, mode = FILE_MODE): boolean {
    if (path.length >= PATH_MAX) return false
    const names = path.split('/').slice(1)
    if (names.some((name) => name === '' || name === '.' || name === '..' || name.length > NAME_MAX)) return false
    const last = names.pop() ?? ''
    const now = this.now()
    let parent: Directory = this.root
    for (const name of names) {
      let next = parent.get(name)
      if (next && next.kind !== 'directory') return false
      if (!next) {
        next = parent.adopt(new Directory(DIRECTORY_MODE, now))
        parent.set(name, next, now)
      }
      parent = next
    }
    if (parent.get(last)) return false
    const size = byteLength(text)
    const fits = this.limitBytes === undefined || this.usedBytes + size <= this.limitBytes
    const kept = fits ? { text: text.slice(0, MAX_TEXT), size } : { text: '', size: 0 }
    const file: PlainFile = { kind: 'file', ...kept, mode, uid: 0, gid: 0, modifiedAt: now, shared: false }
    parent.set(last, parent.adopt(file), now)
    this.usedBytes += kept.size
    return true
  }

  /** A file or directory by its path, for a mount of a part: it stays the same node when the volume's content is replaced. */
  nodeAt(path: string): FileNode {
    let node: FileNode | undefined = this.root
    const real = this.files.realPath(path)
    for (const name of typeof real === 'string' ? [] : real.path.split('/').filter((part) => part !== '')) {
      node = node?.kind === 'directory' ? node.get(name) : undefined
    }
    return ensure(node, `${path} of a volume`)
  }
}
