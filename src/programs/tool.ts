import type { FileError } from '../engine/program-api/files.ts'
import type { Program, SpawnError, Sys } from '../engine/program-api/program.ts'
import type { Readable, Writable } from '../engine/program-api/stdio.ts'
import type { Task } from '../engine/program-api/task.ts'
import { wrote } from './effort.ts'
import { exhaustMemory, OutOfMemory } from './memory.ts'
import { RegexTooCostly } from './regex/budget.ts'
import { FileWriter } from './streams.ts'

/** One run of a command: as a process of its own, or inside a shell with the shell's streams. */
export interface Call {
  readonly sys: Sys
  /** What messages begin with: the last part of argv[0]. */
  readonly name: string
  readonly args: readonly string[]
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}

/** A command. Its value is the exit code. */
export type Tool = (call: Call) => Task<number>

/** The exit code of a process that wrote into a pipe without a reader. */
export const BROKEN_PIPE = 141

export function program(tool: Tool): Program {
  return (sys) => completed(tool, callOf(sys))
}

/** Runs a command; what it cannot do in a sensible time it says, and fails. */
function* completed(tool: Tool, call: Call): Task<number> {
  try {
    return yield* tool(call)
  } catch (error) {
    if (error instanceof RegexTooCostly) return yield* fail(call, error.message, 2)
    if (error instanceof OutOfMemory) {
      yield* exhaustMemory(call.sys)
      return yield* fail(call, error.message)
    }
    throw error
  }
}

function callOf(sys: Sys): Call {
  const [zero = ''] = sys.argv
  return {
    sys,
    name: baseName(zero),
    args: sys.argv.slice(1),
    stdin: sys.stdin,
    stdout: sys.stdout,
    stderr: sys.stderr,
  }
}

/** Writes `name: text` to stderr and gives the exit code. */
export function* fail(call: Call, text: string, code = 1): Task<number> {
  yield* call.stderr.write(`${call.name}: ${text}\n`)
  yield* wrote(call.sys)
  return code
}

/** Writes to stdout; the exit code is that of a broken pipe where nobody reads. */
export function* print(call: Call, text: string): Task<number> {
  if (text === '' || (yield* call.stdout.write(text))) return 0
  const { stdout } = call
  if (stdout instanceof FileWriter && stdout.error) return yield* fail(call, `write error: ${errorText(stdout.error)}`)
  return BROKEN_PIPE
}

export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  return trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

/** A path seen from a directory. Dots are left to the file system, which knows the links. */
export function absolute(cwd: string, path: string): string {
  if (path.startsWith('/')) return path
  return cwd === '/' ? `/${path}` : `${cwd}/${path}`
}

const ERROR_TEXT: Readonly<Record<FileError, string>> = {
  ENOENT: 'No such file or directory',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EEXIST: 'File exists',
  EACCES: 'Permission denied',
  EROFS: 'Read-only file system',
  ENOSPC: 'No space left on device',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  EXDEV: 'Invalid cross-device link',
  EBUSY: 'Resource busy',
  EINVAL: 'Invalid argument',
  EPERM: 'Operation not permitted',
  ENAMETOOLONG: 'File name too long',
}

/** Are the tools of this image GNU's (Debian, Ubuntu, CentOS), which put some messages otherwise than busybox? */
export function isGnu(sys: Sys): boolean {
  return typeof sys.files.stat('/bin/busybox') === 'string'
}

const ERROR_NUMBER: Readonly<Record<FileError, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENOSPC: 28,
  EROFS: 30,
  ENOTEMPTY: 39,
  ENAMETOOLONG: 36,
  ELOOP: 40,
}

/** errno as a number, which some servers print too. */
export function errorNumber(error: FileError): number {
  return ERROR_NUMBER[error]
}

/** Why a process could not be started, in words. */
export function spawnErrorText(error: SpawnError): string {
  if (error === 'EAGAIN') return 'Resource temporarily unavailable'
  return error === 'E2BIG' ? 'Argument list too long' : errorText(error)
}

/** errno in words. */
export function errorText(error: FileError): string {
  return ERROR_TEXT[error]
}
