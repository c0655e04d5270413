import type { Sys } from '../../../engine/program-api/program.ts'
import { runCommand, wrongNumber } from './redis-commands.ts'
import { type RedisConfig, type RedisUser, userOf } from './redis-config.ts'
import { matches, type RedisData } from './redis-data.ts'
import { error, list, number, OK, type Reply, text } from './resp.ts'

/** What one server knows and does, as its connections ask for it. */
export interface RedisServer {
  readonly sys: Sys
  readonly config: RedisConfig
  readonly data: RedisData
  readonly version: string
  readonly port: number
  readonly mode: 'standalone' | 'cluster' | 'sentinel'
  readonly startedAt: number
  /** Why a save failed, in words; undefined: it went well. */
  save(): string | undefined
  /** What was changed, for the append-only file. Why that failed, in words. */
  append(words: readonly string[]): string | undefined
  shutdown(save: boolean): void
}

/** One connection: who has logged in over it. */
export interface Session {
  user: RedisUser | undefined
  name: string
  closes: boolean
}

const NO_AUTH = error('NOAUTH Authentication required.')
const WRONG_PASSWORD = error('WRONGPASS invalid username-password pair or user is disabled.')
const DENIED = error(
  '-DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user. In this mode connections are only accepted from the loopback interface.',
)

/** Where it does not let anybody in who has not given a password. */
export function openSession(server: RedisServer, remoteAddress: string | undefined): Session | Reply {
  const standard = server.config.users.get('default')
  const open = standard?.on && standard.noPassword
  const guarded = server.config.values.get('protected-mode') === 'yes' && !server.config.values.get('bind')
  if (open && guarded && remoteAddress !== undefined && !remoteAddress.startsWith('127.')) return DENIED
  return { user: open ? standard : undefined, name: 'default', closes: false }
}

// redis: server.c processCommand; acl.c authCommand
export function answer(server: RedisServer, session: Session, words: readonly string[]): Reply {
  const [word = '', ...args] = words
  const name = word.toLowerCase()
  if (name === 'auth') return logIn(server, session, args)
  if (name === 'quit') {
    session.closes = true
    return OK
  }
  if (name === 'hello') return hello(server, session, args)
  if (!session.user) return NO_AUTH
  if (server.mode === 'sentinel' && !SENTINEL_KNOWS.has(name)) return unknown(word, args)
  if (!mayRun(session.user, name))
    return error(`NOPERM User ${session.name} has no permissions to run the '${name}' command`)
  const known = ABOUT_THE_SERVER.get(name)
  if (known) return known(server, session, args)
  if (KEYED.has(name) && args[0] !== undefined && !mayTouch(session.user, args[0]))
    return error('NOPERM No permissions to access a key')
  if (server.mode === 'cluster' && KEYED.has(name)) return error('CLUSTERDOWN Hash slot not served')
  const role = server.config.values.get('replicaof') ?? server.config.values.get('slaveof')
  const done = runCommand(server.data, name, args)
  if (!done) return NOT_SIMULATED.has(name) ? error(`ERR not simulated: ${name.toUpperCase()}`) : unknown(word, args)
  if (done.writes && role && server.config.values.get('replica-read-only') !== 'no')
    return error("READONLY You can't write against a read only replica.")
  const failed = done.writes ? server.append(words) : undefined
  return failed === undefined ? done.reply : error(`MISCONF Errors writing to the AOF file: ${failed}`)
}

const SENTINEL_KNOWS = new Set('ping sentinel info auth role shutdown client command acl quit config'.split(' '))
const KEYED = new Set(
  `get set setnx setex getset getdel append strlen mset mget incr decr incrby decrby del unlink exists type rename
  expire pexpire persist ttl pttl lpush rpush lpop rpop lrange llen sadd srem smembers scard sismember hset hmset hget
  hgetall hkeys hlen hdel`.split(/\s+/),
)
const NOT_SIMULATED = new Set(
  `zadd zrange zrem zscore zcard zrangebyscore xadd xread xrange xlen geoadd pfadd pfcount bitcount setbit getbit
  subscribe psubscribe monitor eval evalsha script function multi exec watch discard blpop brpop migrate dump restore
  sort object psync replconf memory latency slowlog module`.split(/\s+/),
)

