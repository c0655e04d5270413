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
export function answerAt(
  session: RecordedSession,
  objects: RecordedObjects,
  line: RecordedLine,
  second: number,
): Typed {
  const now: Time = ensure(parseRfc3339(session.t0), 'the beginning of a session') + Math.round(second * 1000)
  const files = { ...session.files, 'manifest.yaml': session.manifest }
  return typed(line.argv, { files, objects: objectsAt(objects, second), now })
}

/** A command looks at the objects somewhere between its beginning and its end; what a watch saw came a little later. */
const STEP_S = 0.1
const LATE_S = 0.5

/** Our answer from the objects of a moment at which it is the recorded one; the earliest where it never is. */
export function closestAnswer(session: RecordedSession, objects: RecordedObjects, line: RecordedLine): Typed {
  let closest: Typed | undefined
  for (let second = line.atS; second < line.endS + LATE_S; second += STEP_S) {
    const ours = answerAt(session, objects, line, second)
    if (ours.stdout === line.stdout && ours.stderr === line.stderr) return ours
    closest ??= ours
  }
  return ensure(closest, 'an answer')
}
