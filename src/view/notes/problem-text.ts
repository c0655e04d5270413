import type { Problem } from '../../scenario/problem.ts'
import { type NoteWords, sayNote } from './note-words.ts'

/** A problem in words: the API server's and kubectl's own as they are, ours in a language. */
export function problemText(problem: Problem, words: NoteWords): string {
  const { hint } = problem
  const text = problem.note ? sayNote(problem.note, words) : problem.message
  return hint ? `${text}${words.mark}${sayNote(hint, words)}` : text
}
