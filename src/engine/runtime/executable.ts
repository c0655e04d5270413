import type { ContainerConfig } from './container.ts'
import type { FileSystem } from './file-system.ts'
import type { Program, Programs, SpawnError } from './program.ts'

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** What running argv means in a file system: the program, and argv with an interpreter put before it where one is named. */
export function resolveExecutable(
  files: FileSystem,
  programs: Programs,
  argv: readonly string[],
  path: string | undefined,
  cwd: string,
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
    return interpreted(files, programs, candidate, argv, cwd)
  }
  return error
}

/** The same in a container: a command that the image of nobody knows what does not have is its unknown program. */
export function resolveInContainer(
  { config }: { readonly config: Pick<ContainerConfig, 'files' | 'image'> },
  programs: Programs,
  argv: readonly string[],
  path: string | undefined,
  cwd: string,
): { readonly program: Program; readonly argv: readonly string[] } | SpawnError {
  const { fallbackProgram } = config.image
  const found = resolveExecutable(config.files, programs, argv, path, cwd)
  if (found !== 'ENOENT' || fallbackProgram === undefined || (argv[0] ?? '') === '') return found
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
): { readonly program: Program; readonly argv: readonly string[] } | SpawnError {
  const content = files.read(script)
  if (typeof content === 'string') return 'EACCES'
  const shebang = /^#![ \t]*(\S+)(?:[ \t]+(.*\S))?[ \t]*(?:\n|$)/.exec(content.text)
  const interpreter = shebang ? [shebang[1] as string, ...(shebang[2] ? [shebang[2]] : [])] : ['/bin/sh']
  if (interpreter[0] === script) return 'ENOENT'
  return resolveExecutable(files, programs, [...interpreter, script, ...argv.slice(1)], undefined, cwd)
}
