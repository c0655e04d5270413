import type { Time } from '../../../lib/time.ts'
import type { Work } from '../../kernel/work.ts'
import type { FileError } from '../../program-api/files.ts'
import { DIRECTORY_MODE, Directory, FILE_MODE, type FileNode, NAME_MAX, PATH_MAX } from './file-node.ts'
import type { FileSystemOptions, Mount } from './file-system.ts'
import type { MountFailure, MountPointFailure } from './mount-failure.ts'
import type { PageMemory } from './tmpfs-pages.ts'
import type { Volume } from './volume.ts'

/** As Linux: so many links in one path are taken for a loop. */
const MAX_LINKS = 40

export interface MountPoint {
  readonly path: string
  readonly volume: Volume
  readonly root: FileNode
  readonly readOnly: boolean
}

/** Where a path leads. `parentMount` differs from `mount` for the root of a mounted volume. */
export interface Place {
  readonly path: string
  readonly name: string
  readonly parent: Directory
  readonly parentMount: MountPoint
  readonly mount: MountPoint
  /** undefined: nothing there, but it could be made. */
  readonly node: FileNode | undefined
}

/** Told what was done, and how much of it. */
export type Counted = (kind: Work, count: number) => void

/** What the kernel makes when somebody looks costs as much as so many names. */
const GENERATED = 20

interface Level {
  readonly name: string
  readonly above: Level | undefined
  readonly directory: Directory
  readonly mount: MountPoint
  /** What is mounted at or below here; undefined: nothing. */
  readonly mounts: Mounts | undefined
}

/** Mount points by the names on the way, so that a path costs no more than its own length. */
interface Mounts {
  point: MountPoint | undefined
  readonly below: Map<string, Mounts>
}

/** Finds paths across mounted volumes and links. */
export class MountTable {
  points: readonly MountPoint[]
  /** Whose memory takes what is written to files that are in memory. */
  memory: PageMemory | undefined
  /** Who counts what is done. */
  counted: Counted = () => {}
  /** Nothing after it is mounted. */
  readonly failure: MountFailure | undefined
  readonly #mounts: Mounts = { point: undefined, below: new Map() }
  readonly #root: Level
  /** How many names the path that is looked for has led through. */
  #passed = 0

  constructor(options: FileSystemOptions) {
    const { root } = options
    const rootPoint = { path: '/', volume: root, root: root.root, readOnly: options.readOnlyRoot ?? false }
    this.#root = { name: '', above: undefined, directory: root.root, mount: rootPoint, mounts: this.#mounts }
    const points: MountPoint[] = [rootPoint]
    let failure: MountFailure | undefined
    for (const mount of inOrder(options.mounts ?? [])) {
      const path = mount.path === '/' ? '/' : mount.path.replace(/\/+$/, '')
      const { volume, readOnly = false, source = path } = mount
      const point = { path, volume, root: partOf(volume, mount.subPath), readOnly }
      const at = this.#makeMountPoint(path, point.root.kind === 'directory')
      if (typeof at !== 'string') {
        failure = { path, source, readOnly, ...(at === OTHER_KIND ? {} : { mountPoint: at }) }
        break
      }
      this.#mountAt(at, point)
      points.push(point)
    }
    this.points = points
    this.failure = failure
  }

  mount(path: string, point: MountPoint): void {
    this.#mountAt(path, point)
    this.points = [...this.points, point]
  }

  /** False: nothing is mounted there, or nothing that a process has mounted may be under it. */
  unmount(path: string): boolean {
    const point = this.points.findLast((each) => each.path === path)
    if (!point || path === '/') return false
    this.points = this.points.filter((each) => each !== point)
    const below = this.points.findLast((each) => each.path === path)
    this.#mountAt(path, below)
    return true
  }

  /** A directory of the kernel's over whatever the image has there. It is in no volume, so that `points` has it not. */
  provide(path: string, directory: Directory, readOnly: boolean): void {
    this.#mountAt(path, { path, volume: this.#root.mount.volume, root: directory, readOnly })
  }

