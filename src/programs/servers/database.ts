import type { Program } from '../../engine/runtime/program.ts'
import { untilSignal } from './server-loop.ts'

interface Database {
  readonly port: number
  /** One of these must be set, or the image's entry point refuses. */
  readonly passwords: readonly string[]
  readonly refusal: string
  /** How long it takes until it listens. */
  readonly startTime: number
  readonly ready: string
}

function database(description: Database): Program {
  return function* (sys) {
    const { port, passwords, refusal, startTime, ready } = description
    if (!passwords.some((name) => sys.env.has(name))) {
      yield* sys.stderr.write(`${refusal}\n`)
      return 1
    }
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) sys.on(signal, 'catch')
    const waited = yield* sys.sleep(startTime)
    if (waited.kind === 'interrupted') return 0
    const listener = sys.listen(port, { kind: 'tcp' })
    if (typeof listener === 'string') {
      yield* sys.stderr.write(`could not bind to port ${port}: Address already in use\n`)
      return 1
    }
    yield* sys.stderr.write(`${ready}\n`)
    yield* untilSignal(sys, ['SIGTERM', 'SIGINT', 'SIGQUIT'])
    return 0
  }
}

export const mysql = database({
  port: 3306,
  passwords: [
    'MYSQL_ROOT_PASSWORD',
    'MYSQL_ALLOW_EMPTY_PASSWORD',
    'MYSQL_RANDOM_ROOT_PASSWORD',
    'MARIADB_ROOT_PASSWORD',
    'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD',
    'MARIADB_RANDOM_ROOT_PASSWORD',
  ],
  refusal:
    '[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD',
  startTime: 8000,
  ready: '[System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections.',
})

export const postgres = database({
  port: 5432,
  passwords: ['POSTGRES_PASSWORD', 'POSTGRES_HOST_AUTH_METHOD', 'POSTGRES_PASSWORD_FILE'],
  refusal:
    'Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the\n       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
  startTime: 3000,
  ready: 'LOG:  database system is ready to accept connections',
})
