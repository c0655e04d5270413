import { type Place, problemAt } from '../manifest/place.ts'
import type { ProblemOf } from '../manifest/problem.ts'
import type { Note } from './note.ts'

/** Something about the user's text: in the API server's or kubectl's words, or as a note of ours. */
export type Problem = ProblemOf<Note>

/** What is told of a text that the API server takes as it is. */
export function noted(place: Place, path: string, note: Note, at: 'key' | 'value' = 'value'): Problem {
  return problemAt(place, { code: 'not-simulated', severity: 'info', note, path, at })
}
