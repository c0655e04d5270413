import type { Program } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { indented } from '../config/config-text.ts'
import { fileEnv, handOver, leaveRoot } from '../config/entry-point.ts'
import { readFlags } from '../config/flags.ts'
import { refused, say } from '../daemon.ts'
import { saveAccounts } from '../sql/accounts.ts'
import { runInitFiles } from '../sql/init-files.ts'
import { MONGO_FLAGS } from './mongod.ts'

/** About what a first server without a password takes to make the root user. */
const INIT_MS = 2500

/** Where a user is asked for and there are no files yet, it makes the user first; it has the server listen everywhere. */
// github.com/docker-library/mongo (8.0): docker-entrypoint.sh
export const mongoEntry: Program = function* (sys): Task<number> {
  const given = sys.argv.slice(1)
  let argv = given[0]?.startsWith('-') ? ['mongod', ...given] : given
  if (!argv[0]?.startsWith('mongo')) return yield* handOver(sys, argv)
  const isServer = argv[0] === 'mongod'
  if (sys.uid === 0) {
    const failed = yield* leaveRoot(sys, {
      user: 'mongodb',
      by: 'gosu',
      owns: isServer ? ['/data/configdb', '/data/db'] : [],
    })
    if (failed !== undefined) return failed
  }
  if (!isServer) return yield* handOver(sys, argv)
  const [user, password] = [fileEnv(sys, 'MONGO_INITDB_ROOT_USERNAME'), fileEnv(sys, 'MONGO_INITDB_ROOT_PASSWORD')]
  for (const value of [user, password])
    if (typeof value === 'object') return yield* refused(sys, [1, `error: ${value.problem}`])
  if ((user === undefined) !== (password === undefined))
    return yield* refused(sys, [
      1,
      "\nerror: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'\n       both must be specified for a user to be created\n",
    ])
  const { settings } = readFlags(argv.slice(1), MONGO_FLAGS)
  const path = settings.text('config')
  const file = path === undefined ? 'ENOENT' : sys.files.read(path)
  const inFile = typeof file === 'string' ? undefined : indented(file.text)
  const directory =
    settings.text('dbpath') ??
    inFile?.text('storage.dbPath') ??
    (settings.has('configsvr') ? '/data/configdb' : '/data/db')
  const scripts = sys.files.list('/docker-entrypoint-initdb.d')
  const wantsFirst =
    user !== undefined || (typeof scripts !== 'string' && scripts.some((name) => /\.(?:sh|js)$/.test(name)))
  if (wantsFirst && typeof sys.files.stat(`${directory}/WiredTiger`) === 'string') {
    yield* say(sys, 'about to fork child process, waiting until server is ready for connections.', true)
    yield* sys.sleep(INIT_MS)
    const users = new Map(typeof user === 'string' && typeof password === 'string' ? [[user, password]] : [])
    const error = saveAccounts(sys, `${directory}/accounts`, { users, databases: new Set() })
    if (error)
      return yield* refused(sys, [
        1,
        '\nerror: mongod does not appear to have stayed running -- perhaps it had an error?\n',
      ])
    const status = yield* runInitFiles(sys, /\.js$/, (each) => `/usr/local/bin/docker-entrypoint.sh: running ${each}`)
    if (status !== 0) return status
    yield* say(sys, '\nMongoDB init process complete; ready for start up.\n', true)
  }
  if (user !== undefined && !settings.has('auth')) argv = [...argv, '--auth']
  if (
    !settings.has('bind_ip') &&
    !settings.has('bind_ip_all') &&
    !inFile?.has('net.bindIp') &&
    !inFile?.has('net.bindIpAll')
  )
    argv = [...argv, '--bind_ip_all']
  for (const name of [...sys.env.keys()]) if (name.startsWith('MONGO_INITDB_')) sys.env.delete(name)
  return yield* handOver(sys, argv)
}