function unknown(word: string, args: readonly string[]): Reply {
  return error(`ERR unknown command '${word}', with args beginning with: ${args.map((arg) => `'${arg}' `).join('')}`)
}

function logIn(server: RedisServer, session: Session, args: readonly string[]): Reply {
  if (args.length === 0 || args.length > 2) return wrongNumber('auth')
  const [name, password] = args.length === 1 ? ['default', args[0] as string] : (args as [string, string])
  const user = server.config.users.get(name)
  if (args.length === 1 && user?.noPassword) {
    return error(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    )
  }
  if (!user?.on || !(user.noPassword || user.passwords.has(password))) return WRONG_PASSWORD
  session.user = user
  session.name = name
  return OK
}

function hello(server: RedisServer, session: Session, args: readonly string[]): Reply {
  const at = args.findIndex((arg) => arg.toLowerCase() === 'auth')
  if (at >= 0) {
    const reply = logIn(server, session, args.slice(at + 1, at + 3))
    if (reply.kind === 'error') return reply
  }
  if (!session.user) return error('NOAUTH HELLO must be called with the client already authenticated')
  return list(['server', 'redis', 'version', server.version, 'mode', server.mode])
}

/** The last rule about a command counts; what is in which category is not known here, so that only `@all` is taken by its word. */
function mayRun(user: RedisUser, name: string): boolean {
  let may = false
  for (const rule of user.rules) {
    const on = rule.startsWith('+')
    const what = rule.slice(1).split('|')[0] as string
    if (what === '@all' || what === name) may = on
    else if (what.startsWith('@') && on) may = true
  }
  return may
}

function mayTouch(user: RedisUser, key: string): boolean {
  return user.keys.some((pattern) => matches(pattern, key))
}

type Answer = (server: RedisServer, session: Session, args: readonly string[]) => Reply

const ABOUT_THE_SERVER = new Map<string, Answer>([
  ['ping', (_, _session, [message]) => (message === undefined ? { kind: 'status', text: 'PONG' } : text(message))],
  ['echo', (_, _session, [message]) => (message === undefined ? wrongNumber('echo') : text(message))],
  [
    'select',
    ({ config }, _, [index = '']) =>
      Number(index) < Number(config.values.get('databases') ?? 16) ? OK : error('ERR DB index is out of range'),
  ],
  ['info', (server, _, [section]) => text(info(server, section?.toLowerCase()))],
  ['config', configure],
  ['save', (server) => saved(server)],
  [
    'bgsave',
    (server) => (server.save() === undefined ? { kind: 'status', text: 'Background saving started' } : error('ERR')),
  ],
  ['bgrewriteaof', () => ({ kind: 'status', text: 'Background append only file rewriting started' })],
  ['lastsave', ({ startedAt }) => number(Math.floor(startedAt / 1000))],
  [
    'shutdown',
    (server, session, [how = '']) => {
      session.closes = true
      server.shutdown(how.toLowerCase() !== 'nosave')
      return OK
    },
  ],
  [
    'role',
    ({ config }) =>
      master(config)
        ? list(['slave', ...(master(config) as string).split(' '), 'connecting', '-1'])
        : { kind: 'list', items: [text('master'), number(0), list([])] },
  ],
  ['client', (_, _session, [what = '']) => (what.toLowerCase() === 'id' ? number(3) : OK)],
  ['command', () => list([])],
  ['time', ({ sys }) => list([String(Math.floor(sys.now() / 1000)), '0'])],
  ['publish', () => number(0)],
  ['wait', () => number(0)],
  ['acl', access],
  [
    'cluster',
    ({ mode }, _, [what = '']) =>
      mode !== 'cluster'
        ? error('ERR This instance has cluster support disabled')
        : what.toLowerCase() === 'info'
          ? text('cluster_enabled:1\r\ncluster_state:fail\r\ncluster_slots_assigned:0\r\ncluster_known_nodes:1\r\n')
          : error('ERR not simulated: joining a cluster'),
  ],
  ['sentinel', sentinel],
])

function saved(server: RedisServer): Reply {
  return server.save() === undefined ? OK : error('ERR')
}

function master(config: RedisConfig): string | undefined {
  const value = config.values.get('replicaof') ?? config.values.get('slaveof')
  return value === undefined || /^no one$/i.test(value) ? undefined : value
}

