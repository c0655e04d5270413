import type { Sys } from '../../../engine/program-api/program.ts'
import { ownValue } from '../../../lib/own.ts'
import { absolute } from '../../tool.ts'
import { splitWords } from './resp.ts'

/** A user of the access control list. */
export interface RedisUser {
  on: boolean
  noPassword: boolean
  readonly passwords: Set<string>
  /** Patterns of keys that it may touch. */
  readonly keys: string[]
  /** What it may run, in the order that was said: `+@all`, `-flushall`. */
  readonly rules: string[]
}

export interface RedisConfig {
  readonly file: string | undefined
  /** The last value of each directive; a list where a directive adds up. */
  readonly values: Map<string, string>
  readonly users: Map<string, RedisUser>
  /** Of a sentinel: what it watches. */
  readonly monitors: readonly {
    readonly name: string
    readonly host: string
    readonly port: string
    readonly quorum: string
  }[]
}

/** What keeps the server from starting: the words of its `FATAL CONFIG FILE ERROR`, or of one log line. */
export type ConfigFailure =
  | { readonly line: number; readonly text: string; readonly why: string; readonly commandLine?: boolean }
  | { readonly log: string }

// redis: config.c static_configs and the special ones around them (7.4); module and TLS names as prefixes.
const DIRECTIVES = new Set(
  `aclfile acllog-max-len acl-pubsub-default active-defrag-cycle-max active-defrag-cycle-min
  active-defrag-ignore-bytes active-defrag-max-scan-fields active-defrag-threshold-lower active-defrag-threshold-upper
  active-expire-effort activedefrag activerehashing always-show-logo aof-load-truncated aof-rewrite-incremental-fsync
  aof-timestamp-enabled aof-use-rdb-preamble aof_rewrite_cpulist appenddirname appendfilename appendfsync appendonly
  auto-aof-rewrite-min-size auto-aof-rewrite-percentage bgsave_cpulist bind bind-source-addr bio_cpulist
  busy-reply-threshold client-output-buffer-limit client-query-buffer-limit cluster-allow-pubsubshard-when-down
  cluster-allow-reads-when-down cluster-allow-replica-migration cluster-announce-bus-port cluster-announce-hostname
  cluster-announce-human-nodename cluster-announce-ip cluster-announce-port cluster-announce-tls-port cluster-config-file
  cluster-enabled cluster-link-sendbuf-limit cluster-migration-barrier cluster-node-timeout cluster-port
  cluster-preferred-endpoint-type cluster-replica-no-failover cluster-slave-no-failover cluster-replica-validity-factor
  cluster-slave-validity-factor cluster-require-full-coverage crash-log-enabled crash-memcheck-enabled daemonize databases
  dbfilename dir disable-thp dynamic-hz enable-debug-command enable-module-command enable-protected-configs
  hash-max-listpack-entries hash-max-listpack-value hash-max-ziplist-entries hash-max-ziplist-value hide-user-data-from-log
  hll-sparse-max-bytes hz ignore-warnings include io-threads io-threads-do-reads jemalloc-bg-thread
  latency-monitor-threshold latency-tracking latency-tracking-info-percentiles lazyfree-lazy-eviction
  lazyfree-lazy-expire lazyfree-lazy-server-del lazyfree-lazy-user-del lazyfree-lazy-user-flush lfu-decay-time
  lfu-log-factor list-compress-depth list-max-listpack-size list-max-ziplist-size loadmodule locale-collate
  logfile loglevel lua-time-limit max-new-connections-per-cycle maxclients maxmemory maxmemory-clients
  maxmemory-eviction-tenacity maxmemory-policy maxmemory-samples min-replicas-max-lag min-slaves-max-lag
  min-replicas-to-write min-slaves-to-write masterauth masteruser no-appendfsync-on-rewrite notify-keyspace-events
  oom-score-adj oom-score-adj-values pidfile port proc-title-template propagation-error-behavior protected-mode proto-max-bulk-len
  rdb-del-sync-files rdb-save-incremental-fsync rdbchecksum rdbcompression rename-command repl-backlog-size
  repl-backlog-ttl repl-disable-tcp-nodelay repl-diskless-load repl-diskless-sync repl-diskless-sync-delay
  repl-diskless-sync-max-replicas repl-ping-replica-period repl-ping-slave-period repl-timeout replica-announce-ip
  slave-announce-ip replica-announce-port slave-announce-port replica-announced replica-ignore-disk-write-errors
  replica-ignore-maxmemory slave-ignore-maxmemory replica-lazy-flush slave-lazy-flush replica-priority slave-priority
  replica-read-only slave-read-only replica-serve-stale-data slave-serve-stale-data replicaof slaveof requirepass
  sanitize-dump-payload save sentinel server_cpulist set-max-intset-entries set-max-listpack-entries set-max-listpack-value
  set-proc-title shutdown-on-sigint shutdown-on-sigterm shutdown-timeout slowlog-log-slower-than slowlog-max-len
  socket-mark-id stop-writes-on-bgsave-error stream-node-max-bytes stream-node-max-entries supervised syslog-enabled
  syslog-facility syslog-ident tcp-backlog tcp-keepalive timeout tracking-table-max-keys unixsocket unixsocketperm
  user watchdog-period zset-max-listpack-entries zset-max-listpack-value zset-max-ziplist-entries
  zset-max-ziplist-value`.split(/\s+/),
)

