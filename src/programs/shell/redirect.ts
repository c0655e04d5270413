import type { Task } from '../../engine/kernel/task.ts'
import type { FileError } from '../../engine/runtime/file-system.ts'
import { openToRead, openToWrite, TextReader } from '../streams.ts'
import { absolute, errorText } from '../tool.ts'
import { cannotOpen } from './dialect.ts'
import { expandQuoted, expandText } from './expand.ts'
import type { HereDoc, Redirect, Redirection } from './parse.ts'
import type { Shell, Stream } from './shell.ts'
import { ShellError } from './unwind.ts'

type Streams = Map<number, Stream>

/** A redirection that cannot be made: said by whoever opens, the command does not run. */
export class RedirectionFailed {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** Runs a body with its redirections, then puts the streams back. */
export function* withRedirects(
  shell: Shell,
  redirects: readonly Redirection[],
  body: () => Task<number>,
): Task<number> {
  if (redirects.length === 0) return yield* body()
  const before = shell.streams
  const opened = yield* openRedirects(shell, redirects)
  if (opened instanceof RedirectionFailed) {
    yield* shell.complain(opened.message)
    return redirectionStatus(shell)
  }
  shell.streams = opened
  try {
    return yield* body()
  } finally {
    shell.streams = before
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
    if (redirect.type === 'HereDoc')
      streams.set(fd ?? 0, { reader: new TextReader(yield* hereDocument(shell, redirect)) })
    else if (redirect.type === 'HereString') {
      const text = redirect.target ? yield* expandText(shell, redirect.target) : ''
      streams.set(fd ?? 0, { reader: new TextReader(`${text}\n`) })
    } else {
      const failed = yield* open(shell, redirect, fd, streams)
      if (failed) return failed
    }
  }
  return streams
}

function* hereDocument(shell: Shell, redirect: HereDoc): Task<string> {
  const { text } = redirect.body
  const body = redirect.operator === '<<-' ? text.replace(/^\t+/gm, '') : text
  return redirect.delimiter?.quoted ? body : yield* expandQuoted(shell, body)
}

function* open(
  shell: Shell,
  redirect: Redirect,
  fd: number | undefined,
  streams: Streams,
): Task<RedirectionFailed | undefined> {
  const target = redirect.target ? yield* expandText(shell, redirect.target) : ''
  switch (redirect.operator) {
    case '<':
      return openFile(shell, target, 'read', [fd ?? 0], streams)
    case '<>':
      return (
        openFile(shell, target, 'append', [fd ?? 0], streams) ?? openFile(shell, target, 'read', [fd ?? 0], streams)
      )
    case '>':
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
      if (!from) return new RedirectionFailed(badDescriptor(shell, target, to))
      streams.set(to, from)
      return undefined
    }
  }
}

function badDescriptor(shell: Shell, from: string, to: number): string {
  return shell.dialect === 'ash' ? `dup2(${from},${to}): Bad file descriptor` : `${from}: Bad file descriptor`
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
  return new RedirectionFailed(cannotOpen(shell.dialect, target, creating, missing, errorText(error)))
}