function configure({ config }: RedisServer, _: Session, [how = '', name = '', ...value]: readonly string[]): Reply {
  const key = name.toLowerCase()
  switch (how.toLowerCase()) {
    case 'get': {
      const found = [...DEFAULTS, ...config.values].filter(([each]) => matches(key, each))
      return list([...new Map(found)].flat())
    }
    case 'set': {
      config.values.set(key, value.join(' '))
      if (key === 'requirepass') {
        const user = userOf(config.users, 'default', ['resetpass', ...(value[0] ? [`>${value[0]}`] : ['nopass'])])
        user.on = true
      }
      return OK
    }
    case 'rewrite':
      return config.file === undefined ? error('ERR The server is running without a config file') : OK
    case 'resetstat':
      return OK
    default:
      return error(`ERR unknown subcommand '${how}'. Try CONFIG HELP.`)
  }
}

// redis: config.c createStandardConfigs, what is asked for most (7.4)
const DEFAULTS: readonly (readonly [string, string])[] = [
  ['appendonly', 'no'],
  ['appendfsync', 'everysec'],
  ['bind', '* -::*'],
  ['databases', '16'],
  ['dbfilename', 'dump.rdb'],
  ['maxclients', '10000'],
  ['maxmemory', '0'],
  ['maxmemory-policy', 'noeviction'],
  ['port', '6379'],
  ['protected-mode', 'no'],
  ['requirepass', ''],
  ['save', '3600 1 300 100 60 10000'],
  ['timeout', '0'],
]

function info({ version, mode, port, sys, startedAt, data, config }: RedisServer, section: string | undefined): string {
  const parts: Readonly<Record<string, readonly string[]>> = {
    server: [
      `redis_version:${version}`,
      `redis_mode:${mode}`,
      `process_id:${sys.pid}`,
      `tcp_port:${port}`,
      `uptime_in_seconds:${Math.floor((sys.now() - startedAt) / 1000)}`,
      `config_file:${config.file ?? ''}`,
    ],
    clients: ['connected_clients:1'],
    memory: [`used_memory:${sys.memory}`, `maxmemory:${config.values.get('maxmemory') ?? 0}`],
    persistence: ['loading:0', `aof_enabled:${config.values.get('appendonly') === 'yes' ? 1 : 0}`],
    replication: [`role:${master(config) ? 'slave' : 'master'}`, 'connected_slaves:0'],
    keyspace: data.size > 0 ? [`db0:keys=${data.size},expires=0,avg_ttl=0`] : [],
  }
  return Object.entries(parts)
    .filter(([name]) => section === undefined || section === name || section === 'all')
    .map(
      ([name, lines]) =>
        `# ${name[0]?.toUpperCase()}${name.slice(1)}\r\n${lines.map((line) => `${line}\r\n`).join('')}`,
    )
    .join('\r\n')
}

function access({ config }: RedisServer, session: Session, [how = '', name = '', ...rules]: readonly string[]): Reply {
  switch (how.toLowerCase()) {
    case 'whoami':
      return text(session.name)
    case 'users':
      return list([...config.users.keys()].sort())
    case 'list':
      return list(
        [...config.users].map(
          ([each, user]) =>
            `user ${each} ${user.on ? 'on' : 'off'} ${user.noPassword ? 'nopass ' : ''}${user.keys.map((key) => `~${key}`).join(' ')} ${user.rules.join(' ')}`,
        ),
      )
    case 'setuser':
      userOf(config.users, name, rules)
      return OK
    case 'deluser':
      return number(config.users.delete(name) ? 1 : 0)
    default:
      return error(`ERR unknown subcommand '${how}'. Try ACL HELP.`)
  }
}

function sentinel({ mode, config }: RedisServer, _: Session, [how = '', name = '']: readonly string[]): Reply {
  if (mode !== 'sentinel') return error("ERR unknown command 'sentinel', with args beginning with: ")
  const watched = config.monitors.find((each) => each.name === name)
  switch (how.toLowerCase()) {
    case 'get-master-addr-by-name':
      return watched ? list([watched.host, watched.port]) : { kind: 'nil' }
    case 'masters':
      return {
        kind: 'list',
        items: config.monitors.map((each) => list(['name', each.name, 'ip', each.host, 'port', each.port])),
      }
    default:
      return error(`ERR not simulated: SENTINEL ${how.toUpperCase()}`)
  }
}
