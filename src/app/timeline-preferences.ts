import type { StoreApi } from 'zustand/vanilla'
import { recall, remember } from './remembered.ts'
import type { AppState, AppStore } from './state.ts'

const CLOCK = 'podlapse.clock'
const GAPS = 'podlapse.gaps'
const FUTURE = 'podlapse.future'

/** How the user wanted time to be told and drawn on an earlier visit. */
export function initialTimelinePreferences(): Pick<AppState, 'clock' | 'gapsShort' | 'futureWhole'> {
  return {
    clock: recall(CLOCK) === 'wall' ? 'wall' : 'relative',
    gapsShort: recall(GAPS) === 'short',
    futureWhole: recall(FUTURE) === 'whole',
  }
}

export function wireTimelinePreferences(store: StoreApi<AppStore>): void {
  store.subscribe((state, before) => {
    if (state.clock !== before.clock) remember(CLOCK, state.clock)
    if (state.gapsShort !== before.gapsShort) remember(GAPS, state.gapsShort ? 'short' : 'full')
    if (state.futureWhole !== before.futureWhole) remember(FUTURE, state.futureWhole ? 'whole' : 'faint')
  })
}
