import type { FileTree } from '../../engine/program-api/files.ts'
import type { Image } from '../../engine/program-api/image.ts'
import { type ImageSpec, mebibytes, STANDARD_PATH } from './image.ts'
import { ALPINE_TOOLS, BUSYBOX_TOOLS, DEBIAN_TOOLS, executables, RHEL_TOOLS } from './tools.ts'

/** The user lands that images are built on; `none`: nothing but the program itself. */
const BASES = {
  debian: DEBIAN_TOOLS,
  alpine: ALPINE_TOOLS,
  busybox: BUSYBOX_TOOLS,
  rhel: RHEL_TOOLS,
  none: {},
} as const satisfies Record<string, FileTree>

/** An image in a few words. Lists are words with blanks between them, unless a word has one itself. */
export interface Description {
  /** As in `ImageSpec.names`. */
  readonly names: string
  readonly base?: keyof typeof BASES
  /**
   * What a pull transfers, in MiB: of the usual tag, of one with `alpine`, of one with `slim`. About what registries say
   * of today's tags; older ones differ.
   */
  readonly mib: number | readonly [usual: number, alpine: number, slim?: number]
  readonly entrypoint?: string | readonly string[]
  readonly cmd?: string | readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly dir?: string
  readonly user?: string
  readonly ports?: readonly number[]
  readonly stop?: Image['stopSignal']
  /** Executables by their paths; `path=program` where the program is not called like the file. */
  readonly programs?: string
  /** Further commands in /usr/bin. */
  readonly tools?: string
  readonly files?: FileTree
  /** The first argument where the entry point is docker-entrypoint.sh and is given nothing but options. */
  readonly takesOptionsOf?: string
  /** What the tag says otherwise. */
  readonly byTag?: (tag: string) => Partial<Description>
}

export function described(description: Description): ImageSpec {
  return { names: words(description.names), image: (tag) => build(description, tag) }
}

function build(description: Description, tag: string): ReturnType<ImageSpec['image']> {
  const all = { ...description, ...description.byTag?.(tag) }
  const [usual, small, slim = usual] = typeof all.mib === 'number' ? [all.mib, undefined] : all.mib
  const isAlpine = small !== undefined && /alpine/.test(tag)
  const base = isAlpine ? 'alpine' : (all.base ?? 'debian')
  const { user, ports } = all
  return {
    entrypoint: words(all.entrypoint ?? (all.takesOptionsOf ? 'docker-entrypoint.sh' : '')),
    cmd: words(all.cmd ?? ''),
    env: { PATH: STANDARD_PATH, ...all.env },
    workingDir: all.dir ?? '/',
    ...(user === undefined ? {} : { user }),
    ...(ports ? { exposedPorts: ports } : {}),
    ...(all.stop ? { stopSignal: all.stop } : {}),
    sizeBytes: mebibytes(isAlpine ? small : /slim/.test(tag) ? slim : usual),
    files: {
      ...BASES[base],
      ...executables('/usr/bin', all.tools ?? ''),
      ...(all.takesOptionsOf ? { '/usr/local/bin/docker-entrypoint.sh': optionsEntrypoint(all.takesOptionsOf) } : {}),
      ...programFiles(all.programs ?? ''),
      ...all.files,
    },
  }
}

function words(text: string | readonly string[]): readonly string[] {
  return typeof text === 'string' ? text.split(/\s+/).filter((word) => word !== '') : text
}

function programFiles(text: string): FileTree {
  return Object.fromEntries(
    words(text).map((word) => {
      const [path = '', program = path.slice(path.lastIndexOf('/') + 1)] = word.split('=')
      return [path, { kind: 'program', program }] as const
    }),
  )
}

/** Most official images have this in their entry point: with options only, they are the server's. */
function optionsEntrypoint(server: string): FileTree[string] {
  const content = `#!/bin/sh\nset -e\nif [ "\${1#-}" != "$1" ]; then set -- ${server} "$@"; fi\nexec "$@"\n`
  return { kind: 'file', content, mode: 0o755 }
}
