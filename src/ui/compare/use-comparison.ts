import type { Ghost } from '../../app/state.ts'
import { useApp } from '../../app/store.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Comparison } from '../../view/compare/difference.ts'
import { useComparing } from './comparing-loaded.ts'

export type ComparisonState =
  /** Nothing is pinned. */
  | { readonly kind: 'none' }
  /** The run on the screen is the pinned one. */
  | { readonly kind: 'pinned'; readonly ghost: Ghost }
  /** The text is another one, and its run is not there yet. */
  | { readonly kind: 'waiting'; readonly ghost: Ghost }
  | { readonly kind: 'compared'; readonly ghost: Ghost; readonly comparison: Comparison }

const NONE: ComparisonState = { kind: 'none' }
let last: { readonly was: Trace; readonly is: Trace; readonly comparison: Comparison } | undefined

/** How the run on the screen stands to the pinned one. Several panels ask; it is made once. */
export function useComparison(): ComparisonState {
  const ghost = useApp((state) => state.ghost)
  const trace = useApp((state) => state.trace)
  const fresh = useApp((state) => state.freshness === 'fresh')
  const compare = useComparing(({ comparing }) => comparing?.compare)
  const same = useApp((state) => state.text === state.ghost?.text)
  if (ghost === undefined) last = undefined
  if (ghost === undefined || trace === undefined) return NONE
  if (!fresh || trace.ending === 'running') return { kind: same ? 'pinned' : 'waiting', ghost }
  if (same || ghost.trace === trace) return { kind: 'pinned', ghost }
  if (compare === undefined) return { kind: 'waiting', ghost }
  if (last?.was !== ghost.trace || last.is !== trace) {
    last = { was: ghost.trace, is: trace, comparison: compare(ghost.trace, trace) }
  }
  return { kind: 'compared', ghost, comparison: last.comparison }
}
