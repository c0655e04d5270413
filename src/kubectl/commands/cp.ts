import { type ArchiveEntry, archiveEntries, archiveText } from '../../lib/archive-text.ts'
import { ensure } from '../../lib/assert.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, Input, Output } from '../client/api-client.ts'
import { type Call, type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { containerOf } from './pod-containers.ts'
import { warn } from './warn.ts'

/** A file, in a Pod or here. */
interface Place {
  readonly namespace?: string
  readonly pod?: string
  readonly path: string
}

/** The container that tar runs in. */
interface Remote {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

const FORMAT = 'filespec must match the canonical format: [[namespace/]pod:]file/path'
const MODE = 0o644

/** Copies through the container's own tar: where it has none, nothing is copied. */
// kubectl: pkg/cmd/cp/cp.go (v1.36)
export const cp: Command = {
  name: 'cp',
  usage: '<file-spec-src> <file-spec-dest> [options]',
  flags: flagSet('-c --container string; --no-preserve bool; --retries int=0'),
  complete: 'none',
  check: ({ args }) => {
    const places = placesOf(args)
    return typeof places === 'string' ? places : undefined
  },
  *run(call) {
    const [from, to] = placesOf(call.given.args) as readonly [Place, Place]
    const { terminal } = call
    const isUpload = from.pod === undefined
    if (isUpload && terminal.readFile(from.path) === undefined && !terminal.listDirectory(from.path)) {
      throw new CommandError(`${from.path} doesn't exist in local filesystem`)
    }
    const remote = yield* remoteOf(call, isUpload ? to : from)
    return yield* isUpload ? copyToPod(call, from.path, remote, to.path) : copyFromPod(call, remote, from.path, to.path)
  },
}

function* remoteOf(call: Call, { namespace = call.namespace, pod = '' }: Place): Activity<Remote> {
  const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
  const present = yield* call.client.get({ info, namespace, name: pod })
  if (present.status) throw new CommandError(present.status)
  const { phase } = (present.ok as Pod).status
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw new CommandError(`cannot exec into a container in a completed pod; current phase is ${phase}`)
  }
  return { namespace, pod, container: yield* containerOf(call, present.ok as Pod) }
}

// kubectl: pkg/cmd/cp/cp.go copyToPod, makeTar, recursiveTar (v1.36)
function* copyToPod(call: Call, from: string, remote: Remote, to: string): Activity<number> {
  const { given, terminal } = call
  const isDirectory = yield* run(call, remote, ['test', '-d', to], { quiet: true })
  const path = isDirectory.exitCode === 0 ? `${to.replace(/\/+$/, '')}/${baseOf(from)}` : to.replace(/(.)\/+$/, '$1')
  const entries = localEntries(terminal, from, baseOf(path))
  const slash = path.lastIndexOf('/')
  const directory = slash > 0 ? path.slice(0, slash) : slash === 0 ? '/' : ''
  const command = [
    ...['tar', ...(given.bool('no-preserve') ? ['--no-same-permissions', '--no-same-owner'] : []), '-xmf', '-'],
    ...(directory === '' ? [] : ['-C', directory]),
  ]
  const { exitCode } = yield* run(call, remote, command, { stdin: archiveText(entries) })
  return yield* ended(call, exitCode)
}

// kubectl: pkg/cmd/cp/cp.go copyFromPod, untarAll (v1.36)
function* copyFromPod(call: Call, remote: Remote, from: string, to: string): Activity<number> {
  const { stdout, exitCode } = yield* run(call, remote, ['tar', 'cf', '-', from], {})
  const prefix = from.replace(/^(?:\.{0,2}\/)+/, '').replace(/\/+$/, '')
  for (const { path, text } of archiveEntries(stdout) ?? []) {
    if (!path.startsWith(prefix)) throw new CommandError('tar contents corrupted')
    const target = `${to.replace(/(.)\/+$/, '$1')}${path.slice(prefix.length)}`
    if (text === undefined) {
      call.terminal.makeDirectory(target)
      continue
    }
    if (call.terminal.listDirectory(target)) throw new CommandError(`open ${target}: is a directory`)
    if (!call.terminal.writeFile(target, text)) throw new CommandError(`open ${target}: no such file or directory`)
  }
  return yield* ended(call, exitCode)
}

function* ended({ terminal }: Call, exitCode: number): Activity<number> {
  if (exitCode !== 0) yield* warn(terminal, `command terminated with exit code ${exitCode}`)
  return exitCode
}

function* run(
  { client, terminal }: Call,
  { namespace, pod, container }: Remote,
  command: readonly string[],
  { stdin, quiet = false }: { readonly stdin?: string; readonly quiet?: boolean },
): Activity<{ readonly stdout: string; readonly exitCode: number }> {
  let stdout = ''
  const kept: Output = {
    *write(text) {
      yield* []
      stdout += text
    },
  }
  const nothing: Output = {
    *write() {
      yield* []
    },
  }
  const result = yield* client.exec(namespace, pod, {
    ...{ container, command, stdout: kept, stderr: quiet ? nothing : terminal.stderr },
    ...(stdin === undefined ? {} : { stdin: inputOf(stdin) }),
  })
  if ('exitCode' in result) return { stdout, exitCode: result.exitCode }
  if (quiet) return { stdout, exitCode: 1 }
  throw new CommandError('status' in result ? result.status : result.error)
}

function inputOf(text: string): Input {
  let rest: string | undefined = text
  return {
    *read() {
      yield* []
      const next = rest
      rest = undefined
      return next
    },
  }
}

/** A file here, or a directory with all that is in it, under another name. */
function localEntries(terminal: Call['terminal'], path: string, name: string): ArchiveEntry[] {
  const names = terminal.listDirectory(path)
  if (!names) return [{ path: name, mode: MODE, text: terminal.readFile(path) ?? '' }]
  const inner = names.flatMap((each) =>
    localEntries(terminal, `${path.replace(/\/+$/, '')}/${each}`, `${name}/${each}`),
  )
  return [{ path: `${name}/`, mode: 0o755 }, ...inner]
}

function baseOf(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? ''
}

/** A text says what is wrong. */
// kubectl: pkg/cmd/cp/cp.go Run, extractFileSpec (v1.36)
function placesOf(args: Given['args']): readonly [Place, Place] | string {
  if (args.length !== 2) return 'source and destination are required'
  const [from, to] = args.map(placeOf)
  if (!from || !to) return FORMAT
  if (from.pod !== undefined && to.pod !== undefined) return 'one of src or dest must be a local file specification'
  if (from.path === '' || to.path === '') return 'filepath can not be empty'
  if (from.pod === undefined && to.pod === undefined) return 'one of src or dest must be a remote file specification'
  return [from, to]
}

function placeOf(text: string): Place | undefined {
  const colon = text.indexOf(':')
  if (colon < 0) return { path: text }
  const [first = '', second, ...more] = text.slice(0, colon).split('/')
  if (first === '' || more.length > 0) return undefined
  const path = text.slice(colon + 1)
  return second === undefined ? { pod: first, path } : { namespace: first, pod: second, path }
}
