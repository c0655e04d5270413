import { ImpossibleError } from '../../../lib/assert.ts'
import type { Time } from '../../../lib/time.ts'
import type { Device, FileTree } from '../../program-api/files.ts'

/** Files keep their text up to here; what is written beyond only counts. A log that grows for ever must not eat the page's memory. */
export const MAX_TEXT = 8 * 1024 * 1024

// Linux: include/uapi/linux/limits.h NAME_MAX, PATH_MAX
export const NAME_MAX = 255
export const PATH_MAX = 4096

/** What root makes has these modes, with the usual umask. */
export const FILE_MODE = 0o644
export const DIRECTORY_MODE = 0o755

/** What `ls -l` shows for an executable of an image, whose bytes we do not have. */
const PROGRAM_SIZE = 1024 * 1024

export interface PlainFile {
  readonly kind: 'file'
  text: string
  /** Bytes of `text`, and of what was not kept. */
  size: number
  mode: number
  uid: number
  gid: number
  modifiedAt: Time
  program?: string
  /** Belongs to an image, that is to every container of it: copy before a change. */
  readonly shared: boolean
}

export interface Link {
  readonly kind: 'link'
  readonly target: string
  readonly modifiedAt: Time
}

export interface DeviceNode {
  readonly kind: 'device'
  readonly device: Device
}

export type FileNode = PlainFile | Directory | Link | DeviceNode

/** A directory of an image: never changed, shared by all containers of the image. */
interface ImageDirectory {
  readonly kind: 'directory'
  mode: number
  uid: number
  readonly entries: Map<string, ImageNode>
}

type ImageNode = PlainFile | ImageDirectory | Link | DeviceNode

/**
 * A writable directory, over a directory of an image where there is one. Children of the image are wrapped when they
 * are first asked for, so that a container costs nothing before it touches its files.
 */
export class Directory {
  /** How often anything that decides what a path leads to, and who may run it, has changed, in all trees there are. */
  static changes = 0
  readonly kind = 'directory'
  /** Nothing can be made in it. */
  readonly fixed: boolean = false
  mode: number
  uid: number
  gid = 0
  modifiedAt: Time
  /** null hides what the image has under this name. */
  #own: Map<string, FileNode | null> | undefined
  readonly #below: ImageDirectory | undefined

  constructor(mode: number, modifiedAt: Time, below?: ImageDirectory) {
    this.mode = mode
    this.uid = below?.uid ?? 0
    this.modifiedAt = modifiedAt
    this.#below = below
  }

  get(name: string): FileNode | undefined {
    const own = this.#own?.get(name)
    if (own !== undefined) return own ?? undefined
    const below = this.#below?.entries.get(name)
    if (below?.kind !== 'directory') return below
    const directory = new Directory(below.mode, 0, below)
    this.#put(name, directory)
    return directory
  }

  set(name: string, node: FileNode, at: Time): void {
    Directory.changes++
    this.#put(name, node)
    this.modifiedAt = at
  }

  /** What is made in a directory with the group bit belongs to its group. */
  adopt<N extends FileNode>(node: N): N {
    if ((this.mode & 0o2000) !== 0 && (node.kind === 'directory' || node.kind === 'file')) {
      node.gid = this.gid
      if (node.kind === 'directory') node.mode |= 0o2000
    }
    return node
  }

  delete(name: string, at: Time): void {
    Directory.changes++
    if (this.#below?.entries.has(name)) this.#put(name, null)
    else this.#own?.delete(name)
    this.modifiedAt = at
  }

  /** Most directories are only passed through. */
  #put(name: string, node: FileNode | null): void {
    this.#own ??= new Map()
    this.#own.set(name, node)
  }

  names(): string[] {
    const names = new Set(this.#below?.entries.keys())
    for (const [name, node] of this.#own ?? []) {
      if (node) names.add(name)
      else names.delete(name)
    }
    return [...names].sort()
  }
}

const trees = new WeakMap<FileTree, ImageDirectory>()

/** No directories, but they have their places in one. */
export type FilesOfOne = Readonly<Record<string, Exclude<FileTree[string], { kind: 'directory' }>>>

/** The root over what an image holds, and over it what only one has. The tree is indexed once for all containers. */
export function rootDirectory(tree: FileTree, ofOne: FilesOfOne = {}): Directory {
  let index = trees.get(tree)
  if (!index) {
    index = indexTree(tree)
    trees.set(tree, index)
  }
  const root = new Directory(index.mode, 0, index)
  for (const [path, entry] of Object.entries(ofOne)) {
    const names = path.split('/').filter((name) => name !== '')
    const last = names.pop() ?? ''
    let parent: FileNode | undefined = root
    for (const name of names) parent = parent?.kind === 'directory' ? parent.get(name) : undefined
    if (parent?.kind !== 'directory') throw new ImpossibleError(`no directory for ${path}`)
    parent.set(last, leaf(entry), 0)
  }
  return root
}

function indexTree(tree: FileTree): ImageDirectory {
  const root = imageDirectory()
  for (const [path, entry] of Object.entries(tree)) {
    const names = path.split('/').filter((name) => name !== '')
    const last = names.pop()
    let parent = root
    for (const name of names) {
      let next = parent.entries.get(name)
      if (next?.kind !== 'directory') {
        next = imageDirectory()
        parent.entries.set(name, next)
      }
      parent = next
    }
    if (entry.kind === 'directory') {
      const existing = last === undefined ? root : parent.entries.get(last)
      const directory = existing?.kind === 'directory' ? existing : imageDirectory()
      directory.mode = entry.mode ?? 0o755
      directory.uid = entry.uid ?? 0
      if (last !== undefined) parent.entries.set(last, directory)
    } else if (last !== undefined) {
      parent.entries.set(last, leaf(entry))
    }
  }
  return root
}

function imageDirectory(): ImageDirectory {
  return { kind: 'directory', mode: 0o755, uid: 0, entries: new Map() }
}

function leaf(entry: Exclude<FileTree[string], { kind: 'directory' }>): Exclude<ImageNode, ImageDirectory> {
  switch (entry.kind) {
    case 'link':
      return { kind: 'link', target: entry.target, modifiedAt: 0 }
    case 'device':
      return { kind: 'device', device: entry.device }
    case 'program':
      return { ...plain('', 0o755), size: PROGRAM_SIZE, program: entry.program }
    case 'file':
      return { ...plain(entry.content, entry.mode ?? 0o644), uid: entry.uid ?? 0 }
  }
}

function plain(text: string, mode: number): PlainFile {
  return { kind: 'file', text, size: byteLength(text), mode, uid: 0, gid: 0, modifiedAt: 0, shared: true }
}

/** Length in UTF-8. */
export function byteLength(text: string): number {
  let length = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    // A surrogate is half of a character of four bytes.
    length += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2
  }
  return length
}
