import { simulate } from '../engine/simulate.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import type { Problem } from '../scenario/problem.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import { sayNote } from '../view/notes/note-words.ts'
import { NOTES_EN } from '../view/notes/notes-en.ts'
import { problemText } from '../view/notes/problem-text.ts'
import type { Command, Output } from './command-line.ts'
import { EXIT } from './exit-status.ts'
import { BufferedOutput, type Io } from './io.ts'
import { writeEvents } from './output/events.ts'
import { writeJson } from './output/json.ts'
import { writeLogs } from './output/logs.ts'
import { writeWatch } from './output/watch.ts'
import type { Writer } from './output/writer.ts'

const WRITERS: Readonly<Record<Output, Writer>> = {
  watch: writeWatch,
  events: writeEvents,
  logs: writeLogs,
  json: writeJson,
}

export function run(command: Extract<Command, { kind: 'run' }>, io: Io): number {
  let text: string
  try {
    text = io.read(command.file)
  } catch (error) {
    io.stderr(`podlapse: ${command.file}: ${reasonOf(error)}\n`)
    return EXIT.refused
  }
  const { scenario, problems, refusal, hidden } = compile(text, {
    lookUpImage: PROGRAMS.image,
    validation: command.validation,
    ...(command.file === '-' ? {} : { source: command.file }),
  })
  if (scenario !== undefined && refusal !== undefined) io.stderr(listed(problems, 'warning'))
  if (scenario === undefined || refusal !== undefined) {
    io.stderr(refusal === undefined ? listed(problems, 'error') : withNewline(refusal))
    io.stderr(hints(problems))
    if (hidden !== undefined) io.stderr(`${BEYOND}\n${withNewline(hidden)}`)
  } else io.stderr(listed(problems, 'warning') + listed(problems, 'info'))
  if (scenario === undefined) return EXIT.refused
  const out = new BufferedOutput(io.stdout)
  const end = new EndOfRun()
  WRITERS[command.output](end.watch(simulate(untilOf(scenario, command.untilMs), PROGRAMS)), out, problems)
  out.flush()
  if (end.words === undefined) return refusal === undefined ? EXIT.done : EXIT.refused
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

/** Whoever mends one thing at a time wants to know that there is more. */
const BEYOND = 'Note: without the unknown fields (--validate=ignore) the next answer would be:'

/** As kubectl begins such lines; it has no word for what a simulation leaves out. */
const HEADINGS = { error: 'error', warning: 'Warning', info: 'Note' } as const

/** One line a problem: where it is, then the words. */
function listed(problems: readonly Problem[], severity: Problem['severity']): string {
  return problems
    .filter((problem) => problem.severity === severity)
    .map((problem) => line(severity, problemText(problem, NOTES_EN), problem.range))
    .join('')
}

/** Behind kubectl's words, which do not have them. */
function hints(problems: readonly Problem[]): string {
  return problems
    .map(({ hint, range }) => (hint === undefined ? '' : line('info', sayNote(hint, NOTES_EN), range)))
    .join('')
}

function line(severity: Problem['severity'], text: string, range: Problem['range']): string {
  return `${HEADINGS[severity]}: ${range ? `line ${range.line}: ` : ''}${text}\n`
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) throw error
  if (error.code === 'ENOENT') return 'no such file'
  if (error.code === 'EISDIR') return 'it is a directory'
  if (error.code === 'EACCES') return 'permission denied'
  return error.message
}

function withNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
