import type { Program } from '../../engine/runtime/program.ts'
import { absolute, baseName } from '../tool.ts'

const FATAL = 128

/** There is no network outside of the cluster, so a clone from there fails as it does without one. */
export const git: Program = function* (sys) {
  const [verb = '', ...rest] = sys.argv.slice(1).filter((arg, i) => i > 0 || !arg.startsWith('--no-pager'))
  const [source = '', target = baseName(source).replace(/\.git$/, '')] = rest.filter((arg) => !arg.startsWith('-'))
  const dir = absolute(sys.cwd, verb === 'clone' ? target : source || '.')
  switch (verb) {
    case '':
    case '--help':
      yield* sys.stdout.write('usage: git [-v | --version] [-h | --help] [-C <path>] [-c <name>=<value>]\n')
      return verb === '' ? 1 : 0
    case '--version':
    case '-v':
      yield* sys.stdout.write('git version 2.47.1\n')
      return 0
    case 'init':
      sys.files.makeDirectory(`${dir}/.git`, true)
      yield* sys.stdout.write(`Initialized empty Git repository in ${dir}/.git/\n`)
      return 0
    case 'clone': {
      const host = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^:/]+)/.exec(source)?.[1] ?? ''
      yield* sys.stderr.write(`Cloning into '${target}'...\n`)
      if (sys.resolve(host).length === 0) {
        yield* sys.stderr.write(`fatal: unable to access '${source}/': Could not resolve host: ${host}\n`)
        return FATAL
      }
      sys.files.makeDirectory(`${dir}/.git`, true)
      return 0
    }
    default:
      if (typeof sys.files.stat(`${sys.cwd}/.git`) !== 'string') return 0
      yield* sys.stderr.write('fatal: not a git repository (or any of the parent directories): .git\n')
      return FATAL
  }
}
