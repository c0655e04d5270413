import type { StoreApi } from 'zustand/vanilla'
import { recall, remember } from './remembered.ts'
import type { AppState, AppStore } from './state.ts'

const CLOCK = 'podlapse.clock'
const GAPS = 'podlapse.gaps'

/** How the user wanted time to be told and drawn on an earlier visit. */
export function initialTimelinePreferences(): Pick<AppState, 'clock' | 'gapsShort'> {
  return { clock: recall(CLOCK) === 'wall' ? 'wall' : 'relative', gapsShort: recall(GAPS) === 'short' }
}

export function wireTimelinePreferences(store: StoreApi<AppStore>): void {
  store.subscribe((state, before) => {
    if (state.clock !== before.clock) remember(CLOCK, state.clock)
    if (state.gapsShort !== before.gapsShort) remember(GAPS, state.gapsShort ? 'short' : 'full')
  })
}
