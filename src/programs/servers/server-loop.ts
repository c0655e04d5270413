import type { HttpAnswer, HttpRequest, HttpResponse, Listener, Server } from '../../engine/program-api/network.ts'
import type { Sys } from '../../engine/program-api/program.ts'
import type { Signal } from '../../engine/program-api/signal.ts'
import type { Writable } from '../../engine/program-api/stdio.ts'
import type { Task, Wait } from '../../engine/program-api/task.ts'

/** Listens, or says why not, as Go and C servers do it. */
export function* listenOr(
  sys: Sys,
  port: number,
  server: Server,
  failed: (reason: string) => string,
): Task<Listener | undefined> {
  const listener = sys.listen(port, server)
  if (typeof listener !== 'string') return listener
  yield* sys.stderr.write(`${failed(listener === 'EADDRINUSE' ? 'address already in use' : 'permission denied')}\n`)
  return undefined
}

/** Catches these signals and waits for one of them. */
export function* untilSignal(sys: Sys, signals: readonly Signal[]): Task<Signal> {
  for (const signal of signals) sys.on(signal, 'catch')
  for (;;) {
    const signal = sys.takeSignal()
    if (signal) return signal
    yield* sys.pause()
  }
}

/**
 * Writes at once: for request handlers, which run at the instant of a request and cannot wait. A container's log takes
 * every line; a pipe that is full loses it.
 */
export function writeNow(output: Writable, text: string): void {
  output.write(text).next()
}

/** The value of a header, whatever the case of its name. */
export function header(request: HttpRequest, name: string): string | undefined {
  const wanted = name.toLowerCase()
  for (const [each, value] of Object.entries(request.headers)) if (each.toLowerCase() === wanted) return value
  return undefined
}

/** The path without its query. */
export function pathOf(request: HttpRequest): string {
  return request.path.replace(/\?.*$/s, '') || '/'
}

/**
 * Runs a handler's task until it has to wait. What is done by then is an answer without a detour; the rest goes on.
 */
export function startNow(task: Task<HttpAnswer>): HttpResponse | Task<HttpAnswer> {
  const first = task.next()
  if (!first.done) return restOf(task, first.value)
  return first.value === 'closed' ? closing() : first.value
}

function* restOf(task: Task<HttpAnswer>, first: Wait): Task<HttpAnswer> {
  for (let wait = first; ; ) {
    const next = task.next(yield wait)
    if (next.done) return next.value
    wait = next.value
  }
}

// biome-ignore lint/correctness/useYield: there is nothing to wait for
function* closing(): Task<HttpAnswer> {
  return 'closed'
}
