import type { FileError, FileStat, MountInfo } from '../../program-api/files.ts'
import { DEFAULT_CAPABILITIES } from '../capabilities.ts'
import type { Credentials } from '../credentials.ts'
import {
  byteLength,
  DIRECTORY_MODE,
  Directory,
  FILE_MODE,
  type FileNode,
  MAX_TEXT,
  type PlainFile,
} from './file-node.ts'
import type { FileSystemOptions, MountableFiles } from './file-system.ts'
import type { MountFailure } from './mount-failure.ts'
import { type Counted, MountTable, type Place } from './mount-table.ts'
import type { PageMemory } from './tmpfs-pages.ts'
import type { Volume } from './volume.ts'

const NONE: ReadonlySet<string> = new Set()

/** What is written to a file is joined to what is there and measured: as much work as so many characters copied. */
const MEASURED = 6

/** A root volume with others mounted in it, as one user sees it. */
export class MountedFiles implements MountableFiles {
  readonly #table: MountTable
  readonly #who: Credentials
  readonly #now: () => number
  readonly #maySearch: ((directory: Directory) => boolean) | undefined

  constructor(options: FileSystemOptions, table = new MountTable(options)) {
    const { uid = 0, gid = 0, groups = [], capabilities = uid === 0 ? DEFAULT_CAPABILITIES : NONE } = options
    this.#who = { uid, gid, groups: [gid, ...groups], capabilities }
    this.#maySearch = capabilities.has('DAC_OVERRIDE') ? undefined : (directory) => this.#may(directory, 1)
    this.#now = options.now
    this.#table = table
  }