const YES_OR_NO =
  /^(?:appendonly|protected-mode|daemonize|cluster-enabled|activerehashing|rdbcompression|rdbchecksum|(?:replica|slave)-(?:read-only|serve-stale-data)|stop-writes-on-bgsave-error|no-appendfsync-on-rewrite|lazyfree-.*|aof-(?:load|use|rewrite)-.*|dynamic-hz|repl-diskless-sync)$/
const BYTES = /^(?:maxmemory|repl-backlog-size|auto-aof-rewrite-min-size|client-query-buffer-limit|maxmemory-clients)$/

/** Directives that are said more than once without replacing each other. */
const ADDING = new Set([
  'save',
  'user',
  'rename-command',
  'client-output-buffer-limit',
  'loadmodule',
  'sentinel',
  'include',
])

/** `--port 6380 --save ""` behind an optional file: as lines of a file that follow it. */
// redis: server.c main
function linesOfArguments(args: readonly string[]): {
  readonly file: string | undefined
  readonly lines: string[]
} {
  const first = args[0]
  const file = first !== undefined && !first.startsWith('-') ? first : undefined
  const lines: string[] = []
  for (const arg of file === undefined ? args : args.slice(1)) {
    if (arg === '--sentinel') continue
    if (arg.startsWith('--')) lines.push(arg.slice(2))
    else if (lines.length > 0) lines[lines.length - 1] += ` ${arg === '' ? '""' : /\s/.test(arg) ? `"${arg}"` : arg}`
  }
  return { file, lines }
}

