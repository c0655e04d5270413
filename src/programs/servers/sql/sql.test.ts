import { describe, expect, it } from 'vitest'
import { Volume } from '../../../engine/runtime/files/volume.ts'
import { beside, listens, runImage, saidBy } from '../../testing/run-image.ts'

const ROOT = { MYSQL_ROOT_PASSWORD: 'pw' }
const PG = { POSTGRES_PASSWORD: 'pw' }
const NONE = { capabilities: { drop: ['ALL'] } }

describe('mysql and mariadb', () => {
  it.each<[image: string, env: Readonly<Record<string, string>>, script: string, code: number, said: string]>([
    ['mysql:8.0', ROOT, 'mysql -uroot -ppw -N -e "select 1" 2>/dev/null', 0, '1\n'],
    [
      'mysql:8.0',
      ROOT,
      'mysqladmin ping',
      0,
      "mysqladmin: connect to server at 'localhost' failed\nerror: 'Access denied for user 'root'@'localhost' (using password: NO)'\n",
    ],
    [
      'mysql:8.0',
      ROOT,
      'mysqladmin -uroot -ppw ping',
      0,
      'mysqld is alive\nmysqladmin: [Warning] Using a password on the command line interface can be insecure.\n',
    ],
    [
      'mysql:8.0',
      ROOT,
      'MYSQL_PWD=no mysql -uroot -e "select 1"',
      1,
      "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)\n",
    ],
    [
      'mysql:8.0',
      ROOT,
      'MYSQL_PWD=pw mysql -h 127.0.0.1 -P 3307 -uroot -e "select 1"',
      1,
      "ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1:3307' (111)\n",
    ],
    [
      'mysql:8.0',
      { ...ROOT, MYSQL_DATABASE: 'shop', MYSQL_USER: 'app', MYSQL_PASSWORD: 's' },
      'MYSQL_PWD=s mysql -uapp shop -N -e "show databases" | grep shop',
      0,
      'shop\n',
    ],
    [
      'mysql:8.0',
      ROOT,
      'MYSQL_PWD=pw mysql -uroot nope -e "select 1"',
      1,
      "ERROR 1049 (42000): Unknown database 'nope'\n",
    ],
    [
      'mysql:8.0',
      ROOT,
      'MYSQL_PWD=pw mysql -uroot -e "select * from t"',
      0,
      'mysql: not simulated: tables, and what this statement does with them\n',
    ],
    [
      'mysql:8.4',
      ROOT,
      'MYSQL_PWD=pw mysqldump -uroot mysql | head -n 1',
      0,
      '-- MySQL dump 10.13  Distrib 8.4.6, for Linux (x86_64)\nmysqldump: not simulated: tables; the dump has none\n',
    ],
    [
      'mariadb:11',
      { MARIADB_ROOT_PASSWORD: 'pw' },
      'mariadb-admin -uroot -ppw ping; mysqladmin ping',
      127,
      'mysqld is alive\nsh: 1: mysqladmin: not found\n',
    ],
    ['mariadb:10.6', ROOT, 'mysql -uroot -ppw -N -e "select 7"', 0, '7\n'],
  ])('%s with %j: %s', (image, env, script, code, said) => {
    const outcome = beside(runImage(image, [], { env }), 15_000, script)
    expect([outcome.code, saidBy(outcome)]).toEqual([code, said])
  })

  it('over the socket the server of the entry point is alive while files are made, over TCP it is not', () => {
    const script =
      'mysqladmin -uroot -ppw ping >/dev/null 2>&1; echo $?; mysqladmin -h 127.0.0.1 ping >/dev/null 2>&1; echo $?'
    expect(beside(runImage('mysql:8.0', [], { env: ROOT }), 8000, script).stdout).toBe('0\n1\n')
  })

  it.each<[image: string, args: string, files: Readonly<Record<string, string>>, port: number]>([
    ['mysql:8.0', '--port=3307', {}, 3307],
    ['mysql:8.0', '-P 3307', {}, 3307],
    ['mysql:8.0', '', { '/etc/mysql/conf.d/my.cnf': '[client]\nport = 9\n[mysqld]\nport = 3308\n' }, 3308],
    ['mariadb:11', '--port 3309', {}, 3309],
  ])('%s %s %j listens on %i', (image, args, files, port) => {
    const started = runImage(image, args === '' ? [] : args.split(' '), { env: ROOT }, files)
    expect(listens(started, 15_000, port)).toBe(true)
  })

  it('bind_address and skip_networking keep others out', () => {
    for (const flag of ['--bind-address=127.0.0.1', '--skip-networking'])
      expect(listens(runImage('mysql:8.0', [flag], { env: ROOT }), 15_000, 3306), flag).toBe(false)
  })

  it.each<[image: string, args: string, options: object, code: number, said: string]>([
    [
      'mysql:8.4',
      '--default-authentication-plugin=mysql_native_password',
      { env: ROOT },
      1,
      "unknown variable 'default-authentication-plugin=mysql_native_password'",
    ],
    ['mysql:8.0', '', { env: { MYSQL_ROOT_PASSWORD_FILE: '/nowhere' } }, 1, '/nowhere'],
    ['mysql:8.0', '', { env: { MYSQL_USER: 'root', ...ROOT } }, 1, 'cannot be used for the root user'],
    [
      'mysql:8.0',
      '',
      { env: ROOT, securityContext: NONE },
      1,
      'error: failed switching to "mysql": operation not permitted',
    ],
    ['mariadb:11', '', { env: ROOT, securityContext: NONE, uid: 0 }, 1, 'failed switching to "mysql"'],
    [
      'mysql:8.0',
      '',
      { env: ROOT, readOnlyRoot: true, uid: 999 },
      1,
      "Can't create/write to file '/var/lib/mysql/is_writable' (OS errno 30 - Read-only file system)",
    ],
  ])('%s %s %j ends with %i', (image, args, options, code, said) => {
    const outcome = runImage(image, args === '' ? [] : [args], options).running.end(20_000)
    expect(outcome.code).toBe(code)
    expect(saidBy(outcome)).toContain(said)
  })

  it('keeps its passwords with its files', () => {
    const mounts = [{ path: '/var/lib/mysql', volume: new Volume({ now: () => 0, mode: 0o777 }) }]
    const first = runImage('mysql:8.0', [], { env: ROOT, mounts })
    first.machine.signalAt(15_000, first.running, 'SIGTERM')
    expect(first.running.end()).toMatchObject({ code: 0 })
    const second = runImage('mysql:8.0', [], { env: { MYSQL_ROOT_PASSWORD: 'another' }, mounts })
    expect(beside(second, 3000, 'MYSQL_PWD=pw mysql -uroot -N -e "select 2"').stdout).toBe('2\n')
  })

  it('needs its directories with a read-only root, and no more', () => {
    const empty = () => new Volume({ now: () => 0, mode: 0o777 })
    const mounts = ['/var/lib/mysql', '/run/mysqld', '/tmp'].map((path) => ({ path, volume: empty() }))
    expect(listens(runImage('mysql:8.0', [], { env: ROOT, mounts, readOnlyRoot: true }), 15_000, 3306)).toBe(true)
  })

  it.each([
    ['SIGTERM', 0],
    ['SIGQUIT', 0],
    ['SIGINT', undefined],
    ['SIGHUP', undefined],
  ] as const)('%s ends it with %s', (signal, code) => {
    const { machine, running } = runImage('mysql:8.0', [], { env: ROOT })
    machine.signalAt(15_000, running, signal)
    expect(running.end(20_000).code).toBe(code)
  })
})