  as(who: Credentials): MountableFiles {
    const root = this.#table.points[0]?.volume
    return root ? new MountedFiles({ root, now: this.#now, ...who }, this.#table) : this
  }

  get mountFailure(): MountFailure | undefined {
    return this.#table.failure
  }

  read(path: string): { readonly text: string } | FileError {
    const place = this.#find(path)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    if (place.node.kind === 'directory') return 'EISDIR'
    if (place.node.kind !== 'file') return { text: '' }
    return this.#may(place.node, 4) ? { text: place.node.text } : 'EACCES'
  }

  write(path: string, text: string, how: 'replace' | 'append' = 'replace'): FileError | undefined {
    const target = this.#fileToChange(path)
    if (typeof target === 'string') return target
    const { file, volume } = target
    if (file.kind === 'device') return file.device === 'full' ? 'ENOSPC' : undefined
    this.#table.counted('character', MEASURED * text.length)
    const bytes = byteLength(text)
    const grows = how === 'append' ? bytes : bytes - file.size
    if (!hasRoom(volume, grows)) return 'ENOSPC'
    if (how === 'replace') {
      file.text = text.slice(0, MAX_TEXT)
      if (file.program !== undefined) Directory.changes++
      delete file.program
    } else if (file.text.length < MAX_TEXT) file.text += text.slice(0, MAX_TEXT - file.text.length)
    this.#grow(volume, file, grows)
    return undefined
  }

  writeProgram(path: string, program: string): FileError | undefined {
    const error = this.write(path, '')
    if (error) return error
    const target = this.#fileToChange(path)
    if (typeof target === 'string') return target
    if (target.file.kind !== 'file') return undefined
    Directory.changes++
    target.file.program = program
    target.file.mode |= 0o755
    return undefined
  }

  extend(path: string, bytes: number): FileError | undefined {
    const target = this.#fileToChange(path)
    if (typeof target === 'string') return target
    const { file, volume } = target
    if (file.kind === 'device') return file.device === 'full' ? 'ENOSPC' : undefined
    const room = volume.limitBytes === undefined ? bytes : Math.max(0, volume.limitBytes - volume.usedBytes)
    const grows = Math.min(bytes, room)
    // No page is there that the writer's memory has no room for: it is ended at the first that is too much.
    const charged = volume.pages ? Math.min(grows, this.#table.memory?.room() ?? grows) : grows
    this.#grow(volume, file, charged)
    return grows < bytes && charged === grows ? 'ENOSPC' : undefined
  }

  #grow(volume: Volume, file: PlainFile, bytes: number): void {
    file.size += bytes
    volume.usedBytes += bytes
    file.modifiedAt = this.#now()
    volume.pages?.change(file, bytes, this.#table.memory)
  }

  mount(path: string, volume: Volume, within = ''): FileError | undefined {
    const place = this.#find(path)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    const root = within === '' ? volume.root : volume.nodeAt(within)
    if ((root.kind === 'directory') !== (place.node.kind === 'directory')) return 'ENOTDIR'
    this.#table.mount(place.path, { path: place.path, volume, root, readOnly: false })
    return undefined
  }

  placeOf(path: string): { readonly volume: Volume; readonly within: string } | FileError {
    const place = this.#find(path)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    const { mount } = place
    // Of a volume that is mounted in part only the part itself is known by a path.
    if (mount.root !== mount.volume.root) return place.path === mount.path ? 'EINVAL' : 'EINVAL'
    return { volume: mount.volume, within: mount.path === '/' ? place.path : place.path.slice(mount.path.length) }
  }

  unmount(path: string): FileError | undefined {
    const place = this.#find(path)
    return typeof place === 'string' ? place : this.#table.unmount(place.path) ? undefined : 'EINVAL'
  }

  chargeTo(memory: PageMemory, counted: Counted = () => {}): void {
    this.#table.memory = memory
    this.#table.counted = counted
  }

  stat(path: string, follow = true): FileStat | FileError {
    const place = this.#find(path, follow)
    if (typeof place === 'string') return place
    return place.node ? statOf(place.node) : 'ENOENT'
  }

  list(path: string): readonly string[] | FileError {
    const place = this.#find(path)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    if (place.node.kind !== 'directory') return 'ENOTDIR'
    return this.#may(place.node, 4) ? this.#namesIn(place.node) : 'EACCES'
  }

  makeDirectory(path: string, parents = false): FileError | undefined {
    const place = this.#find(path)
    if (place === 'ENOENT' && parents) {
      const above = path.replace(/\/+[^/]*\/*$/, '')
      const error = above === '' || above === path ? 'ENOENT' : this.makeDirectory(above, true)
      return error ?? this.makeDirectory(path)
    }
    if (typeof place === 'string') return place
    if (place.node) return parents && place.node.kind === 'directory' ? undefined : 'EEXIST'
    return this.#create(place, new Directory(DIRECTORY_MODE, this.#now()))
  }

  removeFile(path: string): FileError | undefined {
    const place = this.#find(path, false)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    if (place.node.kind === 'directory') return 'EISDIR'
    return this.#remove(place)
  }

  removeDirectory(path: string): FileError | undefined {
    const place = this.#find(path, false)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    if (place.node.kind !== 'directory') return 'ENOTDIR'
    if (this.#namesIn(place.node).length > 0) return 'ENOTEMPTY'
    return this.#remove(place)
  }

  rename(from: string, to: string): FileError | undefined {
    const source = this.#find(from, false)
    if (typeof source === 'string') return source
    if (!source.node) return 'ENOENT'
    if (source.path === '/') return 'EBUSY'
    const target = this.#find(to, false)
    if (typeof target === 'string') return target
    if (source.parentMount.volume !== target.parentMount.volume) return 'EXDEV'
    if (source.path === target.path) return undefined
    if (`${target.path}/`.startsWith(`${source.path}/`)) return 'EINVAL'
    if (target.node?.kind === 'directory') {
      if (source.node.kind !== 'directory') return 'EISDIR'
      if (this.#namesIn(target.node).length > 0) return 'ENOTEMPTY'
    } else if (target.node && source.node.kind === 'directory') return 'ENOTDIR'
    const refused = this.#refuse(source) ?? this.#refuse(target)
    if (refused) return refused
    if (target.node) this.#remove(target)
    source.parent.delete(source.name, this.#now())
    target.parent.set(target.name, source.node, this.#now())
    return undefined
  }

  link(target: string, path: string): FileError | undefined {
    const place = this.#find(path, false)
    if (typeof place === 'string') return place
    if (place.node) return 'EEXIST'
    return this.#create(place, { kind: 'link', target, modifiedAt: this.#now() })
  }

  chmod(path: string, mode: number): FileError | undefined {
    const place = this.#find(path)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    if (place.mount.readOnly) return 'EROFS'
    if (!this.#owns(place.node)) return 'EPERM'
    Directory.changes++
    if (place.node.kind === 'directory') place.node.mode = mode
    else if (place.node.kind === 'file') this.#own(place, place.node).mode = mode
    return undefined
  }

  chown(path: string, uid: number | undefined, gid: number | undefined, follow = true): FileError | undefined {
    const place = this.#find(path, follow)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    if (place.mount.readOnly) return 'EROFS'
    const { node } = place
    if (node.kind !== 'directory' && node.kind !== 'file') return undefined
    if (!this.#mayGive(node, uid, gid)) return 'EPERM'
    Directory.changes++
    const target = node.kind === 'file' ? this.#own(place, node) : node
    target.uid = uid ?? target.uid
    target.gid = gid ?? target.gid
    return undefined
  }

  touch(path: string, at = this.#now()): FileError | undefined {
    const place = this.#find(path)
    if (typeof place !== 'string' && place.node?.kind === 'directory') {
      if (place.mount.readOnly) return 'EROFS'
      place.node.modifiedAt = at
      return undefined
    }
    const target = this.#fileToChange(path)
    if (typeof target === 'string') return target
    if (target.file.kind !== 'device') target.file.modifiedAt = at
    return undefined
  }

  readLink(path: string): { readonly target: string } | FileError {
    const place = this.#find(path, false)
    if (typeof place === 'string') return place
    if (!place.node) return 'ENOENT'
    return place.node.kind === 'link' ? { target: place.node.target } : 'EINVAL'
  }

  realPath(path: string): { readonly path: string } | FileError {
    const place = this.#find(path)
    return typeof place === 'string' ? place : { path: place.path }
  }

  access(path: string, how: 'read' | 'write' | 'execute'): boolean {
    const place = this.#find(path)
    if (typeof place === 'string' || !place.node) return false
    if (how === 'write') return !place.mount.readOnly && this.#may(place.node, 2)
    if (how === 'execute' && place.node.kind === 'file')
      return (place.node.mode & 0o111) !== 0 && this.#may(place.node, 1)
    return this.#may(place.node, how === 'read' ? 4 : 1)
  }

  mounts(): readonly MountInfo[] {
    return this.#table.points.map(({ path, volume, readOnly }) => ({
      path,
      medium: volume.medium,
      usedBytes: volume.usedBytes,
      limitBytes: volume.limitBytes,
      readOnly,
    }))
  }

  provide(path: string, directory: Directory, readOnly: boolean): void {
    this.#table.provide(path, directory, readOnly)
  }

  /** The file at a path, made where it is missing, and our own copy where it is an image's. */
  #fileToChange(path: string) {
    const place = this.#find(path)
    if (typeof place === 'string') return place
    const { node, mount } = place
    if (node?.kind === 'directory') return 'EISDIR'
    if (node?.kind === 'device') return { file: node, volume: mount.volume }
    if (node?.kind === 'link') return 'ELOOP'
    if (!node) {
      const file: PlainFile = {
        kind: 'file',
        text: '',
        size: 0,
        mode: FILE_MODE,
        uid: this.#who.uid,
        gid: this.#who.gid,
        modifiedAt: this.#now(),
        shared: false,
      }
      return this.#create(place, file) ?? { file, volume: mount.volume }
    }
    if (mount.readOnly) return 'EROFS'
    if (!this.#may(node, 2)) return 'EACCES'
    return { file: this.#own(place, node), volume: mount.volume }
  }

  #own(place: Place, node: PlainFile): PlainFile {
    if (!node.shared) return node
    const copy: PlainFile = { ...node, shared: false }
    place.parent.set(place.name, copy, place.parent.modifiedAt)
    place.mount.volume.usedBytes += copy.size
    return copy
  }

  #namesIn(directory: Directory): readonly string[] {
    const names = directory.names()
    this.#table.counted('name', names.length)
    return names
  }

  #refuse(place: Place): FileError | undefined {
    if (place.node && place.mount !== place.parentMount) return 'EBUSY'
    if (place.parentMount.readOnly) return 'EROFS'
    if (place.parent.fixed) return place.node ? 'EPERM' : 'ENOENT'
    return this.#may(place.parent, 2) ? undefined : 'EACCES'
  }

  #create(place: Place, node: FileNode): FileError | undefined {
    const refused = this.#refuse(place)
    if (refused) return refused
    if (node.kind === 'directory') {
      node.uid = this.#who.uid
      node.gid = this.#who.gid
    }
    place.parent.set(place.name, place.parent.adopt(node), this.#now())
    return undefined
  }

  #remove(place: Place): FileError | undefined {
    const refused = this.#refuse(place)
    if (refused) return refused
    if (place.node?.kind === 'file' && !place.node.shared) {
      place.parentMount.volume.usedBytes -= place.node.size
      place.parentMount.volume.pages?.change(place.node, -place.node.size, undefined)
    }
    place.parent.delete(place.name, this.#now())
    return undefined
  }

  #find(path: string, followLast = true): Place | FileError {
    return this.#table.find(path, followLast, this.#maySearch)
  }

  /** Without CAP_CHOWN an owner changes the group alone, to one that it is in. */
  // linux: fs/attr.c chown_ok, chgrp_ok
  #mayGive(node: PlainFile | Directory, uid: number | undefined, gid: number | undefined): boolean {
    const who = this.#who
    if (who.capabilities.has('CHOWN')) return true
    if (uid !== undefined && (uid !== node.uid || node.uid !== who.uid)) return false
    return gid === undefined || gid === node.gid || (node.uid === who.uid && who.groups.includes(gid))
  }

  #owns(node: FileNode): boolean {
    if (node.kind === 'device' || node.kind === 'link') return true
    return node.uid === this.#who.uid || this.#who.capabilities.has('FOWNER')
  }

  /** bit: 4 read, 2 write, 1 execute or search. */
  #may(node: FileNode, bit: number): boolean {
    const { uid, groups, capabilities } = this.#who
    if (node.kind === 'device' || node.kind === 'link' || capabilities.has('DAC_OVERRIDE')) return true
    const shift = node.uid === uid ? 6 : groups.includes(node.gid) ? 3 : 0
    return ((node.mode >> shift) & bit) !== 0
  }
}

function hasRoom(volume: Volume, bytes: number): boolean {
  return volume.limitBytes === undefined || bytes <= 0 || volume.usedBytes + bytes <= volume.limitBytes
}

function statOf(node: FileNode): FileStat {
  switch (node.kind) {
    case 'link':
      return { kind: 'link', size: node.target.length, mode: 0o777, modifiedAt: node.modifiedAt, uid: 0, gid: 0 }
    case 'device':
      return { kind: 'device', size: 0, mode: 0o666, modifiedAt: 0, uid: 0, gid: 0, device: node.device }
    case 'directory':
      return {
        kind: 'directory',
        size: 4096,
        mode: node.mode,
        modifiedAt: node.modifiedAt,
        uid: node.uid,
        gid: node.gid,
      }
    case 'file': {
      const { size, mode, modifiedAt, uid, gid, program } = node
      return { kind: 'file', size, mode, modifiedAt, uid, gid, ...(program === undefined ? {} : { program }) }
    }
  }
}
