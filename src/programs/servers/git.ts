import type { Program } from '../../engine/program-api/program.ts'
import { absolute, baseName } from '../tool.ts'

const FATAL = 128
/** A small repository, assumed. */
const CLONE_MS = 2000

/** A clone is a placeholder that says so; where there is no world outside of the cluster it fails as it does without one. */
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
      yield* sys.sleep(CLONE_MS)
      sys.files.makeDirectory(`${dir}/.git`, true)
      const text = `placeholder: the world outside of the cluster is not simulated; this stands for what is in ${source}\n`
      for (const file of ['README.md', 'index.html']) sys.files.write(`${dir}/${file}`, text)
      return 0
    }
    case 'pull':
    case 'fetch':
      if (typeof sys.files.stat(`${dir}/.git`) === 'string') break
      yield* sys.stdout.write('Already up to date.\n')
      return 0
    default:
      if (typeof sys.files.stat(`${sys.cwd}/.git`) !== 'string') return 0
  }
  yield* sys.stderr.write('fatal: not a git repository (or any of the parent directories): .git\n')
  return FATAL
}
