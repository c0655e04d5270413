import { imageReferenceError } from '../manifest/pod/image-name.ts'
import {
  type AnswerRule,
  PORT_PROTOCOLS,
  type PortProtocol,
  type ProgramEnd,
  type ServedPort,
} from './described-program.ts'
import type { FieldReader } from './field-reader.ts'
import { normalizeImage } from './image-reference.ts'
import type { PullOutcome, ScenarioImage } from './scenario-image.ts'

/** An entry of `images:`: where an image comes from, what is in it, and what its program does. */
export const IMAGE_FIELDS = [
  ...['name', 'size', 'present', 'pull', 'pullTime', 'command'],
  ...['user', 'workingDir', 'env', 'files'],
  ...['ports', 'startTime', 'memory', 'answers', 'ends', 'onTerm'],
]

const OUTCOMES: readonly PullOutcome[] = ['ok', 'notFound', 'unauthorized', 'unreachable']

export function readImages(spec: FieldReader): ScenarioImage[] {
  const seen = new Set<string>()
  return spec.list('images', IMAGE_FIELDS).map((entry) => {
    const image = readImage(entry)
    if (seen.has(image.name)) entry.problem('name', { kind: 'lastOneCounts' }, 'warning')
    seen.add(image.name)
    return image
  })
}

function readImage(image: FieldReader): ScenarioImage {
  const pullSecret = readPullSecret(image)
  const said = {
    sizeBytes: image.quantity('size'),
    present: image.boolean('present'),
    pull: pullSecret === undefined ? image.choice('pull', OUTCOMES) : undefined,
    pullSecret,
    pullTimeMs: image.duration('pullTime'),
    command: image.strings('command'),
    user: readUser(image),
    workingDir: readWorkingDir(image),
    env: image.stringMap('env'),
    files: readFiles(image),
    ports: readPorts(image),
    startMs: image.duration('startTime'),
    memoryBytes: image.quantity('memory'),
    answers: readAnswers(image),
    ends: readEnd(image, 'ends', 'never'),
    onTerm: readEnd(image, 'onTerm', 'ignore'),
  }
  if (said.command?.[0] === 'podlapse') warnOfSilence(image)
  const given = Object.entries(said).filter(([, value]) => value !== undefined)
  return { name: readName(image), ...(Object.fromEntries(given) as Omit<ScenarioImage, 'name'>) }
}

function readName(image: FieldReader): string {
  const name = image.required('name')
  const wrong = name === '' ? undefined : imageReferenceError(name)
  if (wrong !== undefined) image.problem('name', { kind: 'noImage', reason: wrong }, 'warning')
  return normalizeImage(name)
}

/** `podlapse` does what its own flags say. */
function warnOfSilence(image: FieldReader): void {
  for (const field of ['ports', 'startTime', 'memory', 'answers', 'ends', 'onTerm']) {
    if (image.has(field)) image.problem(field, { kind: 'flagsSayIt' }, 'warning')
  }
}

/** `pull: {secret: NAME}`: who brings that Secret may pull it. */
function readPullSecret(image: FieldReader): string | undefined {
  const pull = image.raw('pull')
  if (typeof pull !== 'object' || pull === null || Array.isArray(pull)) return undefined
  return image.object('pull', ['secret']).required('secret')
}

function readUser(image: FieldReader): string | undefined {
  const user = image.string('user')
  if (user === undefined || /^[A-Za-z0-9_][\w.-]*(?::[\w.-]+)?$/.test(user)) return user
  image.problem('user', { kind: 'mustBeUser' })
  return undefined
}

function readWorkingDir(image: FieldReader): string | undefined {
  const path = image.string('workingDir')
  if (path === undefined || path.startsWith('/')) return path
  image.problem('workingDir', { kind: 'mustBeAbsolutePath' })
  return undefined
}

function readFiles(image: FieldReader): Record<string, string> | undefined {
  const files = image.stringMap('files')
  for (const path of Object.keys(files ?? {})) {
    if (!/^\/(?:[^/]+\/)*[^/]+$/.test(path)) image.problem('files', { kind: 'mustBeFilePath', path })
  }
  return files
}

/** Numbers, or objects that say how the port is spoken to. */
function readPorts(image: FieldReader): ServedPort[] | undefined {
  if (!image.has('ports')) return undefined
  const ports = new Map<number, Set<PortProtocol>>()
  const add = (port: number, protocols: readonly PortProtocol[]): void => {
    const known = ports.get(port) ?? new Set()
    for (const protocol of protocols) known.add(protocol)
    ports.set(port, known)
  }
  image.items('ports', ['port', 'protocol'], {
    fault: { kind: 'mustBePort' },
    scalar: (value) => {
      if (!isPort(value)) return false
      add(Number(value), ['http'])
      return true
    },
    object: (entry) => {
      const port = entry.raw('port')
      if (isPort(port)) add(Number(port), readProtocols(entry))
      else entry.problem('port', { kind: 'mustBePortNumber' })
    },
  })
  return [...ports].map(([port, protocols]) => ({ port, protocols: [...protocols], declared: false }))
}

function isPort(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536
}

/** One, or several that are spoken on the same port. */
function readProtocols(entry: FieldReader): readonly PortProtocol[] {
  const value = entry.raw('protocol')
  if (!Array.isArray(value)) return [entry.choice('protocol', PORT_PROTOCOLS) ?? 'http']
  const protocols = PORT_PROTOCOLS.filter((protocol) => value.includes(protocol))
  if (protocols.length === 0 || !value.every((each) => PORT_PROTOCOLS.includes(each))) {
    entry.problem('protocol', { kind: 'mustBeSomeOf', choices: PORT_PROTOCOLS })
  }
  return protocols
}

function readAnswers(image: FieldReader): AnswerRule[] | undefined {
  if (!image.has('answers')) return undefined
  return image.list('answers', ['path', 'from', 'to', 'status', 'delay']).map((rule) => {
    const path = rule.string('path')
    if (path !== undefined && !path.startsWith('/')) rule.problem('path', { kind: 'mustBeginWithSlash' })
    const fromMs = rule.duration('from') ?? 0
    const toMs = rule.duration('to')
    if (toMs !== undefined && toMs <= fromMs) rule.problem('to', { kind: 'afterFrom' })
    const status = rule.integer('status', 100)
    if (status !== undefined && status > 599) rule.problem('status', { kind: 'atMost', most: '599' })
    const delayMs = rule.duration('delay')
    if (!rule.has('status') && !rule.has('delay')) rule.problem('status', { kind: 'neededOrDelay' })
    return {
      ...(path === undefined ? {} : { path }),
      fromMs,
      ...(toMs === undefined ? {} : { toMs }),
      status: status ?? 200,
      ...(delayMs === undefined ? {} : { delayMs }),
    }
  })
}

function readEnd<Word extends string>(image: FieldReader, field: string, word: Word): ProgramEnd | Word | undefined {
  const value = image.raw(field)
  if (value === undefined || value === null) return undefined
  if (value === word) return word
  if (typeof value !== 'object' || Array.isArray(value)) {
    image.problem(field, { kind: 'mustBeEnd', word })
    return undefined
  }
  const end = image.object(field, ['code', 'after'])
  const code = end.integer('code', 0) ?? 0
  if (code > 255) end.problem('code', { kind: 'atMost', most: '255' })
  return { code: code & 0xff, afterMs: end.duration('after') ?? 0 }
}