  #mountAt(path: string, point: MountPoint | undefined): void {
    let mounts = this.#mounts
    for (const name of path.split('/')) {
      if (name === '') continue
      let next = mounts.below.get(name)
      if (!next) {
        next = { point: undefined, below: new Map() }
        mounts.below.set(name, next)
      }
      mounts = next
    }
    mounts.point = point
    Directory.changes++
  }

  /** `maySearch`: without, whoever looks may look everywhere. */
  find(path: string, followLast = true, maySearch?: (directory: Directory) => boolean): Place | FileError {
    this.#passed = 4
    const place = this.#follow(path, followLast, maySearch)
    this.counted('name', this.#passed)
    return place
  }

  #follow(path: string, followLast: boolean, maySearch?: (directory: Directory) => boolean): Place | FileError {
    if (path.length >= PATH_MAX) return 'ENAMETOOLONG'
    let level = this.#root
    let todo = path
    let at = 0
    let links = 0
    let last: Place | undefined
    for (;;) {
      while (todo[at] === '/') at++
      if (at >= todo.length) return last ?? placeOf(level)
      const slash = todo.indexOf('/', at)
      const end = slash < 0 ? todo.length : slash
      const name = todo.slice(at, end)
      if (name.length > NAME_MAX) return 'ENAMETOOLONG'
      at = end
      if (name === '.') continue
      if (last) return last.node ? 'ENOTDIR' : 'ENOENT'
      if (name === '..') {
        level = level.above ?? level
        continue
      }
      this.#passed += level.directory.fixed ? GENERATED : 1
      if (maySearch && !maySearch(level.directory)) return 'EACCES'
      const mounts = level.mounts?.below.get(name)
      const point = mounts?.point
      const node = point?.root ?? level.directory.get(name)
      const mount = point ?? level.mount
      if (node?.kind === 'link' && (followLast || at < todo.length)) {
        links++
        if (links > MAX_LINKS) return 'ELOOP'
        if (node.target.startsWith('/')) level = this.#root
        todo = node.target + todo.slice(at)
        at = 0
      } else if (node?.kind === 'directory') {
        level = { name, above: level, directory: node, mount, mounts }
      } else {
        last = {
          path: `${pathOf(level)}/${name}`,
          name,
          parent: level.directory,
          parentMount: level.mount,
          mount,
          node,
        }
        if (node && path.endsWith('/') && at < todo.length) return 'ENOTDIR'
      }
    }
  }

  /** What is at a path that leads through directories alone. */
  #plainAt(path: string): FileNode | undefined {
    let node: FileNode | undefined = this.#root.directory
    let mounts: Mounts | undefined = this.#mounts
    let end = 0
    for (let at = 1; at < path.length; at = end + 1) {
      if (node.kind !== 'directory') return undefined
      const slash = path.indexOf('/', at)
      end = slash < 0 ? path.length : slash
      const name = path.slice(at, end)
      if (name === '' || name === '.' || name === '..' || name.length > NAME_MAX) return undefined
      mounts = mounts?.below.get(name)
      const next: FileNode | undefined = mounts?.point?.root ?? node.get(name)
      if (!next || next.kind === 'link') return undefined
      node = next
    }
    return end === path.length && end < PATH_MAX ? node : undefined
  }

  /** The runtime makes what it mounts on, even in a root that is read-only later, but not in a volume that is. */
  #makeMountPoint(path: string, isDirectory: boolean): string | MountPointFailure | typeof OTHER_KIND {
    // Nearly always it is there.
    const plain = this.#plainAt(path)
    if (plain) return (plain.kind === 'directory') === isDirectory ? path : OTHER_KIND
    const there = this.find(path)
    if (typeof there !== 'string' && there.node) {
      if ((there.node.kind === 'directory') !== isDirectory) return OTHER_KIND
      return there.path === '/' ? '' : there.path
    }
    const names = path.split('/').filter((name) => name !== '')
    let at = ''
    let parent: Parent | undefined = parentAt(this.find('/'))
    /** Nothing is in what was only just made. */
    let isNew = false
    for (const [index, name] of names.entries()) {
      if (!parent) return { missing: `${at}/${name}`, error: 'not a directory' }
      const next = isNew ? undefined : this.find(`${at}/${name}`)
      if (typeof next === 'object' && next.node) {
        at = next.path === '/' ? '' : next.path
        parent = parentAt(next)
        continue
      }
      const { directory, mount }: Parent = parent
      if (mount !== this.#root.mount && mount.readOnly)
        return { missing: `${at}/${name}`, error: 'read-only file system' }
      // A volume that is mounted in part has nothing made in it.
      const made: FileNode | undefined =
        mount.root === mount.volume.root && !directory.fixed
          ? makeIn(directory, name, index < names.length - 1 || isDirectory, mount.volume.now())
          : undefined
      at = `${at}/${name}`
      isNew = made !== undefined
      parent = made?.kind === 'directory' ? { directory: made, mount } : parentAt(this.find(at))
    }
    return at
  }
}

