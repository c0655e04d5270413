import { TraceAssembler } from '../trace/assemble.ts'
import type { Trace } from '../trace/trace.ts'
import { createEngineClient } from '../worker/client.ts'

const traces = new Map<string, Promise<Trace | undefined>>()
let queue: Promise<unknown> = Promise.resolve()
let waiting = 0
let engine: ReturnType<typeof createEngineClient> | undefined

/** The run of a text that nobody has opened, for a small picture of it. One after the other, in a worker of their own. */
export function previewTrace(text: string): Promise<Trace | undefined> {
  let trace = traces.get(text)
  if (trace === undefined) {
    waiting += 1
    trace = queue.then(() => run(text)).finally(dispose)
    queue = trace
    traces.set(text, trace)
  }
  return trace
}

/** The run of a text that is tried once: nothing of it is kept. */
export function tryText(text: string): Promise<Trace | undefined> {
  waiting += 1
  const trace = queue.then(() => run(text)).finally(dispose)
  queue = trace
  return trace
}

function run(text: string): Promise<Trace | undefined> {
  engine ??= createEngineClient()
  const client = engine
  return new Promise((resolve) => {
    const assembler = new TraceAssembler()
    client.run(text, {
      compiled: ({ accepted }) => {
        if (!accepted) resolve(undefined)
      },
      chunk: (chunk) => assembler.add(chunk),
      done: () => resolve(assembler.snapshot()),
      fault: () => resolve(undefined),
    })
  })
}

/** The last one lets the worker go. */
function dispose(): void {
  waiting -= 1
  if (waiting > 0) return
  engine?.dispose()
  engine = undefined
}
