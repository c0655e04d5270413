import type { HttpAnswer, HttpRequest, HttpResponse, Listener, Server } from '../../../engine/program-api/network.ts'
import type { Child, Sys } from '../../../engine/program-api/program.ts'
import type { Task } from '../../../engine/program-api/task.ts'
import { errorNumber, errorText } from '../../tool.ts'
import { startNow } from '../server-loop.ts'
import { answer } from './answer.ts'
import { Balancer } from './balance.ts'
import type { Config } from './config.ts'
import { ConfigProblem } from './directive.ts'
import { plainToTls } from './error-page.ts'
import { findServer, type Listening } from './find-location.ts'
import type { Logs } from './logs.ts'
import type { Level } from './settings.ts'
import { hostHeader, type Transaction } from './transaction.ts'
import { signatureOf, startLines } from './version.ts'

/** nginx tries to bind so often, with a pause of half a second. */
const BIND_ATTEMPTS = 5
const BIND_PAUSE = 500
/** A worker that ends with this is not started again. */
const FATAL = 2
/** Without a worker a connection is taken by the kernel, and nobody answers. */
const NOBODY = 3_600_000

interface Worker {
  readonly child: Child
  /** undefined: it has not come up. */
  sys: Sys | undefined
  active: number
  quitting: boolean
}

/** The master process and its workers. */
export class Master {
  readonly #sys: Sys
  readonly #load: () => Config
  readonly #logs: Logs
  readonly #balancer = new Balancer()
  readonly #listeners = new Map<number, Listener>()
  #config: Config
  #workers: Worker[] = []
  /** When it ends, nobody is started in the place of a worker. */
  #ending = false
  #requests = 0
  #active = 0

  constructor(sys: Sys, config: Config, logs: Logs, load: () => Config) {
    this.#sys = sys
    this.#config = config
    this.#logs = logs
    this.#load = load
  }

