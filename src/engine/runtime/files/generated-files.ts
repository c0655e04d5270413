import type { Device } from '../../program-api/files.ts'
import { Directory, type FileNode, type PlainFile } from './file-node.ts'

/** A file whose text is made when somebody reads it, as in /proc. `write`: what becomes of a line written to it. */
export function generatedFile(read: () => string, write?: (line: string) => void): PlainFile {
  return {
    kind: 'file',
    get text() {
      return read()
    },
    set text(text: string) {
      const line = text.split('\n').findLast((each) => each !== '')
      if (line !== undefined) write?.(line)
    },
    // The kernel does not know how long it will be.
    get size() {
      return 0
    },
    set size(_bytes: number) {},
    mode: write ? 0o644 : 0o444,
    uid: 0,
    gid: 0,
    modifiedAt: 0,
    shared: false,
  }
}

export function linkTo(target: string): FileNode {
  return { kind: 'link', target, modifiedAt: 0 }
}

export function deviceFile(device: Device): FileNode {
  return { kind: 'device', device }
}

/** A directory whose entries are made when somebody looks. Nothing can be made or removed in it. */
export class GeneratedDirectory extends Directory {
  override readonly fixed = true
  readonly #find: (name: string) => FileNode | undefined
  readonly #names: () => readonly string[]

  constructor(find: (name: string) => FileNode | undefined, names: () => readonly string[]) {
    super(0o555, 0)
    this.#find = find
    this.#names = names
  }

  override get(name: string): FileNode | undefined {
    return this.#find(name)
  }

  override names(): string[] {
    return [...this.#names()]
  }
}

/** Directories and files by their paths: `net/ipv4/ip_forward`. */
export function generatedTree(files: Readonly<Record<string, () => FileNode>>): GeneratedDirectory {
  const below = (prefix: string): GeneratedDirectory =>
    new GeneratedDirectory(
      (name) => {
        const path = `${prefix}${name}`
        if (Object.hasOwn(files, path)) return files[path]?.()
        return Object.keys(files).some((each) => each.startsWith(`${path}/`)) ? below(`${path}/`) : undefined
      },
      () => {
        const names = Object.keys(files)
          .filter((path) => path.startsWith(prefix))
          .map((path) => path.slice(prefix.length).replace(/\/.*$/, ''))
        return [...new Set(names)].sort()
      },
    )
  return below('')
}
