import type { StoreApi } from 'zustand/vanilla'
import type { AppState, AppStore } from './state.ts'

const CLOCK = 'podlapse.clock'
const GAPS = 'podlapse.gaps'

/** How the user wanted time to be told and drawn on an earlier visit. */
export function initialTimelinePreferences(): Pick<AppState, 'clock' | 'gapsShort'> {
  return { clock: read(CLOCK) === 'wall' ? 'wall' : 'relative', gapsShort: read(GAPS) === 'short' }
}

export function wireTimelinePreferences(store: StoreApi<AppStore>): void {
  store.subscribe((state, before) => {
    if (state.clock !== before.clock) write(CLOCK, state.clock)
    if (state.gapsShort !== before.gapsShort) write(GAPS, state.gapsShort ? 'short' : 'full')
  })
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that forbids storage forgets it; nothing else is lost.
  }
}
