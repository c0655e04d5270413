import { OverlayMap } from '../../lib/overlay-map.ts'
import type { FileSystem } from '../program-api/files.ts'
import type { Programs } from '../program-api/image.ts'
import type { Program, SpawnError } from '../program-api/program.ts'
import type { ContainerConfig } from './container.ts'
import { Directory } from './files/file-node.ts'

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Scripts that are the interpreters of scripts. */
// Linux: fs/exec.c exec_binprm
const MAX_INTERPRETERS = 4
// Linux: include/uapi/linux/binfmts.h MAX_ARG_STRLEN; fs/exec.c bprm_stack_limits, a quarter of a stack of 8 MiB
const MAX_ARG_STRLEN = 128 * 1024
const MAX_ARGUMENTS = 2 * 1024 * 1024

/** More words than a process can be given. */
export function argumentsTooLong(argv: readonly string[], env: ReadonlyMap<string, string>): boolean {
  let total = 0
  for (const word of argv) total += ofWord(word.length)
  // A container's environment lies over what all of its namespace hear of Services.
  if (env instanceof OverlayMap) total += env.total(ofVariable)
  else for (const [name, value] of env) total += ofVariable(name, value)
  return total > MAX_ARGUMENTS
}

/** With its end and its address. */
function ofWord(length: number): number {
  return length >= MAX_ARG_STRLEN ? Number.POSITIVE_INFINITY : length + 9
}

function ofVariable(name: string, value: string): number {
  return ofWord(name.length + value.length + 1)
}

/** What running argv means in a file system: the program, and argv with an interpreter put before it where one is named. */
export function resolveExecutable(
  files: FileSystem,
  programs: Programs,
  argv: readonly string[],
  path: string | undefined,
  cwd: string,
  scripts = 0,
): { readonly program: Program; readonly argv: readonly string[] } | SpawnError {
  const name = argv[0]
  if (name === undefined || name === '') return 'ENOENT'
  const candidates = name.includes('/')
    ? [name.startsWith('/') ? name : `${cwd === '/' ? '' : cwd}/${name}`]
    : (path ?? DEFAULT_PATH).split(':').map((directory) => `${directory === '' ? cwd : directory}/${name}`)
  let error: SpawnError = 'ENOENT'
  for (const candidate of candidates) {
    const stat = files.stat(candidate)
    if (typeof stat === 'string') continue
    if (stat.kind === 'directory') {
      if (name.includes('/')) error = 'EACCES'
      continue
    }
    if (stat.program !== undefined) {
      const program = programs.program(stat.program)
      return program ? { program, argv } : 'ENOENT'
    }
    if ((stat.mode & 0o111) === 0) {
      error = 'EACCES'
      continue
    }
    return interpreted(files, programs, candidate, argv, cwd, scripts)
  }
  return error
}

/** What names were found to mean in a file system, as long as nothing has changed that decides it. */
interface Found {
  changes: number
  readonly by: Map<string, Program | 'ENOENT'>
}

const found = new WeakMap<FileSystem, Found>()
const REMEMBERED = 500

/** A loop starts the same programs again and again: a name that was looked for in PATH is not looked for again. */
function resolveAgain(
  files: FileSystem,
  programs: Programs,
  argv: readonly string[],
  path: string | undefined,
  cwd: string,
): { readonly program: Program; readonly argv: readonly string[] } | SpawnError {
  const name = argv[0] ?? ''
  // What the kernel makes when somebody looks changes without a word; a script is found, but read anew each time.
  if (name === '' || name.includes('/') || path?.includes('/proc') || path?.includes('/sys') || hasRelative(path)) {
    return resolveExecutable(files, programs, argv, path, cwd)
  }
  let known = found.get(files)
  if (known?.changes !== Directory.changes || known.by.size > REMEMBERED) {
    known = { changes: Directory.changes, by: new Map() }
    found.set(files, known)
  }
  const key = path === undefined ? name : `${path}/${name}`
  const before = known.by.get(key)
  if (before !== undefined) return before === 'ENOENT' ? before : { program: before, argv }
  const resolved = resolveExecutable(files, programs, argv, path, cwd)
  if (resolved === 'ENOENT') known.by.set(key, resolved)
  else if (typeof resolved !== 'string' && resolved.argv === argv) known.by.set(key, resolved.program)
  return resolved
}

/** A directory of PATH that depends on where one stands. */
function hasRelative(path: string | undefined): boolean {
  return path !== undefined && !/^\/[^:]*(?::\/[^:]*)*$/.test(path)
}

/** The same in a container: a command that the image of nobody knows what does not have is its unknown program. */
export function resolveInContainer(
  { config }: { readonly config: Pick<ContainerConfig, 'files' | 'image'> },
  programs: Programs,
  argv: readonly string[],
  path: string | undefined,
  cwd: string,
): { readonly program: Program; readonly argv: readonly string[] } | SpawnError {
  const { fallbackProgram, lacks } = config.image
  const found = resolveAgain(config.files, programs, argv, path, cwd)
  const name = argv[0] ?? ''
  if (found !== 'ENOENT' || fallbackProgram === undefined || name === '') return found
  if (lacks?.has(name.slice(name.lastIndexOf('/') + 1))) return found
  const program = programs.program(fallbackProgram)
  return program ? { program, argv } : found
}

/** A script: its first line names who reads it; without one the shell does. */
function interpreted(
  files: FileSystem,
  programs: Programs,
  script: string,
  argv: readonly string[],
  cwd: string,
  scripts: number,
): { readonly program: Program; readonly argv: readonly string[] } | SpawnError {
  if (scripts > MAX_INTERPRETERS) return 'ELOOP'
  const content = files.read(script)
  if (typeof content === 'string') return 'EACCES'
  const shebang = /^#![ \t]*(\S+)(?:[ \t]+(.*\S))?[ \t]*(?:\n|$)/.exec(content.text)
  const interpreter = shebang ? [shebang[1] as string, ...(shebang[2] ? [shebang[2]] : [])] : ['/bin/sh']
  return resolveExecutable(files, programs, [...interpreter, script, ...argv.slice(1)], undefined, cwd, scripts + 1)
}
