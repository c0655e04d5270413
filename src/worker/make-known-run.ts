import type { TraceChunk } from '../trace/chunk.ts'
import { ENGINE } from './engine.ts'
import type { KnownRun } from './known-run.ts'
import type { Compiled, Reply } from './protocol.ts'
import { serve } from './serve.ts'

/** Asks the engine as the page does, while the page is built. Throws for a text that is not accepted. */
export async function makeKnownRun(text: string): Promise<KnownRun> {
  let compiled: Compiled | undefined
  const chunks: TraceChunk[] = []
  const post = (reply: Reply): void => {
    if (reply.kind === 'compiled') compiled = reply.compiled
    else if (reply.kind === 'chunk') chunks.push(reply.chunk)
    else if (reply.kind === 'fault') throw new Error(reply.message)
  }
  await serve(ENGINE, { post, pause: async () => undefined })({ kind: 'run', id: 1, text })
  if (!compiled?.accepted) throw new Error('the text is not accepted')
  return { text, compiled, chunks }
}