/** Where something can be made. */
interface Parent {
  readonly directory: Directory
  readonly mount: MountPoint
}

function parentAt(place: Place | FileError): Parent | undefined {
  return typeof place === 'object' && place.node?.kind === 'directory'
    ? { directory: place.node, mount: place.mount }
    : undefined
}

function makeIn(parent: Directory, name: string, isDirectory: boolean, now: Time): FileNode {
  const node: FileNode = isDirectory
    ? new Directory(DIRECTORY_MODE, now)
    : { kind: 'file', text: '', size: 0, mode: FILE_MODE, uid: 0, gid: 0, modifiedAt: now, shared: false }
  parent.set(name, parent.adopt(node), now)
  return node
}

/** Found where a mount is to be: a file for a directory, or a directory for a file. */
const OTHER_KIND = Symbol('other kind')

/** A mount inside another is made after it, whatever order they are listed in. */
// containerd: internal/cri/server/container_create_linux.go, orderedMounts (v2.1)
function inOrder(mounts: readonly Mount[]): readonly Mount[] {
  return mounts
    .map((mount) => ({ mount, parts: partsIn(mount.path) }))
    .sort((a, b) => a.parts - b.parts)
    .map(({ mount }) => mount)
}

function partsIn(path: string): number {
  let parts = 0
  for (let i = 0; i < path.length; i++) if (path[i] !== '/' && (i === 0 || path[i - 1] === '/')) parts++
  return parts
}

/** Without a slash at the end, so that the root's is empty. */
function pathOf(level: Level): string {
  const names: string[] = []
  for (let at: Level | undefined = level; at?.above; at = at.above) names.push(at.name)
  return names.length === 0 ? '' : `/${names.reverse().join('/')}`
}

function placeOf(here: Level): Place {
  const above = here.above ?? here
  return {
    path: pathOf(here) || '/',
    name: here.name,
    parent: above.directory,
    parentMount: above.mount,
    mount: here.mount,
    node: here.directory,
  }
}

function partOf(volume: Volume, subPath: string | undefined): FileNode {
  if (subPath === undefined || subPath === '') return volume.root
  const plain = subPath.includes('/') ? undefined : volume.root.get(subPath)
  if (plain?.kind === 'directory' || (plain?.kind === 'file' && !plain.shared)) return plain
  const path = `/${subPath}`
  const stat = volume.files.stat(path)
  if (typeof stat === 'string') volume.files.makeDirectory(path, true)
  // A file of an image is copied before it is written to: the mount is to show that copy.
  else if (stat.kind === 'file') volume.files.chmod(path, stat.mode)
  return volume.nodeAt(path)
}
