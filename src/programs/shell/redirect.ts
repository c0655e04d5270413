import type { FileError } from '../../engine/program-api/files.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { openToRead, openToWrite, TextReader } from '../streams.ts'
import { absolute, errorText } from '../tool.ts'
import { cannotOpen } from './dialect.ts'
import { expandQuoted, expandText } from './expand.ts'
import { networkTarget, openNetwork } from './network-redirect.ts'
import type { HereDoc, Redirect, Redirection } from './parse.ts'
import { closeSubstitutions, openSubstitution, substitutionOf } from './process-substitution.ts'
import { RedirectionFailed } from './redirection-failed.ts'
import type { Shell, Stream } from './shell.ts'
import { ShellError, said } from './unwind.ts'

type Streams = Map<number, Stream>

/** Runs a body with its redirections, then puts the streams back. */
export function* withRedirects(
  shell: Shell,
  redirects: readonly Redirection[],
  body: () => Task<number>,
): Task<number | RedirectionFailed> {
  if (redirects.length === 0) return yield* body()
  const before = shell.streams
  const substitutions = shell.substitutions.length
  const opened = yield* openRedirects(shell, redirects)
  if (opened instanceof RedirectionFailed) return opened
  shell.streams = opened
  try {
    return yield* body()
  } catch (error) {
    throw yield* said(shell, error)
  } finally {
    shell.streams = before
    closeSubstitutions(shell, substitutions)
  }
}

export function redirectionStatus(shell: Shell): number {
  return shell.dialect === 'dash' ? 2 : 1
}

/** The streams as the redirections leave them, from left to right. */
export function* openRedirects(shell: Shell, redirects: readonly Redirection[]): Task<Streams | RedirectionFailed> {
  const streams: Streams = new Map(shell.streams)
  for (const redirect of redirects) {
    const { descriptor } = redirect
    if (descriptor?.type === 'FileDescriptorVariable') throw new ShellError('{fd} redirections are not supported here')
    const fd = descriptor?.value
    if (redirect.type === 'HereDoc') {
      const text = yield* hereDocument(shell, redirect)
      if (text instanceof RedirectionFailed) return text
      streams.set(fd ?? 0, { reader: new TextReader(text) })
    } else if (redirect.type === 'HereString') {
      const text = redirect.target ? yield* expandText(shell, redirect.target) : ''
      streams.set(fd ?? 0, { reader: new TextReader(`${text}\n`) })
    } else {
      const failed = yield* open(shell, redirect, fd, streams)
      if (failed) return failed
    }
  }
  return streams
}

function* hereDocument(shell: Shell, redirect: HereDoc): Task<string | RedirectionFailed> {
  const { text } = redirect.body
  const quoted = redirect.delimiter?.quoted === true
  const body = redirect.operator === '<<-' ? withoutTabs(text, quoted) : text
  if (quoted) return body
  try {
    return yield* expandQuoted(shell, body)
  } catch (error) {
    // For busybox a mistake in here is one of the redirection, which the shell survives.
    if (shell.dialect === 'ash' && error instanceof ShellError) return new RedirectionFailed(error.message ?? '')
    throw error
  }
}

/** A line that goes on the one before keeps its tabs. */
function withoutTabs(text: string, quoted: boolean): string {
  let goesOn = false
  const lines = text.split('\n').map((line) => {
    const stripped = goesOn ? line : line.replace(/^\t+/, '')
    goesOn = !quoted && /(?:^|[^\\])(?:\\\\)*\\$/.test(line)
    return stripped
  })
  return lines.join('\n')
}

function* open(
  shell: Shell,
  redirect: Redirect,
  fd: number | undefined,
  streams: Streams,
): Task<RedirectionFailed | undefined> {
  const substitution = substitutionOf(redirect.target)
  if (substitution && shell.dialect === 'bash' && (redirect.operator === '<' || redirect.operator.startsWith('>'))) {
    const stream = yield* openSubstitution(shell, substitution)
    streams.set(fd ?? (redirect.operator === '<' ? 0 : 1), stream)
    return undefined
  }
  const target = redirect.target ? yield* expandText(shell, redirect.target) : ''
  const address = shell.dialect === 'bash' ? networkTarget(target) : undefined
  if (address && !redirect.operator.endsWith('&')) {
    const stream = yield* openNetwork(shell, target, address)
    if (stream instanceof RedirectionFailed) return stream
    const isInput = redirect.operator.startsWith('<')
    for (const each of redirect.operator.startsWith('&') ? [1, 2] : [fd ?? (isInput ? 0 : 1)]) streams.set(each, stream)
    return undefined
  }
  switch (redirect.operator) {
    case '<':
      return openFile(shell, target, 'read', [fd ?? 0], streams)
    case '<>':
      return (
        openFile(shell, target, 'append', [fd ?? 0], streams) ?? openFile(shell, target, 'read', [fd ?? 0], streams)
      )
    case '>':
      if (shell.options.noclobber && isRegularFile(shell, target)) return failure(shell, target, true, 'EEXIST')
      return openFile(shell, target, 'write', [fd ?? 1], streams)
    case '>|':
      return openFile(shell, target, 'write', [fd ?? 1], streams)
    case '>>':
      return openFile(shell, target, 'append', [fd ?? 1], streams)
    case '&>':
      return openFile(shell, target, 'write', [1, 2], streams)
    case '&>>':
      return openFile(shell, target, 'append', [1, 2], streams)
    case '>&':
    case '<&': {
      const to = fd ?? (redirect.operator === '>&' ? 1 : 0)
      if (target === '-') {
        streams.delete(to)
        return undefined
      }
      if (!/^\d+$/.test(target)) return openFile(shell, target, 'write', [1, 2], streams)
      const from = streams.get(Number(target))
      if (!from) return new RedirectionFailed(`${target}: Bad file descriptor`)
      streams.set(to, from)
      return undefined
    }
  }
}

function isRegularFile(shell: Shell, target: string): boolean {
  const stat = shell.sys.files.stat(absolute(shell.sys.cwd, target))
  return typeof stat !== 'string' && stat.kind === 'file'
}

function openFile(
  shell: Shell,
  target: string,
  how: 'read' | 'write' | 'append',
  descriptors: readonly number[],
  streams: Streams,
): RedirectionFailed | undefined {
  const path = absolute(shell.sys.cwd, target)
  const standard = {
    stdin: streams.get(0)?.reader ?? shell.sys.nullInput,
    stdout: streams.get(1)?.writer ?? shell.sys.nullOutput,
    stderr: streams.get(2)?.writer ?? shell.sys.nullOutput,
  }
  if (how === 'read') {
    const reader = target === '' ? 'ENOENT' : openToRead(shell.sys, path, standard)
    if (typeof reader === 'string') return failure(shell, target, false, reader)
    for (const descriptor of descriptors) streams.set(descriptor, { reader })
    return undefined
  }
  const writer = target === '' ? 'ENOENT' : openToWrite(shell.sys, path, how === 'append', standard)
  if (typeof writer === 'string') return failure(shell, target, true, writer)
  for (const descriptor of descriptors) streams.set(descriptor, { writer })
  return undefined
}

function failure(shell: Shell, target: string, creating: boolean, error: FileError): RedirectionFailed {
  const missing = error === 'ENOENT' || (error === 'ENOTDIR' && shell.dialect !== 'bash')
  const reason = error === 'EEXIST' && shell.dialect === 'bash' ? 'cannot overwrite existing file' : errorText(error)
  return new RedirectionFailed(cannotOpen(shell.dialect, target, creating, missing, reason))
}
