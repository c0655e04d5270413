import type { LinePrinted } from '../engine/read-line.ts'
import type { Time } from '../lib/time.ts'
import type { KnownImage } from '../programs/images/known-images.ts'
import type { WatchingLine } from '../scenario/with-lines.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import type { Compiled, Reply, Request } from './protocol.ts'

/** What a run tells, in this order. After a newer run was asked for, an older one tells nothing more. */
export interface RunListener {
  compiled(compiled: Compiled): void
  chunk(chunk: TraceChunk): void
  done(): void
  /** Our own fault: what broke, for a report. */
  fault(message: string): void
}

export interface EngineApi {
  /**
   * Compiles and simulates a text; the newest call wins. `asTyped`: a run of what the text was a moment ago is shown. Then
   * a text of which a part is no YAML, as it is in the middle of most words, is not worth a run.
   */
  run(text: string, listener: RunListener, asTyped?: boolean, lines?: readonly WatchingLine[]): void
  /** What a line prints that only reads, at an instant of the newest run; undefined: it is none, or there is no run. */
  read(line: string, at: Time): Promise<LinePrinted | undefined>
  /** What is wrong with a text that is not run. */
  judge(text: string): Promise<Compiled['problems']>
  /** Which images are known; none where the engine cannot be asked. */
  images(): Promise<readonly KnownImage[]>
  /** Nothing more is wanted of the run under way. */
  stop(): void
  dispose(): void
}

/** The part of Worker that is needed, so that a test can be one. */
export interface WorkerLike {
  postMessage(request: Request): void
  terminate(): void
  onmessage: ((event: MessageEvent<Reply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

/** A run that says nothing for so long is taken for broken. */
const STALL_MS = 20_000
/** So long a newer run waits for an older one to let go before the worker is replaced. */
const LET_GO_MS = 1_000

export function createEngineClient(createWorker: () => WorkerLike = startWorker): EngineApi {
  let worker: WorkerLike | undefined
  let current: { readonly id: number; readonly listener: RunListener } | undefined
  const reading = new Map<number, (printed: LinePrinted | undefined) => void>()
  const judging = new Map<number, (problems: Compiled['problems']) => void>()
  const choosing = new Map<number, (images: readonly KnownImage[]) => void>()
  let lastId = 0
  let watchdog: ReturnType<typeof setTimeout> | undefined

  const stopWatching = () => clearTimeout(watchdog)
  const watch = (ms: number, barked: () => void) => {
    stopWatching()
    watchdog = setTimeout(barked, ms)
  }
  const discard = () => {
    worker?.terminate()
    worker = undefined
    for (const answer of reading.values()) answer(undefined)
    reading.clear()
    for (const answer of [...choosing.values(), ...judging.values()]) answer([])
    judging.clear()
    choosing.clear()
  }
  const fail = (message: string) => {
    stopWatching()
    discard()
    const listener = current?.listener
    current = undefined
    listener?.fault(message)
  }
  const stalled = () => fail(`The simulation said nothing for ${STALL_MS / 1000} s and was stopped.`)

  const receive = (reply: Reply) => {
    if (reply.kind === 'answer') {
      reading.get(reply.id)?.(reply.printed)
      reading.delete(reply.id)
      return
    }
    if (reply.kind === 'judged') {
      judging.get(reply.id)?.(reply.problems)
      judging.delete(reply.id)
      return
    }
    if (reply.kind === 'images') {
      choosing.get(reply.id)?.(reply.images)
      choosing.delete(reply.id)
      return
    }
    if (current === undefined || reply.id !== current.id) return
    const { listener } = current
    switch (reply.kind) {
      case 'compiled':
        if (reply.compiled.accepted) watch(STALL_MS, stalled)
        else finish()
        listener.compiled(reply.compiled)
        break
      case 'chunk':
        watch(STALL_MS, stalled)
        listener.chunk(reply.chunk)
        break
      case 'done':
        finish()
        listener.done()
        break
      case 'fault':
        finish()
        listener.fault(reply.message)
        break
    }
  }
  const finish = () => {
    stopWatching()
    current = undefined
  }
  const obtain = (): WorkerLike => {
    if (worker === undefined) {
      const created = createWorker()
      created.onmessage = (event) => {
        if (worker === created) receive(event.data)
      }
      created.onerror = (event) => {
        if (worker === created) fail(event.message || 'The simulation could not be started.')
      }
      worker = created
    }
    return worker
  }

  return {
    run(text, listener, asTyped = false, lines = []) {
      const busy = current !== undefined
      lastId++
      const request: Request = {
        ...{ kind: 'run', id: lastId, text },
        ...(asTyped ? { asTyped } : {}),
        ...(lines.length > 0 ? { lines } : {}),
      }
      current = { id: lastId, listener }
      obtain().postMessage(request)
      if (!busy) {
        watch(STALL_MS, stalled)
        return
      }
      watch(LET_GO_MS, () => {
        discard()
        obtain().postMessage(request)
        watch(STALL_MS, stalled)
      })
    },
    read(line, at) {
      lastId++
      const id = lastId
      return new Promise((resolve) => {
        reading.set(id, resolve)
        obtain().postMessage({ kind: 'read', id, line, at })
      })
    },
    judge(text) {
      lastId++
      const id = lastId
      return new Promise((resolve) => {
        judging.set(id, resolve)
        obtain().postMessage({ kind: 'judge', id, text })
      })
    },
    images() {
      lastId++
      const id = lastId
      return new Promise((resolve) => {
        choosing.set(id, resolve)
        obtain().postMessage({ kind: 'images', id })
      })
    },
    stop() {
      if (current === undefined) return
      finish()
      lastId++
      obtain().postMessage({ kind: 'stop', id: lastId })
    },
    dispose() {
      finish()
      discard()
    },
  }
}

function startWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'podlapse engine' })
}
