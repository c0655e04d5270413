import { assertNever } from '../../lib/assert.ts'
import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import { LOG_STRIP, PROBE_BASELINE } from './geometry.ts'
import type { Bar, Lane, Mark, ProbeLane } from './lane.ts'
import { bandOf } from './pointed.ts'

/** Every kind of mark that there is, in the order in which a reader meets them. */
export const LEGEND_KEYS = [
  'status',
  'restarts',
  'phase',
  'condition',
  'starting',
  'pull',
  'notReady',
  'ready',
  'stopping',
  'waiting',
  'ended',
  'exit',
  'backOff',
  'signal',
  'grace',
  'hook',
  'success',
  'failure',
  'threshold',
  'skipped',
  'log',
  'memory',
  'burst',
  'throttle',
  'gate',
  'request',
  'step',
  'schedule',
  'taint',
] as const
export type LegendKey = (typeof LEGEND_KEYS)[number]

/** A stretch of time and the heights of its lane that a mark takes. */
export interface MarkExtent {
  readonly from: number
  readonly to: number
  readonly band: readonly [top: number, bottom: number]
}

/** The kinds that these lanes have, in the order of the legend. */
export function legendOf(lanes: readonly Lane[]): readonly LegendKey[] {
  return LEGEND_KEYS.filter((key) => lanes.some((lane) => hasKind(lane, key)))
}

function hasKind(lane: Lane, key: LegendKey): boolean {
  return extentsOf(lane, key).length > 0
}

/** Where marks of a kind are in a lane, in the order of time. */
export function extentsOf(lane: Lane, key: LegendKey): readonly MarkExtent[] {
  if (lane.kind === 'probe') return attemptExtents(lane, key)
  if (key === 'log') return lane.kind === 'container' ? logExtents(lane) : []
  if (key === 'memory') {
    return lane.kind === 'memory' ? [{ from: lane.life.from, to: lane.life.to, band: [2, lane.height - 2] }] : []
  }
  return lane.marks.flatMap((mark) => {
    if (kindOf(lane, mark) !== key) return []
    return [{ from: mark.from, to: mark.to, band: bandOf(mark, lane) ?? [2, lane.height - 2] }]
  })
}

function logExtents({ logs, logTop }: Extract<Lane, { kind: 'container' }>): readonly MarkExtent[] {
  return Array.from(logs.at, (at) => ({ from: at, to: at, band: [logTop, logTop + LOG_STRIP] as const }))
}

/** Above the line what succeeded, below it what did not. */
const ABOVE = [PROBE_BASELINE - 11, PROBE_BASELINE + 1] as const
const BELOW = [PROBE_BASELINE - 1, PROBE_BASELINE + 18] as const
const ON = [PROBE_BASELINE - 4, PROBE_BASELINE + 4] as const

function attemptExtents({ track: { columns, skipped } }: ProbeLane, key: LegendKey): readonly MarkExtent[] {
  if (key === 'skipped') return skipped.map(({ first, last }) => ({ from: first, to: last, band: ON }))
  if (key !== 'success' && key !== 'failure' && key !== 'threshold') return []
  const extents: MarkExtent[] = []
  for (let i = 0; i < columns.length; i += 1) {
    const succeeded = PROBE_OUTCOMES[columns.outcome[i] as number] === 'success'
    const kind = succeeded ? 'success' : columns.decisive[i] === 1 ? 'threshold' : 'failure'
    const at = columns.endAt[i] as number
    if (kind === key) extents.push({ from: at, to: at, band: succeeded ? ABOVE : BELOW })
  }
  return extents
}

function kindOf(lane: Lane, mark: Mark): LegendKey | undefined {
  switch (mark.kind) {
    case 'bar':
      return kindOfBar(lane, mark)
    case 'status':
      return 'status'
    case 'tick':
      return lane.kind === 'pod' ? 'restarts' : undefined
    case 'line':
      return lane.kind === 'pod' ? 'phase' : 'condition'
    case 'exit':
      return 'exit'
    case 'ramp':
      return 'backOff'
    case 'flag':
      return lane.kind === 'node' ? 'taint' : 'signal'
    case 'grace':
      return 'grace'
    case 'pin':
      return 'step'
    case 'gate':
      return 'gate'
    case 'burst':
      return 'burst'
    case 'try':
      return 'schedule'
    case 'throttle':
      return 'throttle'
    case 'failures':
      return 'request'
    default:
      return assertNever(mark)
  }
}

function kindOfBar({ kind }: Lane, { pattern, tone }: Bar): LegendKey | undefined {
  switch (pattern) {
    case 'solid':
      return tone === 'ready' ? 'ready' : tone === 'notReady' ? 'notReady' : undefined
    case 'outline':
      return tone === 'starting' ? 'starting' : undefined
    case 'pull':
      return 'pull'
    case 'hatch':
      return tone === 'waiting' ? 'waiting' : undefined
    // A node under pressure is drawn alike, and is not being stopped.
    case 'stopping':
      return kind === 'node' ? undefined : 'stopping'
    case 'plain':
    case 'slashes':
    case 'dots':
      return 'ended'
    case 'battlement':
      return 'hook'
    default:
      return assertNever(pattern)
  }
}
