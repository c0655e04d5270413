import { simulate } from '../engine/simulate.ts'
import { PROGRAMS } from '../programs/programs.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import { sayNote } from '../view/notes/note-words.ts'
import { NOTES_EN } from '../view/notes/notes-en.ts'
import type { Command, Output } from './command-line.ts'
import { EXIT } from './exit-status.ts'
import { BufferedOutput, type Io } from './io.ts'
import { writeEvents } from './output/events.ts'
import { writeJson } from './output/json.ts'
import { writeLogs } from './output/logs.ts'
import { writeTraffic } from './output/traffic.ts'
import { writeWatch } from './output/watch.ts'
import type { Writer } from './output/writer.ts'
import { readScenario } from './read-scenario.ts'

const WRITERS: Readonly<Record<Output, Writer>> = {
  watch: writeWatch,
  events: writeEvents,
  logs: writeLogs,
  traffic: writeTraffic,
  json: writeJson,
}

export function run(command: Extract<Command, { kind: 'run' }>, io: Io): number {
  const read = readScenario(command.file, command.validation, io)
  if (!read) return EXIT.refused
  const { scenario, problems, isRefused } = read
  const out = new BufferedOutput(io.stdout)
  const end = new EndOfRun()
  WRITERS[command.output](end.watch(simulate(untilOf(scenario, command.untilMs), PROGRAMS)), out, problems)
  out.flush()
  if (end.words === undefined) return isRefused ? EXIT.refused : EXIT.done
  io.stderr(`error: not simulated: ${end.words}\n`)
  return EXIT.cut
}

/** Sees the chunks go by, for why a run was cut short. */
class EndOfRun {
  words: string | undefined;

  *watch(chunks: Iterable<TraceChunk>): Generator<TraceChunk> {
    for (const chunk of chunks) {
      const last = chunk.entries.at(-1)
      if (chunk.ending === 'cut' && last?.kind === 'notSimulated') this.words = sayNote(last.note, NOTES_EN)
      yield chunk
    }
  }
}

function untilOf(scenario: Scenario, untilMs: number | undefined): Scenario {
  return untilMs === undefined ? scenario : { ...scenario, untilMs, untilGiven: true }
}
