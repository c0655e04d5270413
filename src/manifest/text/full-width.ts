import { ownValue } from '../../lib/own.ts'
import type { ManifestNote, SignName } from '../note.ts'
import type { Fix, ProblemOf } from '../problem.ts'
import type { LineIndex } from './line-index.ts'

/** What an input method makes of YAML's own signs. */
const NARROW: Readonly<Record<string, string>> = {
  '：': ': ',
  '，': ', ',
  '－': '-',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
}
const NAMES: Readonly<Record<string, SignName>> = { '：': 'colon', '，': 'comma', '－': 'dash' }
const WIDE = /[：，－“”‘’]/

/** Finds the full-width sign that an error comes from, and blames that. */
export function blameFullWidth<N>(problem: ProblemOf<N>, text: string, lines: LineIndex): ProblemOf<N | ManifestNote> {
  const { range } = problem
  if (!range || (problem.code !== 'yaml-syntax' && problem.code !== 'wrong-type')) return problem
  const from = lines.startOf(range.line)
  // In comments people write as they like.
  const part = text
    .slice(from, Math.max(range.end, from + lines.textOf(range.line).length))
    .slice(0, 400)
    .replace(/(?:^|[ \t])#[^\n]*/gm, (comment) => ' '.repeat(comment.length))
  const colon = /^[ ]*(?:-[ ]+)*[A-Za-z]+(：)/m.exec(part)
  const at = colon ? colon.index + colon[0].length - 1 : part.search(WIDE)
  if (at < 0) return problem
  const sign = part[at] as string
  const narrow = ownValue(NARROW, sign) as string
  // A space that is there already is enough.
  const replacement = part[at + 1] === ' ' ? narrow.trimEnd() : narrow
  const place = lines.range(from + at, from + at + 1)
  const values = { sign, narrow: narrow.trim() }
  const fix: Fix = { title: { kind: 'replaceSign', ...values }, range: place, text: replacement }
  return {
    ...problem,
    hint: { kind: 'fullWidth', ...values, name: ownValue(NAMES, sign) ?? 'quote' },
    range: place,
    fix,
  }
}
