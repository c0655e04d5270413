import type { Connection } from '../../engine/program-api/network.ts'
import type { Program, Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { readText } from '../commands/system.ts'
import { client } from './client.ts'
import { configured } from './config/configured.ts'
import { handOver, leaveRoot } from './config/entry-point.ts'
import { isLoopback } from './config/settings.ts'
import { daemon, type Refusal, startingIn } from './daemon.ts'

const MAX_ITEMS = 10_000

/** What people type at memcached with nc: its text protocol. */
// memcached: doc/protocol.txt
function memcachedTalk(): (connection: Connection, sys: Sys) => Task<void> {
  const items = new Map<string, string>()
  return function* (connection, sys) {
    for (;;) {
      const line = yield* connection.input.readLine()
      if (line === undefined) break
      const [command = '', key = ''] = line.trim().split(/\s+/)
      let reply = 'ERROR\r\n'
      if (command === 'quit') break
      if (command === 'version') reply = 'VERSION 1.6.38\r\n'
      else if (command === 'stats')
        reply = `STAT pid ${sys.pid}\r\nSTAT uptime ${Math.floor(sys.now() / 1000)}\r\nSTAT version 1.6.38\r\nSTAT curr_items ${items.size}\r\nEND\r\n`
      else if (command === 'get')
        reply = items.has(key) ? `VALUE ${key} 0 ${items.get(key)?.length}\r\n${items.get(key)}\r\nEND\r\n` : 'END\r\n'
      else if (command === 'delete') reply = items.delete(key) ? 'DELETED\r\n' : 'NOT_FOUND\r\n'
      else if (command === 'flush_all') {
        items.clear()
        reply = 'OK\r\n'
      } else if (command === 'set' || command === 'add') {
        const value = (yield* connection.input.readLine())?.replace(/\r$/, '') ?? ''
        const taken = items.size < MAX_ITEMS && !(command === 'add' && items.has(key))
        if (taken) items.set(key, value)
        reply = taken ? 'STORED\r\n' : 'NOT_STORED\r\n'
      }
      if (!(yield* connection.output.write(reply))) break
    }
    connection.close()
  }
}

/** As the system administrators' table has it: EX_OSERR. */
const EX_OSERR = 71

const memcached: Program = configured({
  // memcached: memcached.c main (1.6)
  flags: {
    letters: {
      p: 'port',
      l: 'listen',
      m: 'memory-limit',
      U: 'udp-port',
      c: 'conn-limit',
      t: 'threads',
      u: 'user',
      I: 'max-item-size',
    },
    switches: 'v vv vvv d daemon M A',
  },
  run: (settings, sys) => {
    if (settings.has('h')) return [0, 'memcached 1.6.38']
    if (sys.uid === 0 && !settings.has('user'))
      return [EX_OSERR, "can't run as root without the -u switch"] satisfies Refusal
    const listen = settings.text('listen')?.split(',')
    const port = settings.number('port') ?? Number(/:(\d+)$/.exec(listen?.[0] ?? '')?.[1] ?? 11_211)
    return {
      memoryMiB: 2,
      ports:
        port === 0
          ? []
          : [{ port, loopback: listen?.every((each) => isLoopback(each)) ?? false, talks: memcachedTalk() }],
      hears: { SIGHUP: '', SIGUSR1: 'Gracefully stopping' },
      stop: {
        on: ['SIGTERM', 'SIGINT'],
        says: { SIGTERM: 'Signal handled: Terminated.', SIGINT: 'Signal handled: Interrupt.' },
      },
    }
  },
})

const MIB = 1024 * 1024

/** MAX_HEAP_SIZE, or what cassandra-env.sh makes of the node's memory; the heap is touched as it starts. */
// cassandra: conf/cassandra-env.sh calculate_heap_sizes; jvm-server.options AlwaysPreTouch
function cassandraHeap(sys: Sys): number {
  const [, digits, unit = 'M'] = /^(\d+)([MG])?/i.exec(sys.env.get('MAX_HEAP_SIZE') ?? '') ?? []
  if (digits !== undefined) return Number(digits) * (/g/i.test(unit) ? 1024 : 1)
  const total = Number(/^MemTotal:\s+(\d+)/m.exec(readText(sys, '/proc/meminfo'))?.[1] ?? 0) * 1024
  return Math.max(Math.min(total / 2 / MIB, 1024), Math.min(total / 4 / MIB, 8192))
}

const cassandra = daemon({
  startMs: 25_000,
  // What the machine takes beside its heap is assumed.
  memoryMiB: (sys) => cassandraHeap(sys) + 300,
  toStdout: true,
  says: 'INFO  [main] %F %T,%L CassandraDaemon.java - Hostname',
  refuses: (sys) =>
    sys.uid === 0 && !sys.argv.includes('-R')
      ? [
          1,
          'Running Cassandra as root user or group is not recommended - please start Cassandra using a different system user.\nIf you really want to force running Cassandra as root, use -R command line option.',
        ]
      : undefined,
  writes: ['data', 'commitlog', 'hints', 'saved_caches'].map((name) => ({
    path: `/var/lib/cassandra/${name}`,
    cannot: () =>
      [
        3,
        `ERROR [main] %F %T,%L CassandraDaemon.java - Insufficient permissions on directory /var/lib/cassandra/${name}`,
      ] as const,
  })),
  ready:
    'INFO  [main] %F %T,%L PipelineConfigurator.java - Starting listening for CQL clients on /0.0.0.0:9042 (unencrypted)...',
  ports: [{ port: 7000 }, { port: 7199, loopback: true }, { port: 9042 }],
  stop: { code: 143, afterMs: 2000 },
})

/** As root it gives its directories to its user and goes on as that. */
// github.com/docker-library/cassandra (5.0): docker-entrypoint.sh
const cassandraEntry: Program = startingIn(25_000, function* (sys): Task<number> {
  const given = sys.argv.slice(1)
  const argv = given.length === 0 || given[0]?.startsWith('-') ? ['cassandra', '-f', ...given] : given
  if (argv[0] === 'cassandra') {
    const failed = yield* leaveRoot(sys, { user: 'cassandra', by: 'gosu', owns: ['/var/lib/cassandra'] })
    if (failed !== undefined) return failed
  }
  return yield* handOver(sys, argv)
})

/** The examples' own image: its user is the image's. Ready is who says UN of itself. */
// github.com/kubernetes/examples: cassandra/image/files/ready-probe.sh
const readyProbe: Program = function* (sys): Task<number> {
  return (yield* sys.connect('127.0.0.1', 7199, 5000)) === 'connected' &&
    (yield* sys.connect('127.0.0.1', 9042, 5000)) === 'connected'
    ? 0
    : 1
}

export const STORES: Readonly<Record<string, Program>> = {
  memcached,
  cassandra,
  'cassandra-entrypoint': cassandraEntry,
  'cassandra-ready-probe': readyProbe,
  nodetool: client({
    port: 7199,
    alive: 'Datacenter: datacenter1\nUN  127.0.0.1',
    dead: "nodetool: Failed to connect to '127.0.0.1:7199' - ConnectException: 'Connection refused (Connection refused)'.",
    code: 1,
  }),
  cqlsh: client({
    port: 9042,
    alive: '',
    dead: "Connection error: ('Unable to connect to any servers', {'127.0.0.1:9042': ConnectionRefusedError(111, \"Tried connecting to [('127.0.0.1', 9042)]. Last error: Connection refused\")})",
    code: 1,
  }),
}
