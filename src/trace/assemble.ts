import { assertNever, ensure } from '../lib/assert.ts'
import type { MemoryChunk, ProbeChunk, TraceChunk } from './chunk.ts'
import type {
  EventWritten,
  LogLine,
  ObjectWritten,
  Seq,
  SpanClosed,
  SpanOpened,
  StepTaken,
  TraceEntry,
} from './entry.ts'
import { bytes, floats, GrowingList, words } from './growing.ts'
import type { LimitChange, MemoryTrack } from './memory-track.ts'
import type { ProbeTrack, SkippedTicks } from './probe-track.ts'
import { objectKey, type Span, type Trace, type TraceHeader } from './trace.ts'
import { TrafficAssembly } from './traffic-assembly.ts'

/** Puts the pieces of a trace together. `snapshot` gives what is known so far; a snapshot never changes afterwards. */
export class TraceAssembler {
  #header: TraceHeader | undefined
  #endMs = 0
  #ending: Trace['ending'] = 'running'
  #cut: Trace['cut']
  #objectsSnapshot: ReadonlyMap<string, readonly ObjectWritten[]> | undefined
  readonly #entries = new GrowingList<TraceEntry>()
  readonly #objects = new Map<string, GrowingList<ObjectWritten>>()
  readonly #events = new GrowingList<EventWritten>()
  readonly #logs = new GrowingList<LogLine>()
  readonly #steps = new GrowingList<StepTaken>()
  readonly #spans = new GrowingList<Span>()
  readonly #spanIndex = new Map<Seq, number>()
  readonly #probes: ProbeAssembly[] = []
  readonly #memory: MemoryAssembly[] = []
  readonly #traffic: TrafficAssembly[] = []

  add(chunk: TraceChunk): void {
    this.#header = chunk.header ?? this.#header
    this.#endMs = chunk.endMs
    this.#ending = chunk.ending
    this.#cut = chunk.cut
    for (const entry of chunk.entries) this.#addEntry(entry)
    for (const probe of chunk.probes) this.#addProbe(probe)
    for (const memory of chunk.memory) this.#addMemory(memory)
    for (const traffic of chunk.traffic ?? []) {
      this.#traffic[traffic.track] ??= new TrafficAssembly(traffic)
      this.#traffic[traffic.track]?.add(traffic)
    }
  }

  /** Undefined until the first chunk has come. */
  snapshot(): Trace | undefined {
    if (this.#header === undefined) return undefined
    this.#objectsSnapshot ??= new Map([...this.#objects].map(([key, versions]) => [key, versions.snapshot()]))
    return {
      header: this.#header,
      endMs: this.#endMs,
      ending: this.#ending,
      ...(this.#cut ? { cut: this.#cut } : {}),
      entries: this.#entries.snapshot(),
      objects: this.#objectsSnapshot,
      events: this.#events.snapshot(),
      logs: this.#logs.snapshot(),
      steps: this.#steps.snapshot(),
      spans: this.#spans.snapshot(),
      probes: this.#probes.map((probe) => probe.snapshot()),
      memory: this.#memory.map((memory) => memory.snapshot()),
      traffic: this.#traffic.map((traffic) => traffic.snapshot()),
    }
  }

  #addEntry(entry: TraceEntry): void {
    this.#entries.push(entry)
    switch (entry.kind) {
      case 'object':
        this.#addObject(entry)
        break
      case 'event':
        this.#events.push(entry)
        break
      case 'log':
        this.#logs.push(entry)
        break
      case 'step':
        if (!entry.aside) this.#steps.push(entry)
        break
      case 'span':
        this.#spanIndex.set(entry.seq, this.#spans.length)
        this.#spans.push(openSpan(entry))
        break
      case 'spanEnd':
        this.#closeSpan(entry)
        break
      case 'stepOutput':
      case 'stepEnd':
      case 'signal':
      case 'oom':
      case 'decision':
      case 'requestsFailed':
      case 'notSimulated':
        break
      default:
        assertNever(entry)
    }
  }

  #addObject(entry: ObjectWritten): void {
    const key = objectKey(entry.objectKind, entry.namespace, entry.name)
    let versions = this.#objects.get(key)
    if (versions === undefined) {
      versions = new GrowingList()
      this.#objects.set(key, versions)
    }
    versions.push(entry)
    this.#objectsSnapshot = undefined
  }

