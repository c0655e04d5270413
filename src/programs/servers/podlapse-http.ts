import type { HttpAnswer, HttpRequest, HttpResponse, Server } from '../../engine/program-api/network.ts'
import type { Sys } from '../../engine/program-api/program.ts'
import type { Writable } from '../../engine/program-api/stdio.ts'
import type { Task } from '../../engine/program-api/task.ts'
import type { Flags } from './podlapse-flags.ts'
import { pathOf, writeNow } from './server-loop.ts'

/** More than this under way are turned away: a real server would run out of file descriptors at about as many. */
const MOST_UNDER_WAY = 1000

/** What `podlapse http` answers, and what it has under way. */
export class PodlapseHttp {
  readonly server: Server
  readonly #sys: Sys
  readonly #flags: Flags
  readonly #start: number
  #count = 0
  #underWay = 0
  #idle: Writable | undefined

  constructor(sys: Sys, flags: Flags) {
    this.#sys = sys
    this.#flags = flags
    this.#start = sys.now()
    this.server = { kind: 'http', handle: (request) => this.#handle(request) }
  }

  /** Returns when nothing is under way any more. */
  *drained(): Task<void> {
    if (this.#underWay === 0) return
    const { reader, writer } = this.#sys.pipe()
    this.#idle = writer
    yield* reader.read()
  }

  #number(name: string): number | undefined {
    return this.#flags.numbers.get(name)
  }

  #handle(request: HttpRequest): HttpResponse | Task<HttpAnswer> {
    const age = this.#sys.now() - this.#start
    this.#count++
    if (!this.#flags.isQuiet) {
      writeNow(this.#sys.stdout, `${this.#count} ${(age / 1000).toFixed(3)} ${request.method} ${request.path}\n`)
    }
    const response = this.#answer(age, request)
    const cpu = this.#number('cpu-per-request') ?? 0
    const slow = this.#number('slow') ?? 0
    if (cpu === 0 && slow === 0) return response
    if (this.#underWay >= MOST_UNDER_WAY) return { status: 503, body: 'too many requests under way\n' }
    return this.#takeTime(response, cpu, slow)
  }

  *#takeTime(response: HttpResponse, cpu: number, slow: number): Task<HttpAnswer> {
    this.#underWay++
    try {
      if (cpu > 0) yield* this.#sys.compute(cpu)
      if (slow > 0) yield slow
      return response
    } finally {
      this.#underWay--
      if (this.#underWay === 0) this.#idle?.close()
    }
  }

  #answer(age: number, request: HttpRequest): HttpResponse {
    const asked = /^\/status\/(\d{3})$/.exec(pathOf(request))
    if (asked) return { status: Number(asked[1]), body: `${asked[1]}\n` }
    if (age < (this.#number('ok-after') ?? 0)) return { status: this.#number('fail-code') ?? 503, body: 'not yet\n' }
    if (age >= (this.#number('fail-after') ?? Number.POSITIVE_INFINITY)) {
      return { status: this.#number('fail-code') ?? 500, body: 'failing\n' }
    }
    return { status: 200, body: 'ok\n' }
  }
}
