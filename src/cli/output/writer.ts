import type { Problem } from '../../scenario/problem.ts'
import type { TraceChunk } from '../../trace/chunk.ts'
import type { BufferedOutput } from '../io.ts'

/** Prints a simulation. Takes the chunks as they come. */
export type Writer = (chunks: Iterable<TraceChunk>, out: BufferedOutput, problems: readonly Problem[]) => void
