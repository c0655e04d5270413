import type { FieldValidation } from '../manifest/read-body.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import type { Problem } from '../scenario/problem.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { sayNote } from '../view/notes/note-words.ts'
import { NOTES_EN } from '../view/notes/notes-en.ts'
import { problemText } from '../view/notes/problem-text.ts'
import type { Io } from './io.ts'

export interface ReadScenario {
  readonly scenario: Scenario
  readonly problems: readonly Problem[]
  /** Something of it was refused: what is left is simulated. */
  readonly isRefused: boolean
}

/** Reads a text and says what is wrong with it. Undefined: there is nothing to simulate. */
export function readScenario(file: string, validation: FieldValidation, io: Io): ReadScenario | undefined {
  let text: string
  try {
    text = io.read(file)
  } catch (error) {
    io.stderr(`podlapse: ${file}: ${reasonOf(error)}\n`)
    return undefined
  }
  const { scenario, problems, refusal, hidden } = compile(text, {
    lookUpImage: PROGRAMS.image,
    validation,
    ...(file === '-' ? {} : { source: file }),
  })
  if (scenario !== undefined && refusal !== undefined) io.stderr(listed(problems, 'warning'))
  if (scenario === undefined || refusal !== undefined) {
    io.stderr(refusal === undefined ? listed(problems, 'error') : withNewline(refusal))
    io.stderr(hints(problems))
    if (hidden !== undefined) io.stderr(`${BEYOND}\n${withNewline(hidden)}`)
  } else io.stderr(listed(problems, 'warning') + listed(problems, 'info'))
  return scenario && { scenario, problems, isRefused: refusal !== undefined }
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
