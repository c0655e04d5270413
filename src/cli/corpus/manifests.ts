import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, it } from 'vitest'
import { type Doings, Lived } from './lived.ts'

/** A manifest of somebody's course notes, and what kubectl said of it. */
export interface Note {
  readonly id: string
  readonly file: string
  readonly title: string
  readonly category: string
  /** The same, with its mistakes mended; where a cluster refuses the original. */
  readonly fixed?: string | null
  readonly apply?: { readonly rc: number; readonly output: string }
}

/** Manifests from course notes are not in this repository: PODLAPSE_CORPUS names the folder that has them. */
const folder = process.env.PODLAPSE_CORPUS

export const NOTES: readonly Note[] = folder ? JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) : []

/** The text as kubectl got it: without the line that says where in the notes it stood. */
export function textOf(file: string): string {
  return readFileSync(join(folder as string, file), 'utf8').replace(/^# .*\n/, '')
}

/** What a cluster accepts of a note: the original or, where that is refused, the mended one. */
export function acceptedText({ file, fixed, apply }: Note): string {
  return textOf(apply?.rc === 0 ? file : (fixed ?? file))
}

type Fact = (life: Lived) => void

const verdicts = new Map<string, { passed: number; failed: number }>()

/**
 * One row: what the notes, or kubectl today, say of how this manifest's Pods live. "052 fixed" is the mended text of a
 * note that a cluster accepts as it is, too.
 */
export type Story = readonly [id: string, says: string, doings: Doings, fact: Fact]

export function checkStories(topic: string, stories: readonly Story[]): void {
  if (!folder || !existsSync(join(folder, 'facts.json'))) {
    describe.skip(`${topic} (PODLAPSE_CORPUS is not set)`, () => {
      it.each(stories.map(([id, says]) => [id, says]))('%s: %s', () => {})
    })
    return
  }
  describe(topic, () => {
    it.each(stories.map((story) => [story[0], story[1], story] as const))('%s: %s', (id, _, [, , doings, fact]) => {
      const [number, mended] = id.split(' ')
      const note = NOTES.find((each) => each.id === number)
      if (!note) throw new Error(`there is no note ${number}`)
      const verdict = verdicts.get(id) ?? { passed: 0, failed: 0 }
      verdicts.set(id, verdict)
      try {
        fact(new Lived(mended ? textOf(note.fixed as string) : acceptedText(note), doings))
        verdict.passed++
      } catch (error) {
        verdict.failed++
        throw error
      }
    })
    afterAll(() => {
      const line = [...verdicts].map(([id, { passed, failed }]) => `${id} ${passed} passed ${failed} failed`)
      console.log(`${topic}: ${line.join(', ')}`)
    })
  })
}
