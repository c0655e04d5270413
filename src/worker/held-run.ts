import type { Time } from '../lib/time.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { TraceAssembler } from '../trace/assemble.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import { TraceReader } from '../view/reader/trace-reader.ts'

type Asked = (reader: TraceReader, scenario: Scenario) => void

/** The run that was made last, to be asked what kubectl sees in it. Put together when somebody asks. */
export class HeldRun {
  readonly #scenario: Scenario
  readonly #assembler = new TraceAssembler()
  #chunks: TraceChunk[] = []
  #endMs = -1
  #ended = false
  #waiting: { readonly at: Time; readonly asked: Asked }[] = []

  constructor(scenario: Scenario) {
    this.#scenario = scenario
  }

  add({ probes: _, memory: __, traffic: ___, ...chunk }: TraceChunk): void {
    // Their columns have gone to another thread, and kubectl asks for none of them.
    this.#chunks.push({ ...chunk, probes: [], memory: [] })
    this.#endMs = chunk.endMs
    this.#ended = chunk.ending !== 'running'
    this.#answerWaiting()
  }

  #answerWaiting(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { at, asked } of waiting) this.whenAt(at, asked)
  }

  /** No more comes of it: what is waited for is answered from what there is. */
  close(): void {
    this.#ended = true
    this.#answerWaiting()
  }

  /** Once the run has come so far, or to its end. */
  whenAt(at: Time, asked: Asked): void {
    if (!this.#ended && this.#endMs <= at) {
      this.#waiting.push({ at, asked })
      return
    }
    for (const chunk of this.#chunks) this.#assembler.add(chunk)
    this.#chunks = []
    const trace = this.#assembler.snapshot()
    if (trace) asked(new TraceReader(trace, at), this.#scenario)
  }
}
