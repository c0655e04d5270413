import { listAt, textAt } from '../field.ts'
import type { Lines } from './lines.ts'

/** The conditions of a workload, with their reasons. */
export function reasonedConditions(out: Lines, object: unknown): void {
  const conditions = listAt(object, 'status', 'conditions')
  if (conditions.length === 0) return
  out.line(0, 'Conditions:\n  Type\tStatus\tReason')
  out.line(1, '----\t------\t------')
  for (const condition of conditions) {
    out.line(1, `${textAt(condition, 'type')} \t${textAt(condition, 'status')}\t${textAt(condition, 'reason')}`)
  }
}
