import type { Connection } from '../../../engine/program-api/network.ts'
import type { Program, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { formatDate } from '../../calendar.ts'
import { touchMemory } from '../../memory.ts'
import { absolute, baseName, errorText } from '../../tool.ts'
import { isLoopback } from '../config/settings.ts'
import { isReadOnly } from '../daemon.ts'
import { writeNow } from '../server-loop.ts'
import { bytesOf, type ConfigFailure, type RedisConfig, readRedisConfig } from './redis-config.ts'
import { RedisData } from './redis-data.ts'
import { RedisFiles } from './redis-files.ts'
import { answer, openSession, type RedisServer } from './redis-session.ts'
import { encode, RespReader } from './resp.ts'

const MIB = 1024 * 1024
const SENTINEL_PORT = 26_379

/** redis-server, valkey-server and redis-sentinel. */
export const redisServer: Program = function* (sys) {
  const args = sys.argv.slice(1)
  const called = baseName(sys.argv[0] ?? '')
  const product = called.startsWith('valkey') ? 'Valkey' : 'Redis'
  const version = sys.env.get('REDIS_VERSION') ?? sys.env.get('VALKEY_VERSION') ?? '8.2.1'
  if (args[0] === '-v' || args[0] === '--version') {
    yield* sys.stdout.write(`${product} server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=0\n`)
    return 0
  }
  const config = readRedisConfig(sys, args)
  if (!('values' in config)) return yield* failToRead(sys, config, product, version)
  const sentinel = called.endsWith('sentinel') || args.includes('--sentinel')
  return yield* new Server(sys, config, { product, version, sentinel }).run()
}

function* failToRead(sys: Sys, failure: ConfigFailure, product: string, version: string): Task<number> {
  if ('log' in failure) {
    yield* log(sys, 'C', failure.log)
    return 1
  }
  const where = failure.commandLine ? 'Reading the configuration file' : 'Reading the configuration file'
  yield* sys.stderr.write(
    `\n*** FATAL CONFIG FILE ERROR (${product} ${version}) ***\n${where}, at line ${failure.line}\n>>> '${failure.text}'\n${failure.why}\n`,
  )
  return 1
}

class Server {
  readonly #sys: Sys
  readonly #config: RedisConfig
  readonly #product: string
  readonly #version: string
  readonly #sentinel: boolean
  readonly #data: RedisData
  readonly #files: RedisFiles
  #endsBy: 'save' | 'nosave' | undefined
  #wake: (() => void) | undefined

  constructor(
    sys: Sys,
    config: RedisConfig,
    how: { readonly product: string; readonly version: string; readonly sentinel: boolean },
  ) {
    this.#sys = sys
    this.#config = config
    this.#product = how.product
    this.#version = how.version
    this.#sentinel = how.sentinel
    this.#data = new RedisData(() => sys.now())
    const directory = config.values.get('dir')
    this.#files = new RedisFiles(sys, config, directory === undefined ? sys.cwd : absolute(sys.cwd, directory))
  }

  *run(): Task<number> {
    const sys = this.#sys
    const product = this.#product
    const says = (text: string): Task<void> => log(sys, 'C', text)
    yield* says(`* oO0OoO0OoO0Oo ${product} is starting oO0OoO0OoO0Oo`)
    yield* says(
      `* ${product} version=${this.#version}, bits=64, commit=00000000, modified=0, pid=${sys.pid}, just started`,
    )
    if (this.#config.file === undefined && sys.argv.length < 2)
      yield* says(
        '# Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
      )
    else yield* says('* Configuration loaded')
    const problem = this.#sentinel ? this.#sentinelProblem() : undefined
    if (problem) {
      yield* this.#log(problem)
      return 1
    }
    const port = this.#port()
    const cluster = this.#config.values.get('cluster-enabled') === 'yes'
    const mode = this.#sentinel ? 'sentinel' : cluster ? 'cluster' : 'standalone'
    if (cluster) {
      const file = this.#config.values.get('cluster-config-file') ?? 'nodes.conf'
      const error = this.#files.write(file, 'vars currentEpoch 0 lastVoteEpoch 0\n')
      if (error) {
        yield* this.#log(`# Can't open ${file} in order to acquire a lock: ${errorText(error)}`)
        return 1
      }
      yield* this.#log("* No cluster configuration found, I'm 0000000000000000000000000000000000000000")
    }
    const server = this.#server(mode, port)
    if (port > 0) {
      const failed = this.#listen(server, port, cluster)
      if (failed !== undefined) {
        yield* this.#log(`# Warning: Could not create server TCP listening socket *:${port}: bind: ${failed}`)
        yield* this.#log(`# Failed listening on port ${port} (tcp), aborting.`)
        return 1
      }
    }
    // About what an empty server takes; nobody recorded it.
    yield* touchMemory(sys, 8 * MIB)
    yield* this.#log(`* Running mode=${mode}, port=${port}.`)
    yield* this.#log('* Server initialized')
    if (!this.#sentinel) {
      const loaded = this.#files.load(this.#data)
      for (const line of loaded.says) yield* this.#log(line)
      if (loaded.fails) return 1
    }
    for (const { name, host, port: at, quorum } of this.#config.monitors)
      yield* this.#log(`# +monitor master ${name} ${host} ${at} quorum ${quorum}`)
    const limit = bytesOf(this.#config.values.get('maxmemory') ?? '0') ?? 0
    if (limit > 0 && limit < MIB)
      yield* this.#log(
        '# WARNING: the new maxmemory value set via CONFIG SET is smaller than the current memory usage.',
      )
    if (!this.#sentinel) yield* this.#log('* Ready to accept connections tcp')
    return yield* this.#untilTheEnd()
  }

  #port(): number {
    const said = this.#config.values.get('port')
    return said === undefined ? (this.#sentinel ? SENTINEL_PORT : 6379) : Number(said)
  }

  #server(mode: RedisServer['mode'], port: number): RedisServer {
    return {
      sys: this.#sys,
      config: this.#config,
      data: this.#data,
      version: this.#version,
      port,
      mode,
      startedAt: this.#sys.now(),
      save: () => this.#files.save(this.#data),
      append: (words) => this.#files.append(words),
      shutdown: (save) => {
        this.#endsBy = save ? 'save' : 'nosave'
        this.#wake?.()
      },
    }
  }

  #listen(server: RedisServer, port: number, cluster: boolean): string | undefined {
    const addresses = (this.#config.values.get('bind') ?? '*')
      .split(/\s+/)
      .filter((each) => !each.startsWith('-') && each !== '')
    const own = ['*', '0.0.0.0', '::', this.#sys.podIP]
    const unknown = addresses.find(
      (each) => !own.includes(each) && !isLoopback(each) && !this.#sys.resolve(each).includes(this.#sys.podIP),
    )
    if (unknown !== undefined) return 'Cannot assign requested address'
    const reach = addresses.length > 0 && addresses.every((each) => isLoopback(each)) ? 'loopback' : 'any'
    const accept = (connection: Connection): void => this.#sys.thread(talk(server, connection))
    const listener = this.#sys.listen(port, { kind: 'tcp', accept }, reach)
    if (typeof listener === 'string') return 'Address already in use'
    if (cluster) this.#sys.listen(port + 10_000, { kind: 'tcp' }, reach)
    return undefined
  }

  // redis: sentinel.c sentinelIsRunning
  #sentinelProblem(): string | undefined {
    const { file, monitors } = this.#config
    if (file === undefined) return '# Sentinel started without a config file. Exiting...'
    if (!this.#sys.files.access(file, 'write'))
      return `# Sentinel config file ${file} is not writable: ${isReadOnly(this.#sys, file) ? 'Read-only file system' : 'Permission denied'}. Exiting...`
    const lost = monitors.find(({ host }) => !/^[\d.]+$/.test(host) && this.#sys.resolve(host).length === 0)
    return lost && `# Failed to resolve hostname '${lost.host}'`
  }

  // redis: server.c sigShutdownHandler, prepareForShutdown, finishShutdown (7.4)
  *#untilTheEnd(): Task<number> {
    const sys = this.#sys
    const bell = sys.pipe()
    this.#wake = () => bell.writer.write('.').next()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.on(signal, 'catch')
    sys.on('SIGHUP', 'ignore')
    sys.on('SIGPIPE', 'ignore')
    const main = sys.pid
    // A command over a connection ends the server as a signal does.
    sys.thread(
      (function* () {
        yield* bell.reader.read()
        sys.kill(main, 'SIGTERM')
      })(),
    )
    for (;;) {
      const signal = sys.takeSignal()
      if (!signal) {
        yield* sys.pause()
        continue
      }
      const asked = this.#endsBy
      if (!asked) {
        const when = formatDate(sys.now(), '%s')
        yield* sys.stdout.write(`${sys.pid}:signal-handler (${when}) Received ${signal} scheduling shutdown...\n`)
      }
      yield* this.#log('* User requested shutdown...')
      const saves = asked === 'save' || (asked !== 'nosave' && this.#config.values.get('save') !== '')
      const failed = saves && !this.#sentinel ? yield* this.#saveAtTheEnd() : undefined
      if (failed === undefined) break
      this.#endsBy = undefined
    }
    yield* this.#log(`# ${this.#sentinel ? 'Sentinel' : this.#product} is now ready to exit, bye bye...`)
    return 0
  }

  *#saveAtTheEnd(): Task<string | undefined> {
    yield* this.#log('* Saving the final RDB snapshot before exiting.')
    const failed = this.#files.save(this.#data)
    if (failed === undefined) yield* this.#log('* DB saved on disk')
    else {
      yield* this.#log(
        `# Failed opening the temp RDB file temp-${this.#sys.pid}.rdb (in server root dir ${this.#files.directory}) for saving: ${failed}`,
      )
      yield* this.#log("# Error trying to save the DB, can't exit.")
      yield* this.#log('# Errors trying to shut down the server. Check the logs for more information.')
    }
    return failed
  }

  #log(text: string): Task<void> {
    return log(this.#sys, this.#sentinel ? 'X' : 'M', text)
  }
}

function* talk(server: RedisServer, connection: Connection): Task<void> {
  const session = openSession(server, connection.remoteAddress)
  if ('kind' in session) {
    writeNow(connection.output, encode(session))
    connection.close()
    return
  }
  const reader = new RespReader(connection.input)
  for (;;) {
    const words = yield* reader.command()
    if (!words) break
    const reply = answer(server, session, words)
    if (!(yield* connection.output.write(encode(reply))) || session.closes) break
  }
  connection.close()
}

function* log(sys: Sys, role: string, text: string): Task<void> {
  const when = formatDate(sys.now(), '%d %b %Y %H:%M:%S.%N').slice(0, 24)
  yield* sys.stdout.write(`${sys.pid}:${role} ${when} ${text}\n`)
}
