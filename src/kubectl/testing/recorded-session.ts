import { ensure } from '../../lib/assert.ts'
import { parseRfc3339, type Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { type Typed, typed } from './typed.ts'

/** One line as it was typed to a real kubectl, and what came of it. */
export interface RecordedLine {
  readonly argv: string
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | null
  readonly atS: number
  readonly endS: number
  /** It was interrupted then. */
  readonly stoppedAfterS?: number
  /** It was typed on a terminal. */
  readonly tty?: boolean
}

export interface RecordedSession {
  readonly id: string
  readonly t0: string
  readonly manifest: string
  readonly files?: Readonly<Record<string, string>>
  readonly transcript: readonly RecordedLine[]
}

/** Every version of every object of a session, in order. */
export interface RecordedObjects {
  readonly before: readonly KubeObject[]
  readonly changes: readonly { readonly t: number; readonly type: string; readonly object: KubeObject }[]
}

/** What was there `second` seconds after the session's beginning. */
function objectsAt({ before, changes }: RecordedObjects, second: number): readonly KubeObject[] {
  const key = ({ apiVersion, kind, metadata }: KubeObject) =>
    [apiVersion, kind, metadata.namespace ?? '', metadata.name].join(' ')
  const present = new Map(before.map((object) => [key(object), object]))
  for (const { t, type, object } of changes) {
    if (t > second) break
    if (type === 'DELETED') present.delete(key(object))
    else present.set(key(object), object)
  }
  return [...present.values()]
}

/** The line as our kubectl answers it from the objects of that second. */
function answerAt(session: RecordedSession, objects: RecordedObjects, line: RecordedLine, second: number): Typed {
  const now: Time = ensure(parseRfc3339(session.t0), 'the beginning of a session') + Math.round(second * 1000)
  const files = { ...session.files, 'manifest.yaml': session.manifest }
  return typed(line.argv, { files, objects: objectsAt(objects, second), now })
}

/** A command looks at the objects somewhere between its beginning and its end; what a watch saw came a little later. */
const STEP_S = 0.1
const LATE_S = 0.5

/**
 * Our answer from the objects of a moment at which it is the recorded one; the earliest where it never is. Kinds are read one
 * after the other: of several tables each may be that of another moment.
 */
export function closestAnswer(session: RecordedSession, objects: RecordedObjects, line: RecordedLine): Typed {
  const last = line.endS + LATE_S
  const steps = Array.from({ length: Math.ceil((last - line.atS) / STEP_S) }, (_, step) => line.atS + step * STEP_S)
  // Some things are so for a few milliseconds.
  const changes = objects.changes.map(({ t }) => t).filter((t) => t > line.atS && t < last)
  const answers = [...steps, ...changes].map((second) => answerAt(session, objects, line, second))
  const [earliest] = answers
  const whole = answers.find(({ stdout, stderr }) => stdout === line.stdout && stderr === line.stderr)
  if (whole) return whole
  const wanted = line.stdout.split(TABLE_END)
  const tables = answers.map(({ stdout }) => stdout.split(TABLE_END))
  const found = wanted.map((table, index) =>
    tables.find((each) => each.length === wanted.length && each[index] === table),
  )
  const first = ensure(earliest, 'an answer')
  return found.every((table) => table !== undefined) ? { ...first, stdout: line.stdout } : first
}

const TABLE_END = '\n\n'
