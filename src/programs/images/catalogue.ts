import type { FileTree } from '../../engine/runtime/file-system.ts'
import type { Image } from '../../engine/runtime/program.ts'
import { startupOf } from '../servers/daemon.ts'
import { SERVERS } from '../servers/servers.ts'
import { BASES } from './base.ts'
import { DATABASES } from './databases.ts'
import { completeImage, type ImageSpec, STANDARD_PATH, splitReference } from './image.ts'
import { KUBERNETES } from './kubernetes.ts'
import { LANGUAGES } from './languages.ts'
import { MONITORING } from './monitoring.ts'
import { NGINX } from './nginx.ts'
import { PODLAPSE_TOOLS, podlapseApp } from './podlapse.ts'
import { PROXIES } from './proxies.ts'
import { QUEUES } from './queues.ts'
import { TEACHING } from './teaching.ts'
import { WEB } from './web.ts'

type ImageContent = ReturnType<ImageSpec['image']>

/** Every image that is known. The first that matches counts. */
export const IMAGES: readonly ImageSpec[] = [
  podlapseApp,
  ...BASES,
  ...NGINX,
  ...WEB,
  ...DATABASES,
  ...QUEUES,
  ...LANGUAGES,
  ...PROXIES,
  ...MONITORING,
  ...KUBERNETES,
  ...TEACHING,
]

/** A plain server, for an image that nobody has described. */
const ASSUMED: ImageContent = {
  entrypoint: ['assumed-server'],
  files: { ...PODLAPSE_TOOLS, '/usr/local/bin/assumed-server': { kind: 'program', program: 'assumed-server' } },
  sizeBytes: undefined,
  fallbackProgram: 'assumed-server',
}

function find(reference: string): { readonly spec: ImageSpec; readonly tag: string } | undefined {
  const { path, tag } = splitReference(reference)
  const last = path.slice(path.lastIndexOf('/') + 1)
  const spec =
    IMAGES.find((each) => each.names.includes(path)) ??
    // registry.example.com/mirror/nginx is nginx; acme/web is not web.
    IMAGES.find((each) => each.names.some((name) => !name.includes('/') && name === last))
  return spec && { spec, tag }
}

/** Image by specification and tag: the same files object every time, which the file system indexes once. */
const made = new Map<ImageSpec, Map<string, ImageContent>>()

function partialOf({ spec, tag }: { readonly spec: ImageSpec; readonly tag: string }): ImageContent {
  let tags = made.get(spec)
  if (!tags) {
    tags = new Map()
    made.set(spec, tags)
  }
  let partial = tags.get(tag)
  if (!partial) {
    partial = withStartup(spec.image(tag))
    tags.set(tag, partial)
  }
  return partial
}

/** The executable among its words that is known to take its time. */
function withStartup(partial: ImageContent): ImageContent {
  const { entrypoint = [], cmd = [], files, env } = partial
  const directories = ['', ...(env?.PATH ?? STANDARD_PATH).split(':').map((path) => `${path}/`)]
  for (const word of [...entrypoint, ...cmd]) {
    for (const directory of directories) {
      const entry = files[directory + word]
      const program = entry?.kind === 'program' ? SERVERS.get(entry.program) : undefined
      const startupMs = program && startupOf(program)
      if (startupMs !== undefined) return { ...partial, startupMs }
    }
  }
  return partial
}

const withTools = new WeakMap<FileTree, FileTree>()

function toolsAnd(files: FileTree): FileTree {
  let tree = withTools.get(files)
  if (!tree) {
    tree = { ...PODLAPSE_TOOLS, ...files }
    withTools.set(files, tree)
  }
  return tree
}

/** `command`: what a Scenario document says the image runs. */
export function imageOf(reference: string, command?: readonly string[]): Image {
  const found = find(reference)
  if (command) {
    const base = found && partialOf(found)
    return completeImage(reference, {
      ...base,
      entrypoint: command,
      cmd: [],
      files: base ? toolsAnd(base.files) : PODLAPSE_TOOLS,
      sizeBytes: base?.sizeBytes,
    })
  }
  return found ? completeImage(reference, partialOf(found)) : completeImage(reference, ASSUMED, true)
}