describe('postgres', () => {
  it.each<[env: Readonly<Record<string, string>>, script: string, code: number, said: string]>([
    [PG, 'psql -U postgres -tAc "select 1"', 0, '1\n'],
    [PG, 'psql -U postgres -c "select 1"', 0, ' ?column? \n----------\n        1\n(1 row)\n\n'],
    [
      PG,
      'psql -c "select 1"',
      2,
      'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  role "root" does not exist\n',
    ],
    [
      PG,
      'psql -h p -U postgres -c "select 1"',
      2,
      'psql: error: connection to server at "p", port 5432 failed: fe_sendauth: no password supplied\n',
    ],
    [
      PG,
      'PGPASSWORD=no psql -h p -U postgres -c "select 1"',
      2,
      'psql: error: connection to server at "p", port 5432 failed: FATAL:  password authentication failed for user "postgres"\n',
    ],
    [PG, 'PGPASSWORD=pw psql -h p -U postgres -tAc "select 1"', 0, '1\n'],
    [PG, 'psql postgres://postgres:pw@p:5432/postgres -tAc "select 1"', 0, '1\n'],
    [
      { ...PG, POSTGRES_USER: 'app', POSTGRES_DB: 'shop' },
      'psql -U app shop -tAc "select 1" && psql -U app nope',
      2,
      '1\npsql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  database "nope" does not exist\n',
    ],
    [
      PG,
      'psql -U postgres -qc "create database shop" && psql -U postgres -tAc "create database shop"',
      1,
      'ERROR:  database "shop" already exists\n',
    ],
    [PG, 'pg_isready -h nowhere', 2, 'nowhere:5432 - no response\n'],
    [PG, 'pg_isready -U postgres -d x', 0, '/var/run/postgresql:5432 - accepting connections\n'],
    [PG, 'pg_dump -U postgres -f /tmp/d postgres 2>/dev/null; grep -c "database dump" /tmp/d', 0, '2\n'],
    [PG, 'pg_dump --version', 0, 'pg_dump (PostgreSQL) 16.10 (Debian 16.10-1.pgdg13+1)\n'],
  ])('%j: %s', (env, script, code, said) => {
    const outcome = beside(runImage('postgres:16', [], { env }), 6000, script)
    expect([outcome.code, saidBy(outcome)]).toEqual([code, said])
  })

  it.each<[args: string, env: Readonly<Record<string, string>>, port: number, there: boolean]>([
    ['-c port=5433', {}, 5433, true],
    ['-cport=5433', {}, 5433, true],
    ['--port=5433', {}, 5433, true],
    ['postgres -p 5433', {}, 5433, true],
    ['', { PGPORT: '5433' }, 5433, true],
    ['-c listen_addresses=localhost', {}, 5432, false],
    ['-c max_connections=200 -c shared_buffers=256MB', {}, 5432, true],
  ])('%s %j on %i: %s', (args, env, port, there) => {
    const started = runImage('postgres:16', args === '' ? [] : args.split(' '), { env: { ...PG, ...env } })
    expect(listens(started, 6000, port)).toBe(there)
  })

  it('reads its own postgresql.conf, and the one that it is given', () => {
    const files = { '/etc/postgresql.conf': "port = 5444 # ours\nlisten_addresses = '*'\n" }
    const started = runImage('postgres:16', ['-c', 'config_file=/etc/postgresql.conf'], { env: PG }, files)
    expect(listens(started, 6000, 5444)).toBe(true)
  })

  it.each<[image: string, options: object, said: string]>([
    [
      'postgres:16',
      { env: PG, securityContext: NONE, uid: 0 },
      'error: failed switching to "postgres": operation not permitted',
    ],
    [
      'postgres:16',
      { env: PG, uid: 999, readOnlyRoot: true },
      'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Read-only file system',
    ],
    [
      'postgres:16',
      { env: PG, uid: 1000 },
      'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted',
    ],
    [
      'postgres:16',
      { env: { ...PG, PGDATA: '/data/pg' }, uid: 999 },
      "mkdir: cannot create directory '/data/pg': Permission denied",
    ],
    [
      'postgres:16',
      { env: { ...PG, POSTGRES_PASSWORD_FILE: '/x' } },
      'error: both POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are set (but are exclusive)',
    ],
    [
      'postgres:18',
      { env: PG, mounts: [{ path: '/var/lib/postgresql/data', volume: new Volume({ now: () => 0 }) }] },
      '/var/lib/postgresql/data (unused mount/volume)',
    ],
  ])('%s with %o ends with 1', (image, options, said) => {
    const outcome = runImage(image, [], options).running.end(20_000)
    expect(outcome.code).toBe(1)
    expect(saidBy(outcome)).toContain(said)
  })

  it.each<[string, object]>([
    ['as its own user', { uid: 999 }],
    [
      'as anybody with a volume that is its own',
      {
        uid: 1000,
        env: { ...PG, PGDATA: '/v/pg' },
        mounts: [{ path: '/v', volume: new Volume({ now: () => 0, mode: 0o777 }) }],
      },
    ],
    ['without capabilities as its own user', { uid: 999, securityContext: NONE }],
  ])('runs %s', (_, options) => {
    expect(listens(runImage('postgres:16', [], { env: PG, ...options }), 6000, 5432)).toBe(true)
  })

  it.each([
    ['SIGTERM', 0, 'received smart shutdown request'],
    ['SIGINT', 0, 'received fast shutdown request'],
    ['SIGQUIT', 0, 'received immediate shutdown request'],
    ['SIGHUP', undefined, 'received SIGHUP, reloading configuration files'],
  ] as const)('%s ends it with %s', (signal, code, said) => {
    const { machine, running } = runImage('postgres:16', [], { env: PG })
    machine.signalAt(6000, running, signal)
    const outcome = running.end(10_000)
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toContain(said)
  })

  it('of another major version does not take over the files', () => {
    const mounts = [{ path: '/var/lib/postgresql/data', volume: new Volume({ now: () => 0, mode: 0o777 }) }]
    const first = runImage('postgres:15', [], { env: PG, mounts })
    first.machine.signalAt(6000, first.running, 'SIGINT')
    first.running.end()
    const outcome = runImage('postgres:16', [], { env: PG, mounts }).running.end(5000)
    expect(outcome).toMatchObject({ code: 1 })
    expect(outcome.stderr).toContain('The data directory was initialized by PostgreSQL version 15')
  })

  it('runs the scripts that it is given', () => {
    const files = {
      '/docker-entrypoint-initdb.d/a.sh': 'echo made here\n',
      '/docker-entrypoint-initdb.d/b.sql': 'create table t();\n',
    }
    const outcome = runImage('postgres:16', [], { env: PG }, files).running.end(6000)
    expect(outcome.stdout).toMatch(/running .*a\.sh\nmade here\n.*running .*b\.sql\n/)
    expect(outcome.stderr).toContain('not simulated: what /docker-entrypoint-initdb.d/b.sql does to tables')
  })

  it('has bash in Alpine’s image, too', () => {
    expect(runImage('postgres:16-alpine', ['bash', '-c', 'echo hi']).running.end()).toMatchObject({
      stdout: 'hi\n',
      code: 0,
    })
  })
})
