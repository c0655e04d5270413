import type { Programs } from '../engine/program-api/image.ts'
import type { LinePrinted, readLine } from '../engine/read-line.ts'
import type { KnownImage } from '../programs/images/known-images.ts'
import type { compile } from '../scenario/compile.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { withLines } from '../scenario/with-lines.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import { HeldRun } from './held-run.ts'
import type { Compiled, Reply, Request } from './protocol.ts'

type CompileResult = ReturnType<typeof compile>

export interface Engine {
  compile(text: string): CompileResult
  simulate(scenario: Scenario, programs: Programs): Iterable<TraceChunk>
  readonly readLine: typeof readLine
  readonly programs: Programs
  readonly images: () => readonly KnownImage[]
}

export interface Port {
  post(reply: Reply, transfer: Transferable[]): void
  /** Lets messages that wait be received. */
  pause(): Promise<void>
}

/** Answers requests. A newer one ends the one under way at its next piece. */
export function serve(engine: Engine, port: Port): (request: Request) => Promise<void> {
  let newest = 0
  let held: HeldRun | undefined
  const read = ({ id, line, at }: Extract<Request, { kind: 'read' }>) => {
    const answer = (printed: LinePrinted | undefined) => port.post({ kind: 'answer', id, printed }, [])
    if (!held) answer(undefined)
    else
      held.whenAt(at, (reader, scenario) => {
        try {
          answer(engine.readLine(line, reader, scenario, engine.programs))
        } catch (error) {
          // Our own fault; the run is what it is.
          answer({ stdout: '', stderr: `podlapse: ${messageOf(error)}\n`, exitCode: 70 })
        }
      })
  }
  return async (request) => {
    const { id } = request
    if (request.kind === 'read') {
      read(request)
      return
    }
    if (request.kind === 'judge') {
      port.post({ kind: 'judged', id, problems: judged(engine, request.text) }, [])
      return
    }
    if (request.kind === 'images') {
      port.post({ kind: 'images', id, images: engine.images() }, [])
      return
    }
    newest = id
    if (request.kind === 'stop') return
    try {
      // Requests that came while this thread was busy are received now: only the last of them is worth compiling.
      await port.pause()
      if (newest !== id) return
      const result = engine.compile(request.text)
      port.post({ kind: 'compiled', id, compiled: summary(result, request.asTyped === true) }, [])
      if (!isAccepted(result, request.asTyped === true)) return
      held?.close()
      held = new HeldRun(result.scenario)
      for (const chunk of engine.simulate(withLines(result.scenario, request.lines ?? []), engine.programs)) {
        port.post({ kind: 'chunk', id, chunk }, buffersOf(chunk))
        held.add(chunk)
        await port.pause()
        if (newest !== id) {
          held.close()
          return
        }
      }
      port.post({ kind: 'done', id }, [])
    } catch (error) {
      if (newest === id) port.post({ kind: 'fault', id, message: messageOf(error) }, [])
    }
  }
}

/** Our own fault, where it breaks, is told of the text that is on the screen. */
function judged(engine: Engine, text: string): CompileResult['problems'] {
  try {
    return engine.compile(text).problems
  } catch {
    return []
  }
}

function isAccepted(
  result: CompileResult,
  asTyped: boolean,
): result is CompileResult & { readonly scenario: Scenario } {
  // A text that is being typed is no YAML most of the time: what was shown stays.
  return result.scenario !== undefined && !(asTyped && result.problems.some(({ code }) => code === 'yaml-syntax'))
}

function summary(result: CompileResult, asTyped: boolean): Compiled {
  return {
    problems: result.problems,
    refusal: result.refusal,
    accepted: isAccepted(result, asTyped),
    name: result.scenario?.name ?? '',
    objects: (result.scenario?.objects ?? []).map(({ object, document }) => ({
      kind: object.kind,
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
      document,
    })),
  }
}

/** The typed arrays of a chunk belong to nobody else: they change threads without a copy. */
function buffersOf(chunk: TraceChunk): ArrayBuffer[] {
  const probes = chunk.probes.flatMap((p) => [p.seq, p.at, p.endAt, p.outcome, p.run, p.restart, p.decisive])
  const memory = chunk.memory.flatMap((m) => [m.at, m.bytes])
  const traffic = (chunk.traffic ?? []).flatMap((t) => [
    ...[t.at, t.fastest, t.middle, t.slowest, t.failedAt, t.failedEndAt, t.failedGroup],
    ...Object.values(t.counts),
  ])
  return [...probes, ...memory, ...traffic].map((column) => column.buffer as ArrayBuffer)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
