import type { FileTree } from '../../engine/program-api/files.ts'
import type { Image, ScenarioImage } from '../../engine/program-api/image.ts'
import { ownValue } from '../../lib/own.ts'
import { startupOf } from '../servers/daemon.ts'
import { SERVERS } from '../servers/servers.ts'
import { BASES } from './base.ts'
import { DATABASES } from './databases.ts'
import { completeImage, type ImageSpec, STANDARD_PATH } from './image.ts'
import { INFRASTRUCTURE, OBSERVERS } from './infrastructure.ts'
import { canHaveTag } from './known-tags.ts'
import { KUBERNETES } from './kubernetes.ts'
import { LANGUAGES } from './languages.ts'
import { MONITORING } from './monitoring.ts'
import { NGINX } from './nginx.ts'
import { PODLAPSE_TOOLS, podlapseApp, workstation } from './podlapse.ts'
import { PROXIES } from './proxies.ts'
import { PUBLISHED } from './published/all.ts'
import { QUEUES } from './queues.ts'
import { repositoryOf } from './repository.ts'
import { TEACHING } from './teaching.ts'
import { WEB } from './web.ts'

type ImageContent = ReturnType<ImageSpec['image']>

/** Every image that is known. The first that matches counts. */
export const IMAGES: readonly ImageSpec[] = [
  podlapseApp,
  workstation,
  ...BASES,
  ...NGINX,
  ...WEB,
  ...DATABASES,
  ...QUEUES,
  ...LANGUAGES,
  ...PROXIES,
  ...MONITORING,
  ...OBSERVERS,
  ...INFRASTRUCTURE,
  ...KUBERNETES,
  ...TEACHING,
  ...PUBLISHED,
]

const DESCRIBED: FileTree = { '/usr/local/bin/described-program': { kind: 'program', program: 'described-program' } }

/** An image that nobody knows: a shell with the usual tools, and a program that is assumed. */
const UNKNOWN: ImageContent = {
  entrypoint: ['described-program'],
  files: { ...PODLAPSE_TOOLS, '/bin/bash': { kind: 'program', program: 'bash' }, ...DESCRIBED },
  sizeBytes: undefined,
  fallbackProgram: 'described-program',
}

interface FoundImage {
  readonly spec: ImageSpec
  readonly tag: string
  readonly facts: Pick<Image, 'takenFor' | 'hasNoSuchTag'>
}

function find(reference: string): FoundImage | undefined {
  const { names, tag, at, hasDigest } = repositoryOf(reference)
  for (const name of names) {
    const spec = byName().get(name)
    if (!spec) continue
    const isMissing = at === 'public' && !hasDigest && spec !== podlapseApp && !canHaveTag(name, tag)
    const facts = {
      ...(at === 'alike' ? { takenFor: name } : {}),
      ...(isMissing ? { hasNoSuchTag: true as const } : {}),
    }
    return { spec, tag, facts }
  }
  return undefined
}

let index: ReadonlyMap<string, ImageSpec> | undefined

function byName(): ReadonlyMap<string, ImageSpec> {
  // The first of a name counts.
  index ??= new Map(IMAGES.toReversed().flatMap((spec) => spec.names.map((name) => [name, spec] as const)))
  return index
}

/** Image by specification and tag: the same files object every time, which the file system indexes once. */
const made = new Map<ImageSpec, Map<string, ImageContent>>()

function partialOf({ spec, tag }: FoundImage): ImageContent {
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
      const entry = ownValue(files, directory + word)
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

/** `said`: what a Scenario document says of it. */
export function imageOf(reference: string, said?: ScenarioImage): Image {
  const found = find(reference)
  const base = found && partialOf(found)
  if (!said) return completeImage(reference, { ...(base ?? UNKNOWN), ...found?.facts }, !base)
  const content = { ...withSaid(base ?? UNKNOWN, said, base !== undefined), ...found?.facts }
  return completeImage(reference, content, !base && !isDescribed(said))
}

/** Whether the Scenario says what an image does, and not only where it comes from. */
function isDescribed({ command, ports, startMs, memoryBytes, answers, ends, onTerm }: ScenarioImage): boolean {
  return [command, ports, startMs, memoryBytes, answers, ends, onTerm].some((part) => part !== undefined)
}

const withWhatIsSaid = new WeakMap<ScenarioImage, FileTree>()

function withSaid(base: ImageContent, said: ScenarioImage, isKnown: boolean): ImageContent {
  const { command, user, workingDir, env, startMs } = said
  return {
    ...base,
    ...runs(base, said, isKnown),
    ...(user === undefined ? {} : { user }),
    ...(workingDir === undefined ? {} : { workingDir }),
    ...(env ? { env: { ...base.env, ...env } } : {}),
    ...(startMs === undefined ? {} : { startupMs: startMs }),
    files: saidFiles(command ? toolsAnd(base.files) : base.files, said),
  }
}

function saidFiles(files: FileTree, said: ScenarioImage): FileTree {
  let tree = withWhatIsSaid.get(said)
  if (!tree) {
    const own = Object.entries(said.files ?? {}).map(
      ([path, content]) => [path, { kind: 'file', content, mode: content.startsWith('#!') ? 0o755 : 0o644 }] as const,
    )
    tree = own.length > 0 || isDescribed(said) ? { ...files, ...DESCRIBED, ...Object.fromEntries(own) } : files
    withWhatIsSaid.set(said, tree)
  }
  return tree
}

/** What a known image runs stays, unless what it does is said otherwise: then a described program stands in its place. */
function runs(base: ImageContent, said: ScenarioImage, isKnown: boolean): Partial<ImageContent> {
  const { command, ports, startMs, memoryBytes, answers, ends, onTerm } = said
  if (command) return { entrypoint: command, cmd: [] }
  if (!isKnown) return {}
  const program = 'described-program'
  if ([ports, answers, ends, onTerm].some((part) => part !== undefined)) {
    return { entrypoint: [program], cmd: [] }
  }
  if (startMs === undefined && memoryBytes === undefined) return {}
  return { entrypoint: [program, '--', ...(base.entrypoint ?? [])] }
}
