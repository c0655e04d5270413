import type { Fix } from '../../manifest/problem.ts'
import { edited } from '../../manifest/text/text-edit.ts'
import type { Problem } from '../../scenario/problem.ts'
import type { Repair } from './repair.ts'
import { Repairs } from './repairs.ts'

/** More than anybody has slipped in one text; each costs a reading of it. */
const MOST_ROUNDS = 60

/** What was done to a text, and what became of it. */
export interface Mended {
  readonly text: string
  readonly done: readonly (Repair['title'] | Fix['title'])[]
}

/**
 * Mends what there is nothing to choose about, one after the other: after each the text is judged anew, for what was
 * wrong behind it. Yields texts that are to be judged, and is handed their problems.
 */
export function* mendAll(text: string): Generator<string, Mended, readonly Problem[]> {
  const done: Mended['done'][number][] = []
  const seen = new Set([text])
  let now = text
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const problems = yield now
    const next = firstRepair(now, problems, seen)
    if (!next) break
    now = next.text
    seen.add(now)
    done.push(next.title)
  }
  return { text: now, done }
}

/** What makes two documents one, or none at all, hides what else is wrong. */
function rankOf({ code, path }: Problem): number {
  if (code === 'yaml-syntax') return 0
  return code === 'duplicate-field' && !path.includes('.') ? 1 : 2
}

function firstRepair(text: string, problems: readonly Problem[], seen: ReadonlySet<string>) {
  const repairs = new Repairs(text)
  const inOrder = problems
    .filter(({ severity, code }) => severity === 'error' || code === 'duplicate-field')
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (a.range?.start ?? 0) - (b.range?.start ?? 0))
  for (const problem of inOrder) {
    const sure = repairs.for(problem).filter((repair) => repair.sure)
    for (const { title, edit } of sure) {
      const next = edited(text, edit)
      if (!seen.has(next)) return { text: next, title }
    }
    const { fix } = problem
    if (fix && sure.length === 0) {
      const next = edited(text, { start: fix.range.start, end: fix.range.end, text: fix.text })
      if (!seen.has(next)) return { text: next, title: fix.title }
    }
  }
  return undefined
}
