import type { FileError } from '../../../engine/program-api/files.ts'
import type { Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { account } from '../../commands/switch-user.ts'
import { errorText, isGnu } from '../../tool.ts'

/** Who becomes the server's user for the entry point; each has its own words and exit code for what it may not. */
export type Leaving = 'gosu' | 'setpriv' | 'su-exec'

export interface LeavesRoot {
  readonly user: string
  readonly by: Leaving
  /** What is given to the user first, with all that is in it. */
  readonly owns: readonly string[]
  /** Given away whether that works or not. */
  readonly lenient?: boolean
}

/**
 * What the entry points of official images begin with as root: they give their directories to the server's user, then
 * go on as that user. A number: they have ended with it, since a script with `set -e` ends where that fails.
 */
export function* leaveRoot(sys: Sys, { user, by, owns, lenient }: LeavesRoot): Task<number | undefined> {
  const wanted = account(sys, user)
  if (!wanted || sys.uid !== 0) return undefined
  for (const path of owns) {
    const problem = giveAway(sys, path, wanted.uid)
    if (problem === undefined || lenient) continue
    yield* sys.stderr.write(`${problem}\n`)
    return 1
  }
  const { uid, gid, groups, home } = wanted
  if (sys.become({ gid, groups }) ?? sys.become({ uid })) {
    yield* sys.stderr.write(`${REFUSED[by](user)}\n`)
    return by === 'setpriv' ? 127 : 1
  }
  if (by !== 'setpriv') sys.env.set('HOME', home)
  return undefined
}

const REFUSED: Readonly<Record<Leaving, (user: string) => string>> = {
  gosu: (user) => `error: failed switching to "${user}": operation not permitted`,
  setpriv: () => 'setpriv: setresgid failed: Operation not permitted',
  'su-exec': () => 'su-exec: setgroups: Operation not permitted',
}

/** `find PATH ! -user USER -exec chown USER {} +`: what is the user's already is left alone. In chown's words why not. */
function giveAway(sys: Sys, path: string, uid: number): string | undefined {
  const { files } = sys
  const stat = files.stat(path, false)
  if (stat === 'EACCES') return `find: '${path}': Permission denied`
  if (typeof stat === 'string')
    return isGnu(sys) ? `find: '${path}': No such file or directory` : `find: ${path}: No such file or directory`
  if (stat.uid !== uid) {
    const error = files.chown(path, uid, undefined, false)
    if (error) return chownProblem(sys, path, error)
  }
  const names = stat.kind === 'directory' ? files.list(path) : []
  if (names === 'EACCES') return `find: '${path}': Permission denied`
  for (const name of typeof names === 'string' ? [] : names) {
    const problem = giveAway(sys, `${path}/${name}`, uid)
    if (problem !== undefined) return problem
  }
  return undefined
}

function chownProblem(sys: Sys, path: string, error: FileError): string {
  return isGnu(sys)
    ? `chown: changing ownership of '${path}': ${errorText(error)}`
    : `chown: ${path}: ${errorText(error)}`
}

/** `exec "$@"` at the end of the script. */
export function* handOver(
  sys: Sys,
  argv: readonly string[],
  script = '/usr/local/bin/docker-entrypoint.sh',
): Task<number> {
  const running = sys.exec(argv)
  if (typeof running !== 'string') return yield* running
  const why = running === 'ENOENT' ? 'not found' : 'Permission denied'
  yield* sys.stderr.write(`${script}: exec: ${argv[0] ?? ''}: ${why}\n`)
  return running === 'ENOENT' ? 127 : 126
}

/** The value of a variable, or the content of the file that its `_FILE` names; both at once end the script. */
export function fileEnv(sys: Sys, name: string): string | { readonly problem: string } | undefined {
  const value = sys.env.get(name) || undefined
  const path = sys.env.get(`${name}_FILE`) || undefined
  if (path === undefined) return value
  if (value !== undefined) return { problem: `both ${name} and ${name}_FILE are set (but are exclusive)` }
  const file = sys.files.read(path)
  return typeof file === 'string' ? { problem: `${path}: ${errorText(file)}` } : file.text.replace(/\n+$/, '')
}
