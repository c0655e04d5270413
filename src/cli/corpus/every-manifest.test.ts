import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/simulate.ts'
import { MINUTE } from '../../lib/time.ts'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import { acceptedText, NOTES, type Note, textOf } from './manifests.ts'

const PODS = NOTES.filter(({ category }) => ['pod', 'derived', 'fragment', 'imperative'].includes(category))

/**
 * Where ours says something else than kubectl: a namespace that nobody made is taken to be there, with a warning, so
 * that a manifest can be tried by itself; and what is then found behind it comes out.
 */
const NAMESPACE_TAKEN = new Set(['029', '030', '056', '057', '058', '059'])
/** kubectl counts the lines of such a stream from another document than our parser. */
const OTHER_LINE = new Set(['080'])

const refused = PODS.filter(({ id, apply }) => apply?.rc === 1 && !NAMESPACE_TAKEN.has(id))

describe.runIf(refused.length > 0)('manifests that a cluster refuses', () => {
  it.each(refused.map((note) => [note.id, note] as const))('%s is refused in kubectl’s words', (id, note) => {
    const { refusal } = compile(textOf(note.file))
    const line = (text: string | undefined) => (OTHER_LINE.has(id) ? text?.replace(/line \d+/, 'line N') : text)
    expect(line(refusal?.trim())).toBe(line(note.apply?.output.replaceAll(`${id}.yaml`, 'STDIN').trim()))
  })
})

const accepted = PODS.filter(({ apply, fixed }) => apply?.rc === 0 || fixed).filter(hasPod)

function hasPod(note: Note): boolean {
  return /^kind: Pod$/m.test(acceptedText(note))
}

describe.runIf(accepted.length > 0)('manifests that a cluster accepts', () => {
  it.each(accepted.map((note) => [note.id, note] as const))('%s runs', (_, note) => {
    const { scenario, refusal, problems } = compile(acceptedText(note))
    expect({ refusal, errors: problems.filter(({ severity }) => severity === 'error') }).toEqual({ errors: [] })
    if (!scenario) return
    const pods: ObjectWritten[] = []
    for (const { entries } of simulate({ ...scenario, untilMs: 10 * MINUTE, untilGiven: true }, PROGRAMS)) {
      for (const entry of entries) if (entry.kind === 'object' && entry.objectKind === 'Pod') pods.push(entry)
    }
    // Each is scheduled, or the scheduler has said why not.
    expect(pods.filter(({ change }) => change === 'ADDED').length).toBeGreaterThan(0)
    expect(pods.length).toBeGreaterThan(1)
  })
})
