import { ownValue } from '../../lib/own.ts'
import type { Problem } from '../problem.ts'
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
const NAMES: Readonly<Record<string, string>> = { '：': 'colon', '，': 'comma', '－': 'dash' }
const WIDE = /[：，－“”‘’]/

/** Finds the full-width sign that an error comes from, and blames that. */
export function blameFullWidth(problem: Problem, text: string, lines: LineIndex): Problem {
  const { range } = problem
  if (!range || (problem.code !== 'yaml-syntax' && problem.code !== 'wrong-type')) return problem
  const from = lines.startOf(range.line)
  const part = text.slice(from, Math.max(range.end, from + lines.textOf(range.line).length)).slice(0, 400)
  const colon = /^[ ]*(?:-[ ]+)*[A-Za-z]+(：)/m.exec(part)
  const at = colon ? colon.index + colon[0].length - 1 : part.search(WIDE)
  if (at < 0) return problem
  const sign = part[at] as string
  const narrow = ownValue(NARROW, sign) as string
  // A space that is there already is enough.
  const replacement = part[at + 1] === ' ' ? narrow.trimEnd() : narrow
  const place = lines.range(from + at, from + at + 1)
  const hint = `the full-width ${ownValue(NAMES, sign) ?? 'quote'} ${sign} is not YAML's ${narrow.trim()}`
  const fix = { title: `Replace ${sign} by ${narrow.trim()}`, range: place, text: replacement }
  return { ...problem, message: `${problem.message}: ${hint}`, range: place, fix }
}