  *run(): Task<number> {
    const sys = this.#sys
    sys.setTitle(`nginx: master process ${sys.argv.join(' ')}`)
    if (!(yield* this.#bind())) return 1
    const error = sys.files.write(this.#config.pid, `${sys.pid}\n`)
    if (error) {
      yield* emergency(
        sys,
        this.#logs,
        this.#config,
        `open() "${this.#config.pid}" failed (${errorNumber(error)}: ${errorText(error)})`,
      )
      return 1
    }
    for (const line of startLines(sys)) this.#log('notice', line)
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGWINCH'] as const)
      sys.on(signal, 'catch')
    this.#startWorkers()
    yield* this.#untilEnd()
    sys.files.removeFile(this.#config.pid)
    this.#log('notice', 'exit')
    return 0
  }

  /** Signals and ends of workers, as they come. */
  // nginx: os/unix/ngx_process_cycle.c ngx_master_process_cycle (1.27)
  *#untilEnd(): Task<void> {
    const sys = this.#sys
    for (;;) {
      const signal = sys.takeSignal()
      if (signal === 'SIGHUP') yield* this.#reload()
      else if (signal === 'SIGUSR1') this.#log('notice', 'signal 10 (SIGUSR1) received, reopening logs')
      else if (signal === 'SIGWINCH') {
        this.#log('notice', 'signal 28 (SIGWINCH) received')
        for (const worker of this.#workers) this.#quit(worker)
      } else if (signal) {
        const [number, how] =
          signal === 'SIGQUIT' ? [3, 'shutting down'] : signal === 'SIGTERM' ? [15, 'exiting'] : [2, 'exiting']
        this.#log('notice', `signal ${number} (${signal}) received, ${how}`)
        this.#ending = true
        for (const listener of this.#listeners.values()) listener.close()
        this.#listeners.clear()
        for (const worker of this.#workers) {
          if (signal === 'SIGQUIT') this.#quit(worker)
          else if (worker.child.status === undefined) sys.kill(worker.child.pid, 'SIGTERM')
        }
      }
      if (this.#ending && this.#workers.length === 0) return
      if (signal) continue
      const ended = yield* sys.waitAny(this.#workers.map(({ child }) => child))
      if (ended.kind === 'done') this.#reap(ended.value)
    }
  }

  #reap(child: Child): void {
    const worker = this.#workers.find((each) => each.child === child)
    this.#workers = this.#workers.filter((each) => each !== worker)
    this.#log('notice', `signal 17 (SIGCHLD) received from ${child.pid}`)
    const fatal = child.signal === undefined && child.status === FATAL
    if (child.signal !== undefined) {
      this.#log('alert', `worker process ${child.pid} exited on signal ${(child.status ?? 128) - 128}`)
    } else if (fatal) {
      this.#log('alert', `worker process ${child.pid} exited with fatal code ${FATAL} and cannot be respawned`)
    } else this.#log('notice', `worker process ${child.pid} exited with code ${child.status ?? 0}`)
    if (!this.#ending && !fatal && !worker?.quitting) this.#startWorker()
  }

  *#reload(): Task<void> {
    this.#log('notice', 'signal 1 (SIGHUP) received, reconfiguring')
    this.#log('notice', 'reconfiguring')
    const before = this.#config
    try {
      this.#config = this.#load()
    } catch (error) {
      if (!(error instanceof ConfigProblem)) throw error
      this.#log('emerg', error.message)
      return
    }
    const problem = this.#logs.openAll(this.#config)
    if (problem !== undefined || !(yield* this.#bind())) {
      if (problem !== undefined) this.#log('emerg', problem)
      this.#config = before
      return
    }
    const wanted = new Set(this.#config.servers.flatMap(({ listens }) => listens.map(({ port }) => port)))
    for (const [port, listener] of this.#listeners) {
      if (wanted.has(port)) continue
      listener.close()
      this.#listeners.delete(port)
    }
    this.#log('notice', 'using the "epoll" event method')
    const old = this.#workers
    this.#workers = [...old]
    this.#startWorkers()
    for (const worker of old) this.#quit(worker)
  }

  #startWorkers(): void {
    this.#log('notice', 'start worker processes')
    for (let i = 0; i < this.#config.workers; i++) this.#startWorker()
  }

  /** Workers do the work as the user that the configuration names. */
  #startWorker(): void {
    const { user } = this.#config
    const log = (own: Sys, level: Level, text: string): void =>
      this.#logs.error(this.#config.errorLogs, level, own.pid, text)
    const worker: { -readonly [K in keyof Worker]: Worker[K] } = {
      child: undefined as unknown as Child,
      sys: undefined,
      active: 0,
      quitting: false,
    }
    worker.child = this.#sys.fork(function* (own): Task<number> {
      if (own.uid === 0 && user.uid !== 0) {
        const failed = own.become({ gid: user.gid, groups: [user.gid] })
        if (failed) {
          log(own, 'emerg', `setgid(${user.gid}) failed (1: Operation not permitted)`)
          return FATAL
        }
        if (own.become({ uid: user.uid })) {
          log(own, 'emerg', `setuid(${user.uid}) failed (1: Operation not permitted)`)
          return FATAL
        }
      }
      own.setTitle('nginx: worker process')
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGALRM'] as const) own.on(signal, 'catch')
      for (const signal of ['SIGHUP', 'SIGUSR1', 'SIGWINCH'] as const) own.on(signal, 'ignore')
      worker.sys = own
      for (;;) {
        yield* own.pause()
        const signal = own.takeSignal()
        if (signal === 'SIGTERM' || signal === 'SIGINT') break
        if (signal === 'SIGQUIT') {
          worker.quitting = true
          log(own, 'notice', 'gracefully shutting down')
          own.setTitle('nginx: worker process is shutting down')
        }
        if (worker.quitting && worker.active === 0) break
      }
      log(own, 'notice', 'exiting')
      log(own, 'notice', 'exit')
      return 0
    })
    this.#workers.push(worker)
    this.#log('notice', `start worker process ${worker.child.pid}`)
  }

  #quit(worker: Worker): void {
    worker.quitting = true
    if (worker.child.status === undefined) this.#sys.kill(worker.child.pid, 'SIGQUIT')
  }

  /** Listens where the configuration wants it and it does not yet. */
  *#bind(): Task<boolean> {
    const ports = new Map<number, Listening[]>()
    for (const server of this.#config.servers) {
      for (const listen of server.listens) {
        if (!listen.unix) ports.set(listen.port, [...(ports.get(listen.port) ?? []), { listen, server }])
      }
    }
    for (const { listen } of this.#config.streams) {
      if (!(yield* this.#listen(listen.port, { kind: 'tcp' }, listen.loopback, listen.address))) return false
    }
    for (const [port, candidates] of ports) {
      const [{ listen }] = candidates as [Listening]
      const tls = candidates.some((each) => each.listen.ssl)
      const handle = (request: HttpRequest): HttpResponse | Task<HttpAnswer> => startNow(this.#serve(port, request))
      const server: Server = {
        kind: 'http',
        handle,
        ...(tls ? { tls, plainAnswer: plainToTls(signatureOf(this.#sys)) } : {}),
      }
      const loopback = candidates.every((each) => each.listen.loopback)
      if (!(yield* this.#listen(port, server, loopback, listen.address))) return false
    }
    return true
  }

  *#listen(port: number, server: Server, loopback: boolean, address: string): Task<boolean> {
    if (this.#listeners.has(port)) return true
    const sys = this.#sys
    for (let attempt = 0; attempt < BIND_ATTEMPTS; attempt++) {
      const listener = sys.listen(port, server, loopback ? 'loopback' : 'any')
      if (typeof listener !== 'string') {
        this.#listeners.set(port, listener)
        return true
      }
      const reason = listener === 'EADDRINUSE' ? '98: Address already in use' : '13: Permission denied'
      yield* emergency(sys, this.#logs, this.#config, `bind() to ${address} failed (${reason})`)
      if (listener === 'EACCES') return false
      yield* sys.sleep(BIND_PAUSE)
    }
    yield* emergency(sys, this.#logs, this.#config, 'still could not bind()')
    return false
  }

  *#serve(port: number, request: HttpRequest): Task<HttpAnswer> {
    const config = this.#config
    const worker = this.#workers.find(({ child, sys, quitting }) => child.status === undefined && sys && !quitting)
    if (!worker?.sys) {
      yield NOBODY
      return 'closed'
    }
    const candidates = config.servers.flatMap((server) =>
      server.listens.filter((listen) => listen.port === port).map((listen) => ({ listen, server })),
    )
    if (candidates.length === 0) return 'closed'
    const host = (hostHeader(request.headers) ?? '').replace(/:\d*$/, '')
    const { listen, server } = findServer(candidates, host)
    const transaction: Transaction = {
      ...{ config, sys: worker.sys, request, listen, server, startedAt: worker.sys.now(), number: ++this.#requests },
      ...{ method: request.method, uri: '', args: '', rewritten: false, validLocation: true },
      ...{ settings: server.settings, location: undefined, redirects: 0, captures: [], variables: new Map() },
      ...{ status: 0, size: 0, sentHeaders: {}, upstream: undefined, user: '', foreignLocation: false },
    }
    worker.active++
    this.#active++
    const response = yield* answer(transaction, {
      balancer: this.#balancer,
      signature: signatureOf(this.#sys),
      status: () => this.#status(),
      complain: (of, text, url) => this.#complain(of, text, url),
    })
    this.#active--
    worker.active--
    if (response === 'closed') transaction.status = 444
    this.#logs.access(transaction)
    if (worker.quitting && worker.active === 0) this.#sys.kill(worker.child.pid, 'SIGALRM')
    return response
  }

  #status(): string {
    const count = this.#requests
    return `Active connections: ${this.#active} \nserver accepts handled requests\n ${count} ${count} ${count} \nReading: 0 Writing: ${this.#active} Waiting: 0 \n`
  }

  #complain({ sys, settings, request, server, number }: Transaction, text: string, url?: string): void {
    const parts = [
      `*${number} ${text}`,
      `client: ${request.remoteAddress ?? '127.0.0.1'}`,
      `server: ${server.names[0]?.name ?? ''}`,
      `request: "${request.method} ${request.path} HTTP/1.1"`,
      ...(url === undefined ? [] : [`upstream: "${url}"`]),
      `host: "${hostHeader(request.headers) ?? ''}"`,
    ]
    this.#logs.error(settings.errorLogs, 'error', sys.pid, parts.join(', '))
  }

  #log(level: Level, text: string): void {
    this.#logs.error(this.#config.errorLogs, level, this.#sys.pid, text)
  }
}

/** What is so grave stands in the log, and on stderr for whoever started it. */
export function* emergency(sys: Sys, logs: Logs, config: Pick<Config, 'errorLogs'>, text: string): Task<void> {
  logs.error(config.errorLogs, 'emerg', sys.pid, text)
  yield* sys.stderr.write(`nginx: [emerg] ${text}\n`)
}