export function readRedisConfig(sys: Sys, args: readonly string[]): RedisConfig | ConfigFailure {
  const { file, lines } = linesOfArguments(args)
  const values = new Map<string, string>()
  const users = new Map<string, RedisUser>()
  const monitors: RedisConfig['monitors'][number][] = []
  const take = (line: string): string | undefined => {
    const [directive = '', ...words] = splitWords(line)
    const name = directive.toLowerCase()
    const why = problemOf(sys, name, words)
    if (why !== undefined) return why
    if (name === 'user') addUser(users, words)
    if (name === 'sentinel' && words[0] === 'monitor') {
      const [, master = '', host = '', port = '', quorum = ''] = words
      monitors.push({ name: master, host, port, quorum })
    }
    const said = values.get(name)
    const value = words.join(' ')
    if (name === 'save' && words.length === 1 && value === '') values.set(name, '')
    else values.set(name, ADDING.has(name) && said ? `${said} ${value}` : value)
    return undefined
  }
  const readFile = (path: string, depth: number): ConfigFailure | undefined => {
    const content = sys.files.read(absolute(sys.cwd, path))
    if (typeof content === 'string' || depth > 16) {
      const reason =
        content === 'EACCES'
          ? 'Permission denied'
          : content === 'EISDIR'
            ? 'Is a directory'
            : 'No such file or directory'
      return { log: `# Fatal error, can't open config file '${absolute(sys.cwd, path)}': ${reason}` }
    }
    for (const [at, raw] of content.text.split('\n').entries()) {
      const line = raw.trim()
      if (line === '' || line.startsWith('#')) continue
      const included = /^include\s+(\S+)/i.exec(line)?.[1]
      const failure = included === undefined ? undefined : readFile(included.replace(/^["']|["']$/g, ''), depth + 1)
      if (failure) return failure
      const why = included === undefined ? take(line) : undefined
      if (why !== undefined) return { line: at + 1, text: line, why }
    }
    return undefined
  }
  const failed = file === undefined ? undefined : readFile(file, 0)
  if (failed) return failed
  for (const [at, line] of lines.entries()) {
    const why = take(line)
    if (why !== undefined)
      return { line: at + 2, text: line.replace(/^(\S+) (.*)$/, '$1 "$2"'), why, commandLine: true }
  }
  const aclFile = values.get('aclfile')
  if (aclFile) {
    const content = sys.files.read(absolute(sys.cwd, aclFile))
    if (typeof content === 'string') {
      return {
        log: `# Aborting Redis startup because of ACL errors: Error loading ACLs, opening file '${aclFile}': No such file or directory`,
      }
    }
    for (const line of content.text.split('\n')) {
      const [keyword, ...words] = splitWords(line)
      if (keyword === 'user') addUser(users, words)
    }
  }
  const password = values.get('requirepass')
  const standard = userOf(users, 'default', password ? ['on', `>${password}`] : ['on', 'nopass'])
  if (standard.rules.length === 0) standard.rules.push('+@all')
  if (standard.keys.length === 0) standard.keys.push('*')
  return { file: file === undefined ? undefined : absolute(sys.cwd, file), values, users, monitors }
}

function problemOf(sys: Sys, name: string, words: readonly string[]): string | undefined {
  if (!DIRECTIVES.has(name) && !/^(?:tls-|.+\.)/.test(name)) return 'Bad directive or wrong number of arguments'
  if (words.length === 0 && name !== 'save' && name !== 'bind') return 'Bad directive or wrong number of arguments'
  const [value = ''] = words
  if (YES_OR_NO.test(name) && !/^(?:yes|no)$/i.test(value)) return "argument must be 'yes' or 'no'"
  if (name === 'port' && (!/^\d+$/.test(value) || Number(value) > 65_535))
    return 'argument must be between 0 and 65535 inclusive'
  if (BYTES.test(name) && bytesOf(value) === undefined) return 'argument must be a memory value'
  if (name === 'appendfsync' && !/^(?:everysec|always|no)$/i.test(value))
    return 'argument(s) must be one of the following: everysec, always, no'
  if (name === 'dir' && directoryProblem(sys, value))
    return `Can't chdir to '${value}': ${directoryProblem(sys, value)}`
  return undefined
}

function directoryProblem(sys: Sys, path: string): string | undefined {
  const stat = sys.files.stat(absolute(sys.cwd, path))
  if (stat === 'EACCES') return 'Permission denied'
  if (typeof stat === 'string') return 'No such file or directory'
  return stat.kind === 'directory' ? undefined : 'Not a directory'
}

// redis: util.c memtoull
export function bytesOf(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+)(b|k|kb|m|mb|g|gb)?$/i.exec(text) ?? []
  if (digits === undefined) return undefined
  const factor: Readonly<Record<string, number>> = { k: 1000, kb: 1024, m: 1e6, mb: 1024 ** 2, g: 1e9, gb: 1024 ** 3 }
  return Number(digits) * (ownValue(factor, unit.toLowerCase()) ?? 1)
}

function addUser(users: Map<string, RedisUser>, [name = '', ...rules]: readonly string[]): void {
  userOf(users, name, rules)
}

/** Changes a user by rules, and makes it where there is none. */
// redis: acl.c ACLSetUser
export function userOf(users: Map<string, RedisUser>, name: string, rules: readonly string[]): RedisUser {
  const user = users.get(name) ?? { on: false, noPassword: false, passwords: new Set<string>(), keys: [], rules: [] }
  users.set(name, user)
  for (const rule of rules) {
    if (rule === 'on' || rule === 'off') user.on = rule === 'on'
    else if (rule === 'nopass') user.noPassword = true
    else if (rule === 'resetpass') {
      user.noPassword = false
      user.passwords.clear()
    } else if (rule === 'allkeys') user.keys.push('*')
    else if (rule === 'resetkeys') user.keys.length = 0
    else if (rule === 'allcommands') user.rules.push('+@all')
    else if (rule === 'nocommands') user.rules.push('-@all')
    else if (rule.startsWith('>')) user.passwords.add(rule.slice(1))
    else if (rule.startsWith('<')) user.passwords.delete(rule.slice(1))
    else if (rule.startsWith('~')) user.keys.push(rule.slice(1))
    else if (/^[+-]/.test(rule)) user.rules.push(rule.toLowerCase())
  }
  return user
}
