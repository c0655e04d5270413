import { type Duration, SECOND, type Time } from '../../lib/time.ts'
import { changesOf } from '../../trace/changes.ts'
import type { Trace } from '../../trace/trace.ts'

/** A stretch in which nothing changes, drawn short under a break sign. */
export interface Fold {
  readonly fromMs: Time
  readonly toMs: Time
}

export const NO_FOLDS: readonly Fold[] = []

/** So much of the quiet stays on both sides: what has just come about is seen to last. */
const KEPT: Duration = 1.5 * SECOND
/** A shorter wait is not worth a break in the axis. */
const SHORTEST: Duration = 8 * SECOND
/** Nor is one that would be drawn narrower than its sign: less than this part of what is left. */
const LEAST_SHARE = 1 / 16

const cache = new WeakMap<Trace, readonly Fold[]>()

/**
 * Where a trace is quiet: stretches between two changes, the longest first taken out for as long as that makes room
 * for the rest. A probe that succeeds once more is no change; whether anything is one, trace/changes.ts says.
 */
export function foldsOf(trace: Trace): readonly Fold[] {
  let folds = cache.get(trace)
  if (!folds) {
    folds = longEnough(quietStretches(trace), trace.endMs)
    cache.set(trace, folds)
  }
  return folds
}

function quietStretches(trace: Trace): readonly Fold[] {
  const stretches: Fold[] = []
  const changes = changesOf(trace)
  let before: Time = 0
  const put = (after: Time) => {
    const fold = { fromMs: before + KEPT, toMs: after - KEPT }
    if (fold.toMs - fold.fromMs >= SHORTEST) stretches.push(fold)
  }
  for (const at of changes) {
    if (at > trace.endMs) break
    put(at)
    before = at
  }
  // Of a trace that still grows nobody knows how long its end stays quiet.
  if (trace.ending !== 'running') put(trace.endMs)
  return stretches
}

function longEnough(stretches: readonly Fold[], endMs: Time): readonly Fold[] {
  const longestFirst = [...stretches].sort((a, b) => lengthOf(b) - lengthOf(a))
  const chosen: Fold[] = []
  let left = endMs
  for (const fold of longestFirst) {
    if (lengthOf(fold) < left * LEAST_SHARE) break
    chosen.push(fold)
    left -= lengthOf(fold)
  }
  return chosen.sort((a, b) => a.fromMs - b.fromMs)
}

export function lengthOf({ fromMs, toMs }: Fold): Duration {
  return toMs - fromMs
}

/** The fold that an instant lies in. */
export function foldAt(folds: readonly Fold[], at: Time): Fold | undefined {
  return folds.find(({ fromMs, toMs }) => at >= fromMs && at < toMs)
}