  #closeSpan(entry: SpanClosed): void {
    const index = ensure(this.#spanIndex.get(entry.opened), 'span that ends')
    const span = ensure(this.#spans.at(index), 'span that ends')
    this.#spans.replace(index, { ...span, end: entry.at, endSeq: entry.seq, outcome: entry.outcome })
  }

  #addProbe(chunk: ProbeChunk): void {
    let probe = this.#probes[chunk.track]
    if (probe === undefined) {
      probe = new ProbeAssembly(ensure(chunk.description, 'description of a probe track'))
      this.#probes[chunk.track] = probe
    }
    probe.add(chunk)
  }

  #addMemory(chunk: MemoryChunk): void {
    let memory = this.#memory[chunk.track]
    if (memory === undefined) {
      memory = new MemoryAssembly(ensure(chunk.description, 'description of a memory track'))
      this.#memory[chunk.track] = memory
    }
    memory.add(chunk)
  }
}

/** A whole trace from all of its chunks. */
export function assembleTrace(chunks: Iterable<TraceChunk>): Trace {
  const assembler = new TraceAssembler()
  for (const chunk of chunks) assembler.add(chunk)
  return ensure(assembler.snapshot(), 'header of the trace')
}

function openSpan(opened: SpanOpened): Span {
  return {
    id: opened.seq,
    opened,
    detail: opened.span,
    pod: opened.pod,
    container: opened.container,
    restart: opened.restart,
    start: opened.at,
    end: undefined,
    endSeq: undefined,
    outcome: undefined,
  }
}

class ProbeAssembly {
  readonly #description: NonNullable<ProbeChunk['description']>
  readonly #seq = floats()
  readonly #at = floats()
  readonly #endAt = floats()
  readonly #outcome = bytes()
  readonly #run = words()
  readonly #restart = words()
  readonly #decisive = bytes()
  readonly #skipped = new GrowingList<SkippedTicks>()
  #messages: ReadonlyMap<number, string> = new Map()
  #snapshot: ProbeTrack | undefined

  constructor(description: NonNullable<ProbeChunk['description']>) {
    this.#description = description
  }

  add(chunk: ProbeChunk): void {
    this.#seq.append(chunk.seq)
    this.#at.append(chunk.at)
    this.#endAt.append(chunk.endAt)
    this.#outcome.append(chunk.outcome)
    this.#run.append(chunk.run)
    this.#restart.append(chunk.restart)
    this.#decisive.append(chunk.decisive)
    for (const ticks of chunk.skipped) this.#skipped.push(ticks)
    if (chunk.messages.length > 0) this.#messages = new Map([...this.#messages, ...chunk.messages])
    this.#snapshot = undefined
  }

  snapshot(): ProbeTrack {
    this.#snapshot ??= {
      ...this.#description,
      columns: {
        length: this.#at.length,
        seq: this.#seq.snapshot(),
        at: this.#at.snapshot(),
        endAt: this.#endAt.snapshot(),
        outcome: this.#outcome.snapshot(),
        run: this.#run.snapshot(),
        restart: this.#restart.snapshot(),
        decisive: this.#decisive.snapshot(),
      },
      skipped: this.#skipped.snapshot(),
      messages: this.#messages,
    }
    return this.#snapshot
  }
}

class MemoryAssembly {
  readonly #description: NonNullable<MemoryChunk['description']>
  readonly #at = floats()
  readonly #bytes = floats()
  readonly #limits = new GrowingList<LimitChange>()
  #snapshot: MemoryTrack | undefined

  constructor(description: NonNullable<MemoryChunk['description']>) {
    this.#description = description
  }

  add(chunk: MemoryChunk): void {
    this.#at.append(chunk.at)
    this.#bytes.append(chunk.bytes)
    for (const change of chunk.limits ?? []) this.#limits.push(change)
    this.#snapshot = undefined
  }

  snapshot(): MemoryTrack {
    this.#snapshot ??= {
      ...this.#description,
      columns: { length: this.#at.length, at: this.#at.snapshot(), bytes: this.#bytes.snapshot() },
      ...(this.#limits.length > 0 ? { limits: this.#limits.snapshot() } : {}),
    }
    return this.#snapshot
  }
}
