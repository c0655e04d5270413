import type { SchedulingDecision } from './decision/schedule.ts'
import type { TraceEntry } from './entry.ts'

/** The decision that a trace entry carries, where it is one of the scheduler's. */
export function schedulingDecisionOf(entry: TraceEntry): SchedulingDecision | undefined {
  return entry.kind === 'decision' && entry.decision === 'schedule' ? entry.value : undefined
}
