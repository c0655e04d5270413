import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/simulate.ts'
import { MINUTE } from '../../lib/time.ts'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import type { ObjectWritten } from '../../trace/entry.ts'
import { acceptedText, NOTES, type Note, textOf } from './manifests.ts'

const PODS = NOTES.filter(({ category }) => ['pod', 'derived', 'fragment', 'imperative'].includes(category))

const refused = PODS.filter(({ apply }) => apply?.rc === 1)

describe.runIf(refused.length > 0)('manifests that a cluster refuses', () => {
  it.each(refused.map((note) => [note.id, note] as const))('%s is refused in kubectl’s words', (id, note) => {
    const { refusal } = compile(textOf(note.file))
    expect(refusal?.trim()).toBe(note.apply?.output.replaceAll(`${id}.yaml`, 'STDIN').trim())
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
