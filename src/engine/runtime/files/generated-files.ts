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

/** A directory of which nothing is there before somebody looks. */
export function generatedLater(make: () => Directory): GeneratedDirectory {
  let made: Directory | undefined
  const directory = (): Directory => {
    made ??= make()
    return made
  }
  return new GeneratedDirectory(
    (name) => directory().get(name),
    () => directory().names(),
  )
}

/** Directories and files by their paths: `net/ipv4/ip_forward`. */
export function generatedTree(files: Readonly<Record<string, () => FileNode>>): GeneratedDirectory {
  return generatedTreeOf(files)(undefined)
}

/** The same for many of a kind, as the processes in /proc: what is where is found out once. */
export function generatedTreeOf<T>(
  files: Readonly<Record<string, (whose: T) => FileNode>>,
): (whose: T) => GeneratedDirectory {
  let inside: ReadonlyMap<string, readonly string[]> | undefined
  const namesIn = (prefix: string): readonly string[] | undefined => {
    inside ??= namesByDirectory(Object.keys(files))
    return inside.get(prefix)
  }
  const below = (whose: T, prefix: string): GeneratedDirectory =>
    new GeneratedDirectory(
      (name) => {
        const path = `${prefix}${name}`
        if (Object.hasOwn(files, path)) return files[path]?.(whose)
        return namesIn(`${path}/`) ? below(whose, `${path}/`) : undefined
      },
      () => namesIn(prefix) ?? [],
    )
  return (whose) => below(whose, '')
}

/** By the directory's path with its slash; the root's is empty. */
function namesByDirectory(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const inside = new Map<string, Set<string>>()
  for (const path of paths) {
    let prefix = ''
    for (const name of path.split('/')) {
      const names = inside.get(prefix) ?? new Set()
      inside.set(prefix, names.add(name))
      prefix += `${name}/`
    }
  }
  return new Map([...inside].map(([prefix, names]) => [prefix, [...names].sort()]))
}
