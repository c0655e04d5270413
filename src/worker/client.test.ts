import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TraceChunk } from '../trace/chunk.ts'
import { createEngineClient, type RunListener, type WorkerLike } from './client.ts'
import type { Compiled, Reply, Request } from './protocol.ts'

class FakeWorker implements WorkerLike {
  readonly requests: Request[] = []
  terminated = false
  onmessage: WorkerLike['onmessage'] = null
  onerror: WorkerLike['onerror'] = null
  postMessage(request: Request): void {
    this.requests.push(request)
  }
  terminate(): void {
    this.terminated = true
  }
  reply(reply: Reply): void {
    this.onmessage?.({ data: reply } as MessageEvent<Reply>)
  }
}

const compiled: Compiled = { problems: [], refusal: undefined, accepted: true, name: 'n', objects: [] }
const chunk: TraceChunk = { endMs: 1, ending: 'running', entries: [], probes: [], memory: [] }

function setUp() {
  const workers: FakeWorker[] = []
  const client = createEngineClient(() => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker
  })
  const told: string[] = []
  const listener = (name: string): RunListener => ({
    compiled: () => told.push(`${name} compiled`),
    chunk: () => told.push(`${name} chunk`),
    done: () => told.push(`${name} done`),
    fault: (message) => told.push(`${name} fault: ${message}`),
  })
  return { client, workers, told, listener }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('tells what the worker says', () => {
  const { client, workers, told, listener } = setUp()
  client.run('a', listener('a'))
  workers[0]!.reply({ kind: 'compiled', id: 1, compiled })
  workers[0]!.reply({ kind: 'chunk', id: 1, chunk })
  workers[0]!.reply({ kind: 'done', id: 1 })
  expect(told).toEqual(['a compiled', 'a chunk', 'a done'])
})

test('the newest run wins: replies to an older one are dropped', () => {
  const { client, workers, told, listener } = setUp()
  client.run('a', listener('a'))
  client.run('b', listener('b'))
  workers[0]!.reply({ kind: 'chunk', id: 1, chunk })
  workers[0]!.reply({ kind: 'compiled', id: 2, compiled })
  expect(told).toEqual(['b compiled'])
})

test('a worker that does not let go of an older run is replaced, and the newer run starts there', () => {
  const { client, workers, told, listener } = setUp()
  client.run('a', listener('a'))
  client.run('b', listener('b'))
  vi.advanceTimersByTime(1_500)
  expect(workers.map((worker) => worker.terminated)).toEqual([true, false])
  expect(workers[1]!.requests).toEqual([{ kind: 'run', id: 2, text: 'b' }])
  workers[1]!.reply({ kind: 'compiled', id: 2, compiled })
  expect(told).toEqual(['b compiled'])
})

test('a run that says nothing for long is stopped and reported; the next one gets a new worker', () => {
  const { client, workers, told, listener } = setUp()
  client.run('a', listener('a'))
  workers[0]!.reply({ kind: 'compiled', id: 1, compiled })
  vi.advanceTimersByTime(19_000)
  workers[0]!.reply({ kind: 'chunk', id: 1, chunk })
  vi.advanceTimersByTime(19_000)
  expect(workers[0]!.terminated).toBe(false)
  vi.advanceTimersByTime(2_000)
  expect(told.at(-1)).toMatch(/^a fault: /)
  expect(workers[0]!.terminated).toBe(true)
  client.run('b', listener('b'))
  expect(workers).toHaveLength(2)
})

test('a refused text ends the run: no watchdog is left', () => {
  const { client, workers, told, listener } = setUp()
  client.run('a', listener('a'))
  workers[0]!.reply({ kind: 'compiled', id: 1, compiled: { ...compiled, accepted: false } })
  vi.advanceTimersByTime(100_000)
  expect(told).toEqual(['a compiled'])
})

test('a worker that dies is reported and replaced', () => {
  const { client, workers, told, listener } = setUp()
  client.run('a', listener('a'))
  workers[0]!.onerror?.({ message: 'boom' } as ErrorEvent)
  expect(told).toEqual(['a fault: boom'])
  client.run('b', listener('b'))
  expect(workers).toHaveLength(2)
})
