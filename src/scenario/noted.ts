import { type Place, problemAt } from '../manifest/place.ts'
import type { Problem } from '../manifest/problem.ts'
import { type Note, noteText } from './note.ts'

/** A problem of the text that is none of the API server's: its facts can be put into another language. */
export interface NotedProblem extends Problem {
  readonly note: Note
}

export function noted(place: Place, path: string, note: Note, at: 'key' | 'value' = 'value'): NotedProblem {
  return { ...problemAt(place, { code: 'not-simulated', severity: 'info', message: noteText(note), path, at }), note }
}

export function noteOf(problem: Problem): Note | undefined {
  return (problem as Partial<NotedProblem>).note
}
